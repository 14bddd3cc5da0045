/**
 * A load generator for upper-case servers on this computer. It checks every byte of every reply, and prints one line of JSON.
 *
 *     load MODE PORT [-t SECONDS] [-W WARM-UP SECONDS] [-w WINDOW] [-c CONNECTIONS] [-s BYTES] [-T ascii|hangul]
 *
 *     udp-pp      datagrams, one at a time
 *     udp-win     datagrams, WINDOW in flight
 *     tcp-pp      one connection, one sentence at a time
 *     tcp-pipe    one connection, WINDOW sentences in flight
 *     tcp-stream  BYTES, half-close, read to the end; again and again
 *     tcp-many    CONNECTIONS that stay, one sentence at a time on each
 *     tcp-conn    connect, one sentence, the server closes; CONNECTIONS at once
 *
 * Hangul stays as it is in upper case, and a sentence of it is nothing else: 3 bytes a syllable, so BYTES is rounded down to
 * a multiple of 3.
 */

#include "load.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct options options = {.seconds = 1, .window = 64, .connections = 1, .bytes = 32};

static const struct {
  const char *name;
  void (*run)(void);
} modes[] = {
    {"udp-pp", udp_one_at_a_time}, {"udp-win", udp_window},  {"tcp-pp", tcp_one_at_a_time},  {"tcp-pipe", tcp_pipeline},
    {"tcp-stream", tcp_streams},   {"tcp-many", tcp_many},   {"tcp-conn", tcp_connections},
};

static bool read_options(int count, char **words) {
  optind = 3;
  int letter;
  while ((letter = getopt(count, words, "t:W:w:c:s:T:")) > 0) {
    switch (letter) {
      case 't': options.seconds = atof(optarg); break;
      case 'W': options.warm_up_seconds = atof(optarg); break;
      case 'w': options.window = atoi(optarg); break;
      case 'c': options.connections = atoi(optarg); break;
      case 's': options.bytes = atol(optarg); break;
      case 'T': options.hangul = strcmp(optarg, "hangul") == 0; break;
      default: return false;
    }
  }
  if (options.hangul) options.bytes -= options.bytes % 3;
  return options.seconds > 0 && options.window > 0 && options.connections > 0 && options.bytes > number_bytes();
}

int main(int count, char **words) {
  signal(SIGPIPE, SIG_IGN);
  if (count < 3 || !read_options(count, words)) return 2;
  options.port = atoi(words[2]);
  for (size_t at = 0; at < sizeof modes / sizeof modes[0]; at++) {
    if (strcmp(words[1], modes[at].name) != 0) continue;
    modes[at].run();
    report();
    return 0;
  }
  return 2;
}
