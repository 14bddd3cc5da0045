/** The topics of the messages, which every language has to cover. */

import type { Refusal, TurnAwayReason } from "../core/events.ts";
import { defaultPort } from "../core/limits.ts";

export type Program = "udp-server" | "udp-client" | "tcp-server" | "tcp-client";
export type Protocol = "UDP" | "TCP";

/** The command that starts a server at the port at which it is looked for. */
export function startCommand(server: Extract<Program, `${string}-server`>, port: number): string {
  return port === defaultPort ? server : `${server} --port ${port}`;
}

/** Why no connection came about, as far as anybody said. */
export type Cause = "refused" | "timeout" | "no-host" | "no-route" | "forbidden" | "unknown" | "other";

/** Sorts the kernel's words (errno(3)), and those of `connectOrCause`. */
export function causeOf(code: string): Cause {
  switch (code) {
    case "ECONNREFUSED":
      return "refused";
    case "timeout":
    case "ETIMEDOUT":
      return "timeout";
    case "EHOSTUNREACH":
    case "EHOSTDOWN":
      return "no-host";
    case "ENETUNREACH":
    case "EAFNOSUPPORT":
    case "EADDRNOTAVAIL":
      return "no-route";
    case "EACCES":
    case "EPERM":
      return "forbidden";
    case "unknown":
      return "unknown";
    default:
      return "other";
  }
}

/** Why the server does not answer, or takes nobody in, although it could: `why` behind a count, `told` as a step of explain mode. */
export interface RefusalTexts {
  readonly datagram: Readonly<Record<Refusal | "loop", { readonly why: string; readonly told: string }>>;
  readonly connection: Readonly<Record<TurnAwayReason, { readonly why: string; readonly told: string }>>;
}

/** What the help says of each option; some options mean something else to a server than to a client. */
export type OptionTopic =
  | "port"
  | "bind-port"
  | "bind-host"
  | "server-host"
  | "keep-alive"
  | "idle-timeout"
  | "max-connections"
  | "max-per-address"
  | "min-rate"
  | "max-lifetime"
  | "rate"
  | "rate-all"
  | "loop-limit"
  | "allow-source-ports"
  | "allow"
  | "reply-timeout"
  | "retries"
  | "silence-timeout"
  | "connect-timeout"
  | "compare"
  | "count"
  | "duration"
  | "interval"
  | "size"
  | "window"
  | "warmup"
  | "reconnect"
  | "report-every"
  | "csv"
  | "report"
  | "drop"
  | "delay"
  | "jitter"
  | "duplicate"
  | "reorder"
  | "seed"
  | "workers"
  | "quiet-server"
  | "quiet-client"
  | "json-server"
  | "json-client"
  | "explain"
  | "lang"
  | "no-color"
  | "help"
  | "version";

export interface Help {
  readonly usage: string;
  readonly sentence: string;
  readonly options: string;
  readonly purpose: Readonly<Record<Program, string>>;
  readonly examples: Readonly<Record<Program, readonly (readonly [command: string, meaning: string])[]>>;
  readonly examplesTitle: string;
  readonly exitCodes: string;
  readonly option: Readonly<Record<OptionTopic, string>>;
}
