/**
 * What this kernel allows one thread: the upper-case service in C, as a yardstick. Letters of ASCII are mapped and all other
 * bytes pass, so it does less than our servers with other text, and nothing against abuse.
 *
 *     limit udp PORT        datagrams: up to 64 with one system call in, and one out
 *     limit tcp PORT        connections that stay
 *     limit tcp-once PORT   the same, but closed after the first reply, as the textbook's server does
 */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
  batch_size = 64,
  datagram_bytes = 2048,
  /** The kernel gives less; but its default does not hold 256 small datagrams. */
  receive_buffer_bytes = 4 << 20,
  chunk_bytes = 256 * 1024,
  events_at_once = 512,
  backlog = 4096,
};

/** Here the time goes. The compiler has to be told: what is called from a loop without an end it makes small, not fast. */
#define HOT __attribute__((hot, noinline))

/** Every byte is written, changed or not: of that the compiler makes vectors. */
HOT static void upper_case(uint8_t *bytes, size_t length) {
  for (size_t at = 0; at < length; at++) {
    uint8_t byte = bytes[at];
    bytes[at] = byte - ((uint8_t)(byte - 'a') < 26 ? 'a' - 'A' : 0);
  }
}

static int bound_socket(int type, int port) {
  int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0), on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  struct sockaddr_in local = {
      .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_ANY)};
  if (bind(fd, (struct sockaddr *)&local, sizeof local) != 0) {
    perror("bind");
    exit(1);
  }
  return fd;
}

/* --- UDP --- */

static uint8_t datagrams[batch_size][datagram_bytes];
static struct mmsghdr messages[batch_size];
static struct iovec parts[batch_size];
static struct sockaddr_in clients[batch_size];

static void prepare_batch(void) {
  for (int at = 0; at < batch_size; at++) {
    parts[at].iov_base = datagrams[at];
    messages[at].msg_hdr = (struct msghdr){.msg_iov = &parts[at], .msg_iovlen = 1, .msg_name = &clients[at]};
  }
}

HOT static int receive_batch(int fd) {
  for (int at = 0; at < batch_size; at++) {
    parts[at].iov_len = datagram_bytes;
    messages[at].msg_hdr.msg_namelen = sizeof clients[at];
  }
  return recvmmsg(fd, messages, batch_size, MSG_WAITFORONE, NULL);
}

HOT static void send_batch(int fd, int count) {
  int sent = 0;
  while (sent < count) {
    int taken = sendmmsg(fd, messages + sent, count - sent, 0);
    if (taken > 0) sent += taken;
    else if (errno != EINTR) sent++; /* the kernel's word on one client concerns no other */
  }
}

HOT static void serve_udp(int port) {
  int fd = bound_socket(SOCK_DGRAM, port), buffer = receive_buffer_bytes;
  setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
  prepare_batch();
  for (;;) {
    int count = receive_batch(fd);
    for (int at = 0; at < count; at++) {
      parts[at].iov_len = messages[at].msg_len;
      upper_case(datagrams[at], messages[at].msg_len);
    }
    send_batch(fd, count);
  }
}

/* --- TCP --- */

struct connection {
  int fd;
  uint8_t *unsent; /* what the kernel had no room for; while there is some, nothing is read */
  size_t sent, length;
};

static bool closes_after_reply;
static int queue;

static void watch(struct connection *connection, int operation, uint32_t events) {
  struct epoll_event event = {.events = events, .data.ptr = connection};
  epoll_ctl(queue, operation, connection->fd, &event);
}

static void accept_all(int welcoming) {
  for (;;) {
    int fd = accept4(welcoming, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC), on = 1;
    if (fd < 0) return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct connection *connection = calloc(1, sizeof *connection);
    connection->fd = fd;
    watch(connection, EPOLL_CTL_ADD, EPOLLIN);
  }
}

static void end_connection(struct connection *connection) {
  close(connection->fd);
  free(connection->unsent);
  free(connection);
}

/** What is left of a reply. Tells whether the connection goes on. */
HOT static bool send_rest(struct connection *connection) {
  size_t left = connection->length - connection->sent;
  ssize_t taken = send(connection->fd, connection->unsent + connection->sent, left, MSG_NOSIGNAL);
  if (taken < 0) return errno == EAGAIN;
  connection->sent += taken;
  if (connection->sent < connection->length) return true;
  free(connection->unsent);
  connection->unsent = NULL;
  watch(connection, EPOLL_CTL_MOD, EPOLLIN);
  return !closes_after_reply;
}

static void keep_rest(struct connection *connection, const uint8_t *bytes, size_t length) {
  connection->unsent = malloc(length);
  memcpy(connection->unsent, bytes, length);
  connection->sent = 0;
  connection->length = length;
  watch(connection, EPOLL_CTL_MOD, EPOLLOUT);
}

/** One chunk in, its upper case out. Tells whether the connection goes on. */
HOT static bool answer(struct connection *connection) {
  static uint8_t chunk[chunk_bytes];
  ssize_t length = recv(connection->fd, chunk, sizeof chunk, 0);
  if (length < 0) return errno == EAGAIN;
  if (length == 0) return false;
  upper_case(chunk, length);
  ssize_t taken = send(connection->fd, chunk, length, MSG_NOSIGNAL);
  if (taken < 0 && errno != EAGAIN) return false;
  if (taken < 0) taken = 0;
  if (taken == length) return !closes_after_reply;
  keep_rest(connection, chunk + taken, length - taken);
  return true;
}

HOT static void serve_tcp(int port) {
  static struct epoll_event events[events_at_once];
  int fd = bound_socket(SOCK_STREAM | SOCK_NONBLOCK, port);
  listen(fd, backlog);
  struct connection welcoming = {.fd = fd};
  queue = epoll_create1(EPOLL_CLOEXEC);
  watch(&welcoming, EPOLL_CTL_ADD, EPOLLIN);
  for (;;) {
    int count = epoll_wait(queue, events, events_at_once, -1);
    for (int at = 0; at < count; at++) {
      struct connection *connection = events[at].data.ptr;
      if (connection == &welcoming) accept_all(fd);
      else if (!(connection->unsent == NULL ? answer(connection) : send_rest(connection))) end_connection(connection);
    }
  }
}

int main(int count, char **words) {
  signal(SIGPIPE, SIG_IGN);
  if (count != 3) return 2;
  int port = atoi(words[2]);
  closes_after_reply = strcmp(words[1], "tcp-once") == 0;
  if (strcmp(words[1], "udp") == 0) serve_udp(port);
  if (strncmp(words[1], "tcp", 3) == 0) serve_tcp(port);
  return 2;
}
