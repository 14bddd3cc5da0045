/** What the options ask to be measured. */

import {
  defaultCompareMs,
  defaultMeasureMs,
  defaultRounds,
  defaultSentenceBytes,
  defaultWarmup,
} from "../core/limits.ts";
import type { Plan } from "../measurement/record.ts";
import type { Options } from "./options.ts";

/** The plan of a client's own measurement, or of a comparison. */
export function measurePlan({ measure, timeoutMs, connectTimeoutMs }: Options): Plan {
  const isOpenEnded = measure.count === null && measure.durationMs === null;
  const count = isOpenEnded && measure.compare ? defaultRounds : measure.count;
  const durationMs = isOpenEnded ? (measure.compare ? defaultCompareMs : defaultMeasureMs) : measure.durationMs;
  return {
    count,
    durationMs,
    intervalMs: measure.intervalMs,
    sizes: measure.sizes ?? [defaultSentenceBytes],
    window: measure.window,
    warmup: measure.warmup ?? defaultWarmup,
    replyTimeoutMs: timeoutMs,
    connectTimeoutMs,
    reconnect: measure.reconnect,
  };
}
