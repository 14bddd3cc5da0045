/** Sentences that are under way over many connections, one on each: sent, waited for, judged. */

#include "talks.h"
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { look_ns = 200000000 };

struct talk *talks;
static struct epoll_event *events;
static int queue;
static uint32_t last_number;

void prepare_talks(void) {
  talks = calloc(options.connections, sizeof *talks);
  events = calloc(options.connections, sizeof *events);
  queue = epoll_create1(0);
  if (options.bytes > max_sentence_bytes) exit(2);
}

void watch_talk(int operation, const struct talk *talk, uint32_t wanted) {
  struct epoll_event event = {.events = wanted, .data.u32 = talk - talks};
  epoll_ctl(queue, operation, talk->fd, &event);
}

/** Tells whether the sentence is on its way; not yet, while the handshake is under way. */
bool send_sentence(struct talk *talk) {
  char sentence[max_sentence_bytes];
  write_line(sentence, options.bytes, talk->number);
  talk->is_sent = send(talk->fd, sentence, options.bytes, 0) == (ssize_t)options.bytes;
  return talk->is_sent;
}

void begin_talk(struct talk *talk) {
  talk->number = ++last_number;
  talk->got = 0;
  talk->started_ns = now_ns();
}

/** Counts a talk whose reply is complete, or never will be. */
void judge_talk(const struct talk *talk) {
  char expected[max_sentence_bytes];
  write_line(expected, options.bytes, talk->number);
  upper_case(expected, options.bytes);
  if (talk->got == options.bytes && memcmp(talk->reply, expected, options.bytes) == 0)
    answered(options.bytes, talk->started_ns);
  else if (talk->got == 0) figures.missing++;
  else figures.wrong++;
}

void end_talk(struct talk *talk) {
  close(talk->fd);
  talk->fd = -1;
}

void give_up_talk(struct talk *talk) {
  figures.missing++;
  end_talk(talk);
}

/** What has waited too long is missing. */
static void look_for_silent(void) {
  static uint64_t looked_ns;
  uint64_t now = now_ns();
  if (now - looked_ns < look_ns) return;
  looked_ns = now;
  for (int at = 0; at < options.connections; at++)
    if (talks[at].fd >= 0 && now - talks[at].started_ns > patience_ms * 1000000ull) give_up_talk(&talks[at]);
}

bool is_under_way(void) {
  for (int at = 0; at < options.connections; at++)
    if (talks[at].fd >= 0) return true;
  return false;
}

/** Waits for news, and has each talk that has some go on. */
void wait_for_news(void (*go_on)(struct talk *talk)) {
  int count = epoll_wait(queue, events, options.connections, patience_ms);
  for (int at = 0; at < count; at++)
    if (talks[events[at].data.u32].fd >= 0) go_on(&talks[events[at].data.u32]);
  look_for_silent();
}
