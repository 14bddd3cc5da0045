/** Sentences, each with a number at its beginning, so that no reply can be taken for another one's. */

#include "load.h"
#include <string.h>

/** A number is eight letters of 4 bits, or six syllables of 6 bits: U+AC00 (ea b0 80) to U+AC3F. */
enum { letters = 8, syllables = 6, syllable_bytes = 3 };

static const char words[] = "the quick brown fox jumps over lazy dog ";
static const char hangul[] = "가나다라마바사아자차카타파하";

size_t number_bytes(void) {
  return options.hangul ? syllables * syllable_bytes : letters;
}

static void write_letters(char *to, uint32_t number) {
  for (int at = letters - 1; at >= 0; at--, number >>= 4) to[at] = 'a' + (number & 15);
}

static void write_syllables(char *to, uint32_t number) {
  for (int at = syllables - 1; at >= 0; at--, number >>= 6) {
    char *syllable = to + at * syllable_bytes;
    memcpy(syllable, "\xea\xb0\x80", syllable_bytes);
    syllable[2] |= number & 63;
  }
}

void write_number(char *to, uint32_t number) {
  if (options.hangul) write_syllables(to, number);
  else write_letters(to, number);
}

static int64_t read_letters(const char *reply) {
  int64_t number = 0;
  for (int at = 0; at < letters; at++) {
    int digit = reply[at] - 'A';
    if (digit < 0 || digit > 15) return -1;
    number = number << 4 | digit;
  }
  return number;
}

static int64_t read_syllables(const char *reply) {
  int64_t number = 0;
  for (int at = 0; at < syllables; at++) {
    const uint8_t *syllable = (const uint8_t *)reply + at * syllable_bytes;
    if (syllable[0] != 0xea || syllable[1] != 0xb0 || syllable[2] >> 6 != 2) return -1;
    number = number << 6 | (syllable[2] & 63);
  }
  return number;
}

/** The number, in upper case, or -1 where there is none. */
int64_t number_in_reply(const char *reply) {
  return options.hangul ? read_syllables(reply) : read_letters(reply);
}

void write_sentence(char *to, size_t bytes, uint32_t number) {
  const char *text = options.hangul ? hangul : words;
  size_t text_bytes = options.hangul ? sizeof hangul - 1 : sizeof words - 1;
  write_number(to, number);
  for (size_t at = number_bytes(); at < bytes; at++) to[at] = text[(at - number_bytes()) % text_bytes];
}

/** A sentence for a stream. In ASCII it ends with a newline; Hangul is mixed with nothing. */
void write_line(char *to, size_t bytes, uint32_t number) {
  write_sentence(to, bytes, number);
  if (!options.hangul) to[bytes - 1] = '\n';
}

void upper_case(char *text, size_t bytes) {
  for (size_t at = 0; at < bytes; at++)
    if (text[at] >= 'a' && text[at] <= 'z') text[at] -= 'a' - 'A';
}
