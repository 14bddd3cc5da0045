/** What each option's value may be, and where it goes. */

import { maxDeadlineMs, maxPort, maxRetries } from "../core/limits.ts";
import { isLanguage, type Messages } from "../narration/language.ts";
import type { Program } from "../narration/topics.ts";
import { isServer, type OptionName, type Options } from "./options.ts";

/** A word that cannot stand where it stands; the message says why, and what could. */
export class Misuse extends Error {}

/** One option as it stands on the command line. */
export interface Word {
  readonly program: Program;
  readonly written: string;
  readonly value: string;
  readonly messages: Messages;
}

/** How each option gets into the options; the other two end the reading. */
export const takers: Readonly<Record<OptionName, ((options: Options, word: Word) => void) | undefined>> = {
  help: undefined,
  version: undefined,
  quiet: (options) => {
    options.quiet = true;
  },
  explain: (options) => {
    options.explain = true;
  },
  json: (options) => {
    options.json = true;
  },
  "no-color": (options) => {
    options.color = false;
  },
  lang: (options, { value, messages }) => {
    if (!isLanguage(value)) throw new Misuse(messages.badLanguage(value));
    options.language = value;
  },
  host: (options, { value }) => {
    options.host = value.replace(/^\[(.*)\]$/, "$1"); // as addresses with a port are written: [::1]
  },
  port: (options, word) => {
    options.port = readPort(word);
  },
  "keep-alive": (options, word) => {
    options.keepAliveMs = readMs(word, 0);
  },
  "idle-timeout": (options, word) => {
    options.idleTimeoutMs = readMs(word, 1);
  },
  timeout: (options, word) => {
    // Over UDP, without an end to the wait, a lost datagram would be waited for for ever.
    options.timeoutMs = readMs(word, word.program === "tcp-client" ? 0 : 1);
  },
  "connect-timeout": (options, word) => {
    options.connectTimeoutMs = readMs(word, 1);
  },
  retries: (options, word) => {
    options.retries = readCount(word, 0, maxRetries);
  },
  "max-connections": (options, word) => {
    options.maxConnections = readCount(word, 1, 1_000_000);
  },
};

/** Reads a whole number of up to nine digits; anything else is NaN, which is in no range. */
export function readWhole(value: string): number {
  return /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
}

function readCount({ written, value, messages }: Word, lowest: number, highest: number): number {
  const count = readWhole(value);
  if (count >= lowest && count <= highest) return count;
  throw new Misuse(messages.badCount(written, value, lowest, highest));
}

/** A server may ask for port 0, and the kernel chooses; a client has to know. */
function readPort({ program, written, value, messages }: Word): number {
  const port = readWhole(value);
  const lowest = isServer(program) ? 0 : 1;
  if (port >= lowest && port <= maxPort) return port;
  throw new Misuse(messages.badPort(written, value, lowest));
}

function readMs({ written, value, messages }: Word, lowestMs: number): number {
  const [, digits, unit] = /^(\d{1,9}(?:\.\d{1,6})?|\.\d{1,6})(ms|s)?$/.exec(value) ?? [];
  const ms = Math.round(Number(digits) * (unit === "ms" ? 1 : 1_000));
  if (ms >= lowestMs && ms <= maxDeadlineMs) return ms;
  throw new Misuse(messages.badSeconds(written, value, lowestMs === 0 ? "0" : "0.001", `${maxDeadlineMs / 1_000}`));
}
