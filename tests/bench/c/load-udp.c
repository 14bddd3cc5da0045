/** Datagrams: one at a time, or many in flight. */

#include "load.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum {
  batch_size = 64,
  receive_buffer_bytes = 4 << 20,
  /** Numbers whose fate is known, more than any window: a power of two. */
  remembered = 4096,
  refused_pause_us = 1000,
};

struct batch {
  struct mmsghdr messages[batch_size];
  struct iovec parts[batch_size];
  char bytes[batch_size][max_datagram_bytes];
};

/** The upper case of a sentence. Only the number differs from one to the next. */
static char expected[max_datagram_bytes];

static int datagram_socket(void) {
  int fd = socket(AF_INET, SOCK_DGRAM, 0), buffer = receive_buffer_bytes;
  struct timeval patience = {.tv_sec = patience_ms / 1000, .tv_usec = patience_ms % 1000 * 1000};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
  struct sockaddr_in server = {
      .sin_family = AF_INET, .sin_port = htons(options.port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (options.bytes > max_datagram_bytes || connect(fd, (struct sockaddr *)&server, sizeof server) != 0) {
    perror("connect");
    exit(1);
  }
  write_sentence(expected, options.bytes, 0);
  upper_case(expected, options.bytes);
  return fd;
}

/** The number of the sentence that this is the reply to, or -1 where it is the reply to none. */
static int64_t number_answered(const char *reply, ssize_t length) {
  size_t number = number_bytes();
  if (length != (ssize_t)options.bytes || memcmp(reply + number, expected + number, length - number) != 0) return -1;
  return number_in_reply(reply);
}

/** Waits for one reply, past those to earlier sentences. */
static void receive_reply_to(int fd, uint32_t number, uint64_t sent_ns) {
  char reply[max_datagram_bytes];
  for (;;) {
    ssize_t length = recv(fd, reply, sizeof reply, MSG_TRUNC);
    if (length < 0) {
      if (errno == ECONNREFUSED) usleep(refused_pause_us);
      figures.missing++;
      return;
    }
    int64_t answers = number_answered(reply, length);
    if (answers == number) return answered(length, sent_ns);
    if (answers < 0) {
      figures.wrong++;
      return;
    }
    figures.late++;
  }
}

void udp_one_at_a_time(void) {
  int fd = datagram_socket();
  char sentence[max_datagram_bytes];
  uint32_t number = 0;
  start_clock();
  while (time_is_left()) {
    write_sentence(sentence, options.bytes, ++number);
    uint64_t sent_ns = now_ns();
    send(fd, sentence, options.bytes, 0);
    receive_reply_to(fd, number, sent_ns);
  }
}

static struct batch outgoing, incoming;
static bool is_waited_for[remembered];
static int in_flight;
static uint32_t last_number;

static void prepare_batches(void) {
  for (int at = 0; at < batch_size; at++) {
    write_sentence(outgoing.bytes[at], options.bytes, 0);
    outgoing.parts[at] = (struct iovec){.iov_base = outgoing.bytes[at], .iov_len = options.bytes};
    incoming.parts[at] = (struct iovec){.iov_base = incoming.bytes[at], .iov_len = max_datagram_bytes};
    outgoing.messages[at].msg_hdr = (struct msghdr){.msg_iov = &outgoing.parts[at], .msg_iovlen = 1};
    incoming.messages[at].msg_hdr = (struct msghdr){.msg_iov = &incoming.parts[at], .msg_iovlen = 1};
  }
}

static void wait_for(uint32_t number) {
  bool *place = &is_waited_for[number % remembered];
  if (*place) figures.missing++; /* thousands of later ones have been answered since */
  else in_flight++;
  *place = true;
}

/** Fills the window, and no more. */
static void send_sentences(int fd) {
  while (in_flight < options.window) {
    int room = options.window - in_flight, count = room < batch_size ? room : batch_size;
    for (int at = 0; at < count; at++) write_number(outgoing.bytes[at], last_number + 1 + at);
    int taken = sendmmsg(fd, outgoing.messages, count, 0);
    if (taken < 0) {
      if (errno == ECONNREFUSED) figures.missing++;
      usleep(refused_pause_us);
      return;
    }
    for (int at = 0; at < taken; at++) wait_for(++last_number);
  }
}

static void take_reply(const char *reply, size_t length) {
  int64_t number = number_answered(reply, length);
  if (number < 0) {
    figures.wrong++;
    return;
  }
  bool *place = &is_waited_for[number % remembered];
  if (!*place) {
    figures.late++;
    return;
  }
  *place = false;
  in_flight--;
  answered(length, 0);
}

/** Waits for replies. Tells whether any came; else, all that is in flight is missing. */
static bool receive_replies(int fd) {
  int count = recvmmsg(fd, incoming.messages, batch_size, MSG_WAITFORONE, NULL);
  for (int at = 0; at < count; at++) take_reply(incoming.bytes[at], incoming.messages[at].msg_len);
  if (count > 0) return true;
  figures.missing += in_flight;
  in_flight = 0;
  memset(is_waited_for, false, sizeof is_waited_for);
  return false;
}

void udp_window(void) {
  int fd = datagram_socket();
  prepare_batches();
  start_clock();
  while (time_is_left()) {
    send_sentences(fd);
    receive_replies(fd);
  }
  while (in_flight > 0 && receive_replies(fd));
}
