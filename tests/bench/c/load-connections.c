/** Many connections: such that stay, and such that have one sentence. */

#include "talks.h"
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

/** A port is not given again for a minute (TIME_WAIT), so the connections come from several addresses of loopback. */
enum { source_addresses = 16 };

/* --- Connections that stay --- */

static bool is_over;

static void ask(struct talk *talk) {
  begin_talk(talk);
  if (!send_sentence(talk)) give_up_talk(talk);
}

static void hear(struct talk *talk) {
  ssize_t length = recv(talk->fd, talk->reply + talk->got, sizeof talk->reply - talk->got, 0);
  if (length < 0 && errno == EAGAIN) return;
  if (length <= 0) return give_up_talk(talk);
  talk->got += length;
  if (talk->got < options.bytes) return;
  judge_talk(talk);
  if (is_over) end_talk(talk);
  else ask(talk);
}

void tcp_many(void) {
  prepare_talks();
  for (int at = 0; at < options.connections; at++) {
    talks[at].fd = connected_socket();
    fcntl(talks[at].fd, F_SETFL, O_NONBLOCK);
    watch_talk(EPOLL_CTL_ADD, &talks[at], EPOLLIN);
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
  begin_talk(talk);
  talk->fd = connecting_socket();
  if (talk->fd < 0) figures.missing++;
  else watch_talk(EPOLL_CTL_ADD, talk, send_sentence(talk) ? EPOLLIN : EPOLLOUT);
}

/** The connection is there: the sentence that had to wait for it. */
static void send_late(struct talk *talk) {
  if (send_sentence(talk)) watch_talk(EPOLL_CTL_MOD, talk, EPOLLIN);
  else if (errno != EAGAIN) give_up_talk(talk);
}

/** Reads until the server closes. */
static void hear_to_the_end(struct talk *talk) {
  ssize_t length = recv(talk->fd, talk->reply + talk->got, sizeof talk->reply - talk->got, 0);
  if (length < 0 && errno == EAGAIN) return;
  if (length < 0) return give_up_talk(talk);
  talk->got += length;
  if (length > 0) return;
  judge_talk(talk);
  end_talk(talk);
}

static void go_on(struct talk *talk) {
  if (talk->is_sent) hear_to_the_end(talk);
  else send_late(talk);
}

void tcp_connections(void) {
  prepare_talks();
  for (int at = 0; at < options.connections; at++) talks[at].fd = -1;
  start_clock();
  while (time_is_left()) {
    for (int at = 0; at < options.connections; at++)
      if (talks[at].fd < 0) connect_and_ask(&talks[at]);
    wait_for_news(go_on);
  }
  while (is_under_way()) wait_for_news(go_on);
}
