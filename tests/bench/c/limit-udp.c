/** Datagrams: up to 64 with one system call in, and one out. */

#include "limit.h"
#include "upper-case.h"
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>

enum {
  batch_size = 64,
  datagram_bytes = 2048,
  /** The kernel gives less; but its default does not hold 256 small datagrams. */
  receive_buffer_bytes = 4 << 20,
};

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

HOT void serve_udp(int port) {
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
