/** The options that inject bad weather: the UDP server's. */

import { maxChosenSeed, maxSeed } from "../core/limits.ts";
import type { WeatherOptions } from "../core/weather.ts";
import { readCount, readMs, readPercent, type Word } from "./option-words.ts";
import type { OptionKind, Options } from "./options.ts";

/** What was asked for; without a seed, one is chosen. */
export type AskedWeather = { -readonly [Name in Exclude<keyof WeatherOptions, "seed">]: number } & {
  seed: number | null;
};

export const defaultWeather: AskedWeather = {
  dropPercent: 0,
  delayMs: 0,
  jitterMs: 0,
  duplicatePercent: 0,
  reorderPercent: 0,
  seed: null,
};

export const weatherOptionKinds = {
  drop: { value: "PERCENT" },
  delay: { value: "SECONDS" },
  jitter: { value: "SECONDS" },
  duplicate: { value: "PERCENT" },
  reorder: { value: "PERCENT" },
  seed: { value: "N" },
} as const satisfies Record<string, OptionKind>;

type Taker = (options: Options, word: Word) => void;

export const weatherTakers: Readonly<Record<keyof typeof weatherOptionKinds, Taker>> = {
  drop: ({ weather }, word) => {
    weather.dropPercent = readPercent(word);
  },
  delay: ({ weather }, word) => {
    weather.delayMs = readMs(word, 0, 3);
  },
  jitter: ({ weather }, word) => {
    weather.jitterMs = readMs(word, 0, 3);
  },
  duplicate: ({ weather }, word) => {
    weather.duplicatePercent = readPercent(word);
  },
  reorder: ({ weather }, word) => {
    weather.reorderPercent = readPercent(word);
  },
  seed: ({ weather }, word) => {
    weather.seed = readCount(word, 0, maxSeed);
  },
};

/** The weather to inject; undefined where none is asked for. A seed that is chosen here is short, for it may be read out. */
export function weatherToInject({ seed, ...effects }: AskedWeather): WeatherOptions | undefined {
  if (Object.values(effects).every((effect) => effect === 0)) return undefined;
  return { ...effects, seed: seed ?? Math.floor(Math.random() * (maxChosenSeed + 1)) };
}
