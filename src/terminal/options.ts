/** The options of the four programs: names, values and defaults. */

import {
  defaultConnectTimeoutMs,
  defaultIdleTimeoutMs,
  defaultKeepAliveMs,
  defaultPort,
  defaultReplyTimeoutMs,
  defaultRetries,
  defaultSilenceTimeoutMs,
} from "../core/limits.ts";
import type { Language } from "../narration/language.ts";
import type { OptionTopic, Program } from "../narration/topics.ts";
import { type AskedLimits, defaultLimits, limitOptionKinds } from "./limit-options.ts";
import { defaultMeasureOptions, type MeasureOptions, measureOptionKinds } from "./measure-options.ts";
import { type AskedWeather, defaultWeather, weatherOptionKinds } from "./weather-options.ts";

/** All options of all programs; each program reads its own. */
export interface Options {
  host: string | undefined;
  port: number;
  keepAliveMs: number;
  idleTimeoutMs: number;
  /** Undefined: as many as the descriptor limit allows, up to the default. */
  maxConnections: number | undefined;
  /** A UDP client's wait for a reply, or a TCP client's patience with a silent server. */
  timeoutMs: number;
  retries: number;
  connectTimeoutMs: number;
  quiet: boolean;
  explain: boolean;
  json: boolean;
  language: Language;
  color: boolean;
  measure: MeasureOptions;
  limits: AskedLimits;
  weather: AskedWeather;
  /** The options that stand on the command line. */
  given: Set<string>;
  /** What is not an option: the sentence. */
  words: string[];
}

export interface OptionKind {
  readonly short?: string;
  /** What stands for the value in the help; none for a switch. */
  readonly value?: "PORT" | "HOST" | "SECONDS" | "PERCENT" | "N" | "LIST" | "CIDR" | "LANG" | "BYTES" | "FILE";
}

export const optionKinds = {
  port: { short: "p", value: "PORT" },
  host: { short: "H", value: "HOST" },
  "keep-alive": { value: "SECONDS" },
  "idle-timeout": { value: "SECONDS" },
  "max-connections": { value: "N" },
  timeout: { value: "SECONDS" },
  retries: { value: "N" },
  "connect-timeout": { value: "SECONDS" },
  ...limitOptionKinds,
  ...weatherOptionKinds,
  ...measureOptionKinds,
  quiet: { short: "q" },
  explain: {},
  json: {},
  lang: { value: "LANG" },
  "no-color": {},
  help: { short: "h" },
  version: { short: "V" },
} as const satisfies Record<string, OptionKind>;

export type OptionName = keyof typeof optionKinds;

const everyProgram = [
  ["explain", "explain"],
  ["lang", "lang"],
  ["no-color", "no-color"],
  ["help", "help"],
  ["version", "version"],
] as const;

const measuring = [
  ["compare", "compare"],
  ["count", "count"],
  ["duration", "duration"],
  ["interval", "interval"],
  ["size", "size"],
  ["window", "window"],
  ["warmup", "warmup"],
  ["report-every", "report-every"],
  ["csv", "csv"],
  ["report", "report"],
] as const;

/** The options of each program in the order of its help, each with what the help says of it. */
export const programOptions: Readonly<Record<Program, readonly (readonly [OptionName, OptionTopic])[]>> = {
  "udp-server": [
    ["port", "bind-port"],
    ["host", "bind-host"],
    ["allow", "allow"],
    ["rate", "rate"],
    ["rate-all", "rate-all"],
    ["loop-limit", "loop-limit"],
    ["allow-source-ports", "allow-source-ports"],
    ["drop", "drop"],
    ["delay", "delay"],
    ["jitter", "jitter"],
    ["duplicate", "duplicate"],
    ["reorder", "reorder"],
    ["seed", "seed"],
    ["workers", "workers"],
    ["quiet", "quiet-server"],
    ["json", "json-server"],
    ...everyProgram,
  ],
  "tcp-server": [
    ["port", "bind-port"],
    ["host", "bind-host"],
    ["keep-alive", "keep-alive"],
    ["idle-timeout", "idle-timeout"],
    ["allow", "allow"],
    ["max-connections", "max-connections"],
    ["max-per-address", "max-per-address"],
    ["min-rate", "min-rate"],
    ["max-lifetime", "max-lifetime"],
    ["workers", "workers"],
    ["quiet", "quiet-server"],
    ["json", "json-server"],
    ...everyProgram,
  ],
  "udp-client": [
    ["host", "server-host"],
    ["port", "port"],
    ["timeout", "reply-timeout"],
    ["retries", "retries"],
    ...measuring,
    ["quiet", "quiet-client"],
    ["json", "json-client"],
    ...everyProgram,
  ],
  "tcp-client": [
    ["host", "server-host"],
    ["port", "port"],
    ["timeout", "silence-timeout"],
    ["connect-timeout", "connect-timeout"],
    ...measuring,
    ["reconnect", "reconnect"],
    ["quiet", "quiet-client"],
    ["json", "json-client"],
    ...everyProgram,
  ],
};

export function isServer(program: Program): boolean {
  return program.endsWith("-server");
}

export function defaultOptions(program: Program, language: Language): Options {
  return {
    host: isServer(program) ? undefined : "localhost",
    port: defaultPort,
    keepAliveMs: defaultKeepAliveMs,
    idleTimeoutMs: defaultIdleTimeoutMs,
    maxConnections: undefined,
    timeoutMs: program === "tcp-client" ? defaultSilenceTimeoutMs : defaultReplyTimeoutMs,
    retries: defaultRetries,
    connectTimeoutMs: defaultConnectTimeoutMs,
    quiet: false,
    explain: false,
    json: false,
    language,
    color: true,
    measure: { ...defaultMeasureOptions },
    limits: { ...defaultLimits },
    weather: { ...defaultWeather },
    given: new Set(),
    words: [],
  };
}
