/** What counts, and since when. */

#include "load.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/** More are not kept: their median would not change. */
enum { max_latencies = 4000000 };

struct figures figures;

static uint64_t started_ns, warm_ns, end_ns;
static bool is_warm;
/** As they were when the time was over: what comes then is still checked, and no part of the rate. */
static struct figures in_time;
static double elapsed_seconds;
static uint32_t *latencies_ns;
static long latency_count;

uint64_t now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000ull + time.tv_nsec;
}

void start_clock(void) {
  latencies_ns = malloc(max_latencies * sizeof *latencies_ns);
  warm_ns = now_ns() + options.warm_up_seconds * 1e9;
  end_ns = warm_ns + options.seconds * 1e9;
}

/** To be asked before each step. When the warm-up is over, all counts begin again. */
bool time_is_left(void) {
  uint64_t now = now_ns();
  if (!is_warm && now >= warm_ns) {
    is_warm = true;
    started_ns = now;
    figures.answered = figures.bytes = 0; /* a reply that was wrong or missing is not forgiven */
    latency_count = 0;
  }
  if (now < end_ns) return true;
  in_time = figures;
  elapsed_seconds = (now - started_ns) / 1e9;
  return false;
}

/** A right reply, now, to what was sent then; 0 where that is not known. */
void answered(size_t bytes, uint64_t sent_ns) {
  figures.answered++;
  figures.bytes += bytes;
  if (sent_ns == 0 || latency_count == max_latencies) return;
  uint64_t took = now_ns() - sent_ns;
  latencies_ns[latency_count++] = took > UINT32_MAX ? UINT32_MAX : took;
}

static int by_size(const void *a, const void *b) {
  uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
  return (first > second) - (first < second);
}

static void print_latencies(void) {
  if (latency_count == 0) return;
  qsort(latencies_ns, latency_count, sizeof *latencies_ns, by_size);
  printf(",\"p50Us\":%.2f,\"p99Us\":%.2f", latencies_ns[latency_count / 2] / 1e3,
         latencies_ns[(long)(latency_count * .99)] / 1e3);
}

void report(void) {
  if (elapsed_seconds == 0) time_is_left(); /* it ended before its time */
  printf("{\"seconds\":%.3f,\"answered\":%ld,\"perSecond\":%.1f,\"bytesPerSecond\":%.0f", elapsed_seconds,
         in_time.answered, in_time.answered / elapsed_seconds, in_time.bytes / elapsed_seconds);
  printf(",\"wrong\":%ld,\"missing\":%ld,\"late\":%ld", figures.wrong, figures.missing, figures.late);
  print_latencies();
  printf("}\n");
}
