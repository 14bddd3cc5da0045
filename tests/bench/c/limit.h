/** What the parts of the yardstick share. */

#pragma once
#define _GNU_SOURCE
#include <stdbool.h>

/* limit.c */
int bound_socket(int type, int port);

/* limit-udp.c, limit-tcp.c: they never return */
void serve_udp(int port);
void serve_tcp(int port, bool closes_after_reply);
