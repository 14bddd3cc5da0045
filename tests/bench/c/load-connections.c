/** Many connections: such that stay, and such that have one sentence. */

#include "load.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
  max_sentence_bytes = 4096,
  /** A port is not given again for a minute (TIME_WAIT), so the connections come from several addresses of loopback. */
  source_addresses = 16,
  look_ns = 200000000,
};

struct talk {
  int fd; /* -1: none now */
  bool is_sent;
  uint32_t number;
  size_t got;
  uint64_t started_ns;
  char reply[max_sentence_bytes];
};

static struct talk *talks;
static struct epoll_event *events;
static int queue;
static uint32_t last_number;

static void prepare(void) {
  talks = calloc(options.connections, sizeof *talks);
  events = calloc(options.connections, sizeof *events);
  queue = epoll_create1(0);
  if (options.bytes > max_sentence_bytes) exit(2);
}

static void watch(int operation, const struct talk *talk, uint32_t wanted) {
  struct epoll_event event = {.events = wanted, .data.u32 = talk - talks};
  epoll_ctl(queue, operation, talk->fd, &event);
}

/** Tells whether the sentence is on its way; not yet, while the handshake is under way. */
static bool send_sentence(struct talk *talk) {
  char sentence[max_sentence_bytes];
  write_line(sentence, options.bytes, talk->number);
  talk->is_sent = send(talk->fd, sentence, options.bytes, 0) == (ssize_t)options.bytes;
  return talk->is_sent;
}

static void begin(struct talk *talk) {
  talk->number = ++last_number;
  talk->got = 0;
  talk->started_ns = now_ns();
}

/** Counts a talk whose reply is complete, or never will be. */
static void judge(const struct talk *talk) {
  char expected[max_sentence_bytes];
  write_line(expected, options.bytes, talk->number);
  upper_case(expected, options.bytes);
  if (talk->got == options.bytes && memcmp(talk->reply, expected, options.bytes) == 0)
    answered(options.bytes, talk->started_ns);
  else if (talk->got == 0) figures.missing++;
  else figures.wrong++;
}

static void end(struct talk *talk) {
  close(talk->fd);
  talk->fd = -1;
}

static void give_up(struct talk *talk) {
  figures.missing++;
  end(talk);
}

/** What has waited too long is missing. */
static void look_for_silent(void) {
  static uint64_t looked_ns;
  uint64_t now = now_ns();
  if (now - looked_ns < look_ns) return;
  looked_ns = now;
  for (int at = 0; at < options.connections; at++)
    if (talks[at].fd >= 0 && now - talks[at].started_ns > patience_ms * 1000000ull) give_up(&talks[at]);
}

static bool is_under_way(void) {
  for (int at = 0; at < options.connections; at++)
    if (talks[at].fd >= 0) return true;
  return false;
}

/** Waits for news, and has each talk that has some go on. */
static void wait_for_news(void (*go_on)(struct talk *talk)) {
  int count = epoll_wait(queue, events, options.connections, patience_ms);
  for (int at = 0; at < count; at++)
    if (talks[events[at].data.u32].fd >= 0) go_on(&talks[events[at].data.u32]);
  look_for_silent();
}

/* --- Connections that stay --- */

static bool is_over;

static void ask(struct talk *talk) {
  begin(talk);
  if (!send_sentence(talk)) give_up(talk);
}

static void hear(struct talk *talk) {
  ssize_t length = recv(talk->fd, talk->reply + talk->got, sizeof talk->reply - talk->got, 0);
  if (length < 0 && errno == EAGAIN) return;
  if (length <= 0) return give_up(talk);
  talk->got += length;
  if (talk->got < options.bytes) return;
  judge(talk);
  if (is_over) end(talk);
  else ask(talk);
}

void tcp_many(void) {
  prepare();
  for (int at = 0; at < options.connections; at++) {
    talks[at].fd = connected_socket();
    fcntl(talks[at].fd, F_SETFL, O_NONBLOCK);
    watch(EPOLL_CTL_ADD, &talks[at], EPOLLIN);
  }
  start_clock();
  for (int at = 0; at < options.connections; at++) ask(&talks[at]);
  while (time_is_left()) wait_for_news(hear);
  is_over = true;
  while (is_under_way()) wait_for_news(hear);
}

/* --- Connections with one sentence --- */

static int connecting_socket(void) {
  static int sources;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  struct sockaddr_in local = {.sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + sources++ % source_addresses)};
  bind(fd, (struct sockaddr *)&local, sizeof local);
  struct sockaddr_in server = {
      .sin_family = AF_INET, .sin_port = htons(options.port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (connect(fd, (struct sockaddr *)&server, sizeof server) == 0 || errno == EINPROGRESS) return fd;
  close(fd);
  return -1;
}

static void connect_and_ask(struct talk *talk) {
  begin(talk);
  talk->fd = connecting_socket();
  if (talk->fd < 0) figures.missing++;
  else watch(EPOLL_CTL_ADD, talk, send_sentence(talk) ? EPOLLIN : EPOLLOUT);
}

/** The connection is there: the sentence that had to wait for it. */
static void send_late(struct talk *talk) {
  if (send_sentence(talk)) watch(EPOLL_CTL_MOD, talk, EPOLLIN);
  else if (errno != EAGAIN) give_up(talk);
}

/** Reads until the server closes. */
static void hear_to_the_end(struct talk *talk) {
  ssize_t length = recv(talk->fd, talk->reply + talk->got, sizeof talk->reply - talk->got, 0);
  if (length < 0 && errno == EAGAIN) return;
  if (length < 0) return give_up(talk);
  talk->got += length;
  if (length > 0) return;
  judge(talk);
  end(talk);
}

static void go_on(struct talk *talk) {
  if (talk->is_sent) hear_to_the_end(talk);
  else send_late(talk);
}

void tcp_connections(void) {
  prepare();
  for (int at = 0; at < options.connections; at++) talks[at].fd = -1;
  start_clock();
  while (time_is_left()) {
    for (int at = 0; at < options.connections; at++)
      if (talks[at].fd < 0) connect_and_ask(&talks[at]);
    wait_for_news(go_on);
  }
  while (is_under_way()) wait_for_news(go_on);
}
