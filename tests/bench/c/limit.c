/**
 * What this kernel allows one thread: the upper-case service in C, as a yardstick. Letters of ASCII are mapped and all other
 * bytes pass, so it does less than our servers with other text, and nothing against abuse.
 *
 *     limit udp PORT        datagrams: up to 64 with one system call in, and one out
 *     limit tcp PORT        connections that stay
 *     limit tcp-once PORT   the same, but closed after the first reply, as the textbook's server does
 */

#include "limit.h"
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

int bound_socket(int type, int port) {
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

int main(int count, char **words) {
  signal(SIGPIPE, SIG_IGN);
  if (count != 3) return 2;
  int port = atoi(words[2]);
  if (strcmp(words[1], "udp") == 0) serve_udp(port);
  if (strncmp(words[1], "tcp", 3) == 0) serve_tcp(port, strcmp(words[1], "tcp-once") == 0);
  return 2;
}
