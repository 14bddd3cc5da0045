/**
 * Connections that stay: hold PORT CONNECTIONS. Each asks one sentence and reads its reply. Prints `held` when all have
 * one, and holds them until it is ended. Ends with 1 where one is refused, or answered wrongly.
 */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/** A server lets one address have only so many, so they come from several of loopback. */
enum { source_addresses = 16 };

static const char sentence[] = "hold me\n", reply[] = "HOLD ME\n";

static int connection(int number, int port) {
  struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + number % source_addresses)};
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&from, sizeof from) != 0) return -1;
  return connect(fd, (struct sockaddr *)&to, sizeof to) == 0 ? fd : -1;
}

static int is_answered(int fd) {
  char got[sizeof reply];
  size_t bytes = 0, all = strlen(reply);
  if (send(fd, sentence, strlen(sentence), MSG_NOSIGNAL) < 0) return 0;
  while (bytes < all) {
    ssize_t more = recv(fd, got + bytes, all - bytes, 0);
    if (more <= 0) return 0;
    bytes += more;
  }
  return memcmp(got, reply, all) == 0;
}

int main(int count, char **words) {
  struct rlimit limit;
  if (count != 3) return 2;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  for (int number = 0; number < atoi(words[2]); number++) {
    int fd = connection(number, atoi(words[1]));
    if (fd >= 0 && is_answered(fd)) continue;
    fprintf(stderr, "hold: connection %d failed\n", number);
    return 1;
  }
  puts("held");
  fflush(stdout);
  for (;;) pause();
}
