/** The options that measure: the same for both clients. */

import { maxMeasuredSentenceBytes, maxWindow, minMeasuredSentenceBytes } from "../core/limits.ts";
import { Misuse, readCount, readMs, readWhole, type Word } from "./option-words.ts";
import type { OptionKind, Options } from "./options.ts";

export interface MeasureOptions {
  /** Both protocols side by side. */
  compare: boolean;
  count: number | null;
  durationMs: number | null;
  /** 0: closed loop. */
  intervalMs: number;
  sizes: [number, ...number[]] | null;
  window: number;
  warmup: number | null;
  reconnect: boolean;
  reportEveryMs: number | null;
  csv: string | null;
  report: string | null;
}

export const defaultMeasureOptions: MeasureOptions = {
  compare: false,
  count: null,
  durationMs: null,
  intervalMs: 0,
  sizes: null,
  window: 1,
  warmup: null,
  reconnect: false,
  reportEveryMs: null,
  csv: null,
  report: null,
};

/** Any of them makes a client measure. */
export const measureOptionKinds = {
  compare: {},
  count: { short: "c", value: "N" },
  duration: { short: "d", value: "SECONDS" },
  interval: { short: "i", value: "SECONDS" },
  size: { short: "s", value: "BYTES" },
  window: { short: "w", value: "N" },
  warmup: { value: "N" },
  reconnect: {},
  "report-every": { value: "SECONDS" },
  csv: { value: "FILE" },
  report: { value: "FILE" },
} as const satisfies Record<string, OptionKind>;

type Taker = (options: Options, word: Word) => void;

/** Ten digits number a sentence. */
const maxCount = 999_999_999;

export const measureTakers: Readonly<Record<keyof typeof measureOptionKinds, Taker>> = {
  compare: ({ measure }) => {
    measure.compare = true;
  },
  count: ({ measure }, word) => {
    measure.count = readCount(word, 1, maxCount);
  },
  duration: ({ measure }, word) => {
    measure.durationMs = readMs(word, 1);
  },
  interval: ({ measure }, word) => {
    measure.intervalMs = readMs(word, 0.001, 3);
  },
  size: ({ measure }, word) => {
    measure.sizes = readSizes(word);
  },
  window: ({ measure }, word) => {
    measure.window = readCount(word, 1, maxWindow);
  },
  warmup: ({ measure }, word) => {
    measure.warmup = readCount(word, 0, maxCount);
  },
  reconnect: ({ measure }) => {
    measure.reconnect = true;
  },
  "report-every": ({ measure }, word) => {
    measure.reportEveryMs = readMs(word, 100);
  },
  csv: ({ measure }, { value }) => {
    measure.csv = value;
  },
  report: ({ measure }, { value }) => {
    measure.report = value;
  },
};

/** Reads `32`, or a sweep `16..8192`: each size twice the last, and the last one named. */
function readSizes({ written, value, messages }: Word): [number, ...number[]] {
  const [, from = "", to = from] = /^(\d+)(?:\.\.(\d+))?$/.exec(value) ?? [];
  const first = readWhole(from);
  const last = readWhole(to);
  if (first > last) throw new Misuse(messages.sweepGoesUp(written, value));
  const isRight = first >= minMeasuredSentenceBytes && last <= maxMeasuredSentenceBytes;
  if (!isRight) throw new Misuse(messages.badSize(written, value, minMeasuredSentenceBytes, maxMeasuredSentenceBytes));
  const sizes: [number, ...number[]] = [first];
  for (let bytes = first * 2; bytes < last; bytes *= 2) sizes.push(bytes);
  if (last > first) sizes.push(last);
  return sizes;
}

/** Tells whether a client is asked to measure. */
export function isMeasuring({ given }: Options): boolean {
  return Object.keys(measureOptionKinds).some((name) => given.has(name));
}

/** Options that have no meaning together. */
const exclusive = [
  ["interval", "window"],
  ["compare", "interval"],
  ["compare", "window"],
  ["compare", "reconnect"],
] as const;

/** Checks that what is asked for can be measured. Throws {@link Misuse}. */
export function checkMeasuring({ given, words }: Options, messages: Word["messages"]): void {
  for (const [one, other] of exclusive) {
    if (given.has(one) && given.has(other)) throw new Misuse(messages.notTogether(`--${one}`, `--${other}`));
  }
  if (words.length > 0) throw new Misuse(messages.measuresItsOwn(words.join(" ")));
  for (const other of ["explain", "retries"]) {
    if (given.has(other)) throw new Misuse(messages.notWhileMeasuring(`--${other}`));
  }
}
