/** One connection: a sentence at a time, many in flight, or a stream with an end. */

#include "load.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { max_sentence_bytes = 65536, max_send_bytes = 65536, receive_bytes = 1 << 20, block_sentences = 2048 };

static char received[receive_bytes];

int connected_socket(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  struct timeval patience = {.tv_sec = patience_ms / 1000, .tv_usec = patience_ms % 1000 * 1000};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  struct sockaddr_in server = {
      .sin_family = AF_INET, .sin_port = htons(options.port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (connect(fd, (struct sockaddr *)&server, sizeof server) != 0) {
    perror("connect");
    exit(1);
  }
  return fd;
}

/** Reads as many bytes, over as many chunks as it takes. Tells whether all of them came. */
static bool receive_all(int fd, char *to, size_t bytes) {
  for (size_t got = 0; got < bytes;) {
    ssize_t length = recv(fd, to + got, bytes - got, 0);
    if (length <= 0) return false;
    got += length;
  }
  return true;
}

void tcp_one_at_a_time(void) {
  static char sentence[max_sentence_bytes], expected[max_sentence_bytes];
  int fd = connected_socket();
  uint32_t number = 0;
  start_clock();
  while (time_is_left()) {
    write_line(sentence, options.bytes, ++number);
    memcpy(expected, sentence, options.bytes);
    upper_case(expected, options.bytes);
    uint64_t sent_ns = now_ns();
    if (send(fd, sentence, options.bytes, 0) != (ssize_t)options.bytes || !receive_all(fd, received, options.bytes)) {
      figures.missing++;
      return; /* a connection that has failed once is of no more use */
    }
    if (memcmp(received, expected, options.bytes) == 0) answered(options.bytes, sent_ns);
    else figures.wrong++;
  }
}

/** A stream, and what must come back. Where it repeats itself, it is there twice, so that every piece of it lies in one piece. */
struct stream {
  char *sentences, *expected;
  size_t period; /* 0: it ends */
  uint64_t sent, got;
};

static struct stream new_stream(size_t sentence_bytes, size_t count, bool repeats) {
  size_t bytes = sentence_bytes * count, copies = repeats ? 2 : 1;
  struct stream stream = {
      .sentences = malloc(bytes * copies), .expected = malloc(bytes * copies), .period = repeats ? bytes : 0};
  for (size_t at = 0; at < count * copies; at++)
    write_line(stream.sentences + at * sentence_bytes, sentence_bytes, at % count);
  memcpy(stream.expected, stream.sentences, bytes * copies);
  upper_case(stream.expected, bytes * copies);
  return stream;
}

static size_t place(const struct stream *stream, uint64_t at) {
  return stream->period == 0 ? at : at % stream->period;
}

enum outcome { went_on, blocked, failed };

/** Sends up to there, as far as the kernel takes it. */
static enum outcome send_up_to(int fd, struct stream *stream, uint64_t end) {
  while (stream->sent < end) {
    size_t left = end - stream->sent, bytes = left < max_send_bytes ? left : max_send_bytes;
    if (stream->period > 0 && bytes > stream->period) bytes = stream->period;
    ssize_t taken = send(fd, stream->sentences + place(stream, stream->sent), bytes, 0);
    if (taken < 0) return errno == EAGAIN ? blocked : failed;
    stream->sent += taken;
  }
  return went_on;
}

/** Takes what has come, and compares it. `failed` where nothing can come any more. */
static enum outcome receive_some(int fd, struct stream *stream) {
  size_t most = stream->period > 0 && stream->period < receive_bytes ? stream->period : receive_bytes;
  uint64_t waited_for = stream->sent - stream->got;
  ssize_t length = recv(fd, received, most, 0);
  if (length < 0 && errno == EAGAIN) return blocked;
  if (length <= 0) return failed;
  bool is_more_than_asked = (uint64_t)length > waited_for;
  if (is_more_than_asked || memcmp(received, stream->expected + place(stream, stream->got), length) != 0) figures.wrong++;
  if (is_more_than_asked) return failed;
  stream->got += length;
  return went_on;
}

/** Waits until there is something to read, or room to send where that is wanted. */
static bool wait_for(int fd, bool room) {
  struct pollfd wanted = {.fd = fd, .events = POLLIN | (room ? POLLOUT : 0)};
  return poll(&wanted, 1, patience_ms) > 0;
}

/** Counts whole sentences, whose replies come in whatever pieces. */
static void count_replies(const struct stream *stream, uint64_t before) {
  figures.answered += stream->got / options.bytes - before / options.bytes;
  figures.bytes += stream->got - before;
}

/** Sends what the window allows and takes what has come. Tells whether the connection goes on. */
static bool step(int fd, struct stream *stream, uint64_t window_bytes) {
  enum outcome sending = send_up_to(fd, stream, stream->got + window_bytes);
  if (sending == failed || !wait_for(fd, sending == blocked)) return false;
  uint64_t before = stream->got;
  enum outcome receiving = receive_some(fd, stream);
  count_replies(stream, before);
  return receiving != failed;
}

void tcp_pipeline(void) {
  struct stream stream = new_stream(options.bytes, block_sentences, true);
  int fd = connected_socket();
  fcntl(fd, F_SETFL, O_NONBLOCK);
  start_clock();
  bool goes_on = true;
  while (goes_on && time_is_left()) goes_on = step(fd, &stream, options.window * options.bytes);
  while (goes_on && stream.got < stream.sent) goes_on = step(fd, &stream, 0);
  figures.missing += (stream.sent - stream.got + options.bytes - 1) / options.bytes;
}

/** All of it there and all of it back, to the server's FIN. Tells whether it came whole. */
static bool exchange(int fd, struct stream *stream, size_t bytes) {
  stream->sent = stream->got = 0;
  bool is_shut = false;
  for (;;) {
    enum outcome sending = send_up_to(fd, stream, bytes);
    if (sending == went_on && !is_shut) is_shut = shutdown(fd, SHUT_WR) == 0;
    if (sending == failed || !wait_for(fd, sending == blocked)) return false;
    if (receive_some(fd, stream) == failed) return stream->got == bytes;
  }
}

void tcp_streams(void) {
  size_t sentence_bytes = options.hangul ? 63 : 64, count = options.bytes / sentence_bytes;
  struct stream stream = new_stream(sentence_bytes, count, false);
  start_clock();
  while (time_is_left()) {
    uint64_t started_ns = now_ns();
    int fd = connected_socket();
    fcntl(fd, F_SETFL, O_NONBLOCK);
    long wrong = figures.wrong;
    if (!exchange(fd, &stream, sentence_bytes * count)) figures.missing++;
    else if (figures.wrong == wrong) answered(sentence_bytes * count, started_ns);
    close(fd);
  }
}
