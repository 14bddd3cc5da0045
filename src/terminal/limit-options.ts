/** The options that say how much a server bears, and whom it serves. */

import type { PortRange } from "../core/guard.ts";
import { maxLimit, maxPort, maxWorkers, minLoopLimit } from "../core/limits.ts";
import { Misuse, readCount, readMs, readWhole, type Word } from "./option-words.ts";
import type { OptionKind, Options } from "./options.ts";

/** Undefined: the server's own default. 0: no limit. */
export interface AskedLimits {
  /** Processes that share the server's port. */
  workers: number;
  maxPerAddress: number | undefined;
  minRate: number | undefined;
  maxLifetimeMs: number | undefined;
  rate: number | undefined;
  rateAll: number | undefined;
  loopLimit: number | undefined;
  allowSourcePorts: readonly PortRange[];
  /** Addresses and networks as they were written; none: everybody may be served. */
  allow: readonly string[];
}

export const defaultLimits: AskedLimits = {
  workers: 1,
  maxPerAddress: undefined,
  minRate: undefined,
  maxLifetimeMs: undefined,
  rate: undefined,
  rateAll: undefined,
  loopLimit: undefined,
  allowSourcePorts: [],
  allow: [],
};

export const limitOptionKinds = {
  allow: { value: "CIDR" },
  "max-per-address": { value: "N" },
  "min-rate": { value: "N" },
  "max-lifetime": { value: "SECONDS" },
  rate: { value: "N" },
  "rate-all": { value: "N" },
  "loop-limit": { value: "N" },
  "allow-source-ports": { value: "LIST" },
  workers: { value: "N" },
} as const satisfies Record<string, OptionKind>;

type Taker = (options: Options, word: Word) => void;

export const limitTakers: Readonly<Record<keyof typeof limitOptionKinds, Taker>> = {
  allow: ({ limits }, { value }) => {
    limits.allow = [...limits.allow, value];
  },
  "max-per-address": ({ limits }, word) => {
    limits.maxPerAddress = readLimit(word, 1, maxLimit);
  },
  "min-rate": ({ limits }, word) => {
    limits.minRate = readLimit(word, 1, maxLimit);
  },
  "max-lifetime": ({ limits }, word) => {
    limits.maxLifetimeMs = word.value === "none" ? 0 : readMs(word, 0);
  },
  rate: ({ limits }, word) => {
    limits.rate = readLimit(word, 1, maxLimit);
  },
  "rate-all": ({ limits }, word) => {
    limits.rateAll = readLimit(word, 1, maxLimit);
  },
  "loop-limit": ({ limits }, word) => {
    limits.loopLimit = readLimit(word, minLoopLimit, maxLimit);
  },
  "allow-source-ports": ({ limits }, word) => {
    limits.allowSourcePorts = [...limits.allowSourcePorts, ...readPorts(word)];
  },
  workers: ({ limits }, word) => {
    limits.workers = readCount(word, 1, maxWorkers);
  },
};

/** A limit that `none`, or 0, switches off: 0 then. */
function readLimit({ written, value, messages }: Word, lowest: number, highest: number): number {
  const limit = value === "none" ? 0 : readWhole(value);
  if (limit === 0 || (limit >= lowest && limit <= highest)) return limit;
  throw new Misuse(messages.badLimit(written, value, lowest, highest));
}

/** Ports and ranges of them; `all` is every port that a program can have. */
function readPorts({ written, value, messages }: Word): PortRange[] {
  const ranges = value === "none" ? [] : value.split(",");
  return ranges.map((range) => {
    const [first = 0, last = first, ...more] = range === "all" ? [1, maxPort] : range.split("-").map(readWhole);
    if (first >= 1 && first <= last && last <= maxPort && more.length === 0) return [first, last];
    throw new Misuse(messages.badPorts(written, value));
  });
}

/** The protections that are on by default and were switched off, as they are written. */
export function switchedOff(limits: AskedLimits): string[] {
  const allPorts = limits.allowSourcePorts.some(([first, last]) => first === 1 && last === maxPort);
  const off = {
    "--rate": limits.rate === 0,
    "--rate-all": limits.rateAll === 0,
    "--loop-limit": limits.loopLimit === 0,
    "--allow-source-ports": allPorts,
    "--max-per-address": limits.maxPerAddress === 0,
    "--min-rate": limits.minRate === 0,
  };
  return Object.entries(off).flatMap(([option, isOff]) => (isOff ? [option] : []));
}
