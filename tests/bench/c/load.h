/** What the parts of the load generator share. */

#pragma once
#define _GNU_SOURCE
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  max_datagram_bytes = 2048,
  /** A reply that takes longer is missing. Through loopback none takes long, but a busy computer may let us wait. */
  patience_ms = 1000,
};

struct options {
  int port;
  double seconds, warm_up_seconds;
  int window;      /* sentences in flight at once */
  int connections; /* at once */
  size_t bytes;    /* of a sentence; of a stream */
  bool hangul;
};
extern struct options options;

/** Right replies since the warm-up ended, and everything else since the beginning. */
struct figures {
  long answered;
  uint64_t bytes; /* in right replies */
  long wrong;     /* not the upper case of what was sent, or too short */
  long missing;   /* no reply in time, or a connection that failed */
  long late;      /* a reply to nothing that is waited for: it came after its time, or twice */
};
extern struct figures figures;

/* figures.c */
uint64_t now_ns(void);
void start_clock(void);
bool time_is_left(void);
void answered(size_t bytes, uint64_t sent_ns);
void report(void);

/* sentence.c */
size_t number_bytes(void);
void write_number(char *to, uint32_t number);
int64_t number_in_reply(const char *reply);
void write_sentence(char *to, size_t bytes, uint32_t number);
void write_line(char *to, size_t bytes, uint32_t number);
void upper_case(char *text, size_t bytes);

/* load-udp.c, load-tcp.c, load-connections.c: one way of asking each */
void udp_one_at_a_time(void);
void udp_window(void);
void tcp_one_at_a_time(void);
void tcp_pipeline(void);
void tcp_streams(void);
void tcp_many(void);
void tcp_connections(void);

/* load-tcp.c */
int connected_socket(void);
