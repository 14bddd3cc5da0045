/** What the yardstick does with bytes. It stands in each part, where the compiler sees it beside the calls, as in one file. */

#pragma once
#include <stddef.h>
#include <stdint.h>

/** The compiler has to be told: what is called from a loop without an end it makes small, not fast. */
#define HOT __attribute__((hot, noinline))

/** Every byte is written, changed or not: of that the compiler makes vectors. */
HOT static void upper_case(uint8_t *bytes, size_t length) {
  for (size_t at = 0; at < length; at++) {
    uint8_t byte = bytes[at];
    bytes[at] = byte - ((uint8_t)(byte - 'a') < 26 ? 'a' - 'A' : 0);
  }
}
