/** Connections, as many as come, by epoll. */

#include "limit.h"
#include "upper-case.h"
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
  chunk_bytes = 256 * 1024,
  events_at_once = 512,
  backlog = 4096,
};

struct connection {
  int fd;
  uint8_t *unsent; /* what the kernel had no room for; while there is some, nothing is read */
  size_t sent, length;
};

static bool closes;
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
  return !closes;
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
  if (taken == length) return !closes;
  keep_rest(connection, chunk + taken, length - taken);
  return true;
}

HOT void serve_tcp(int port, bool closes_after_reply) {
  static struct epoll_event events[events_at_once];
  int fd = bound_socket(SOCK_STREAM | SOCK_NONBLOCK, port);
  closes = closes_after_reply;
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
