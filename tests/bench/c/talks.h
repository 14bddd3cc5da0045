/** What those share who ask over many connections. */

#pragma once
#include "load.h"

enum { max_sentence_bytes = 4096 };

/** One connection, and the sentence that is under way on it. */
struct talk {
  int fd; /* -1: none now */
  bool is_sent;
  uint32_t number;
  size_t got;
  uint64_t started_ns;
  char reply[max_sentence_bytes];
};
extern struct talk *talks;

/* talks.c */
void prepare_talks(void);
void watch_talk(int operation, const struct talk *talk, uint32_t wanted);
void begin_talk(struct talk *talk);
bool send_sentence(struct talk *talk);
void judge_talk(const struct talk *talk);
void end_talk(struct talk *talk);
void give_up_talk(struct talk *talk);
bool is_under_way(void);
void wait_for_news(void (*go_on)(struct talk *talk));
