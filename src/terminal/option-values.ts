/** What each option's value may be, and where it goes. */

import { maxLimit, maxPort, maxRetries } from "../core/limits.ts";
import { isLanguage } from "../narration/language.ts";
import { limitTakers } from "./limit-options.ts";
import { measureTakers } from "./measure-options.ts";
import { Misuse, readCount, readMs, readWhole, type Word } from "./option-words.ts";
import { isServer, type OptionName, type Options } from "./options.ts";
import { weatherTakers } from "./weather-options.ts";

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
    options.maxConnections = readCount(word, 1, maxLimit);
  },
  ...limitTakers,
  ...weatherTakers,
  ...measureTakers,
};

/** A server may ask for port 0, and the kernel chooses; a client has to know. */
function readPort({ program, written, value, messages }: Word): number {
  const port = readWhole(value);
  const lowest = isServer(program) ? 0 : 1;
  if (port >= lowest && port <= maxPort) return port;
  throw new Misuse(messages.badPort(written, value, lowest));
}
