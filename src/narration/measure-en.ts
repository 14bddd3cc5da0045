/** What measuring says, in English. Never "lost", but of what the server's kernel counted. */

import { formatCount, formatMs, formatSeconds, many } from "../core/amounts.ts";
import { type Endpoint, formatEndpoint } from "../core/endpoint.ts";
import type { End, Protocol } from "../measurement/record.ts";
import { compareEn } from "./compare-en.ts";
import { en } from "./en.ts";
import type { ByServers, ByWay, Counted, CountTopic, Statistic } from "./measure-topics.ts";
import { causeOf } from "./topics.ts";

const kept = "What was measured until then is reported.";
const checkPort = "Check the port: --port";

export const measureEn = {
  compare: compareEn,

  // --- what was done
  title: (protocol: Protocol, peer: Endpoint, sentences: string) =>
    `${protocol.toUpperCase()} to ${formatEndpoint(peer)}: ${sentences}`,
  sentencesOf: (bytes: number) => `sentences of ${many(bytes, "byte")}`,
  sentencesFrom: (smallest: number, largest: number, sizes: number) =>
    `sentences of ${formatCount(smallest)} to ${many(largest, "byte")}, ${many(sizes, "size")}`,
  way: {
    datagrams: "All from one socket.",
    "socket-per-datagram": "Each from a fresh socket.",
    "one-connection": "All over one connection.",
    "connection-per-sentence": "Each over a connection of its own.",
  } satisfies ByWay as ByWay,
  fellBack: "The server closes after each reply, so each sentence had a connection of its own.",
  closedLoop: (window: number) =>
    window === 1
      ? "Closed loop, window 1: the next sentence waits for the reply to the last."
      : `Closed loop, window ${formatCount(window)}: up to so many sentences are under way at a time.`,
  openLoop: (interval: string) =>
    `Open loop: a sentence is due every ${interval}, and its time counts from the scheduled time, even if it was sent late.`,
  warmup: (exchanges: number) =>
    exchanges === 0 ? "No warm-up." : `Warm-up: ${many(exchanges, "exchange")}, not counted.`,

  // --- what became of the sentences
  sentIn: (sent: number, elapsedMs: number) =>
    `${many(sent, "sentence")} sent in ${elapsedMs < 1_000 ? formatMs(elapsedMs) : formatSeconds(elapsedMs)}:`,
  counted: (replyTimeoutMs: number): Readonly<Record<CountTopic, Counted>> => ({
    answered: [
      "answered",
      Number.isFinite(replyTimeoutMs) ? `within ${formatSeconds(replyTimeoutMs)}` : "however long it took",
    ],
    late: [
      "late",
      Number.isFinite(replyTimeoutMs) ? `answered after more than ${formatSeconds(replyTimeoutMs)}` : "none can be",
    ],
    unanswered: ["unanswered", "no reply; nobody here can tell why"],
    duplicates: ["duplicate", "further replies to the same sentence"],
    outOfOrder: ["out of order", "answered after a later sentence was"],
    wrong: ["wrong", "replies that are no upper case of a sentence"],
    stray: ["stray", "datagrams from somebody else"],
    notSent: ["not sent", "not taken by this computer's kernel"],
    icmpErrors: ["ICMP errors", "heard of what was sent"],
    connections: ["connections", "opened"],
    resets: ["resets", "connections that the server ended with RST"],
    serverDrops: ["dropped", "lost: the server's socket had no room for them (its kernel counted)"],
  }),
  incident: (count: string, name: string) => `${count} ${name}`,
  countAtSize: (bytes: number, counts: string) => `At ${many(bytes, "byte")}: ${counts}.`,

  // --- times
  statistic: {
    minMs: "min",
    medianMs: "median",
    meanMs: "mean",
    p90Ms: "p90",
    p95Ms: "p95",
    p99Ms: "p99",
    p999Ms: "p99.9",
    maxMs: "max",
  } satisfies Record<Statistic, string> as Readonly<Record<Statistic, string>>,
  exchangeTime: "exchange time",
  connectTime: "set-up time",
  sendDelay: "send delay",
  tooFew: "–  too few to tell: p90 needs 10 times, p95 20, p99 100, p99.9 1,000.",
  noTimes: "Nothing was answered in time, so there are no times.",
  jitter: (jitter: string) => `Jitter ${jitter}: mean difference of successive exchange times.`,
  rates: (sentences: string, bytes: string) =>
    `${sentences} sentences/s, ${bytes} of sentences and replies without their headers.`,
  kernel: (out: number | null, into: number | null, again: number | null) =>
    again === null
      ? "Segments sent again by the kernel: not told on this system."
      : `Kernel: ${out === null || into === null ? "" : `${many(out, "segment")} out, ${formatCount(into)} in; `}${formatCount(again)} sent again.`,

  // --- a sweep
  bytes: "bytes",
  perSecond: "sentences/s",
  timesInMs: "Times in ms.",

  // --- while it goes on
  interim: { elapsed: "elapsed", answered: "answered/sent", interval: "in this interval" },
  seconds: formatSeconds,

  // --- how it ended
  notComplete: "Not complete:",
  endedBy: {
    done: "",
    interrupted: "it was interrupted.",
    refused: "the server was gone.",
    silent: "the server fell silent.",
    "wrong-service": "what answers there is no upper-case server.",
    "not-reachable": "the server could no longer be reached.",
  } satisfies Record<End["kind"], string> as Readonly<Record<End["kind"], string>>,
  interrupted: `Interrupted. ${kept}`,
  refused: (peer: Endpoint, server: string) =>
    `Cannot go on measuring ${formatEndpoint(peer)}: nothing is listening there. ${kept} Start one: ${server}`,
  silent: (peer: Endpoint, silentMs: number) =>
    `Cannot go on measuring ${formatEndpoint(peer)}: no answer at all for ${formatSeconds(silentMs)}. ${kept} Check whether the server is still there, or wait longer: --timeout`,
  wrongService: (peer: Endpoint) =>
    `Cannot measure ${formatEndpoint(peer)}: what answers there is no upper-case server.`,
  expected: "expected",
  got: "got",
  wrongServiceAdvice: `${kept} ${checkPort}`,
  checkPort,
  notReachable: (peer: Endpoint, code: string, server: string) =>
    code === "closed" || code === "ECONNRESET"
      ? `Cannot go on measuring ${formatEndpoint(peer)}: the server ${code === "closed" ? "closes" : "resets"} every connection and answers nothing more. ${kept} See what it says, or start another: ${server}`
      : `Cannot go on measuring ${formatEndpoint(peer)}: ${code === "timeout" ? "the handshake was not answered." : en.connectCause(causeOf(code), code, 0)} ${kept} ${en.advice(causeOf(code), server)}`,

  // --- under what it was measured
  servers: {
    given: (host: string) => `At ${host}:`,
    found: (host: string) => `Found at ${host}:`,
    embedded: () => "Servers embedded (started by us):",
  } satisfies ByServers as ByServers,
  sameHost: "No network was between: both sides share this computer and its kernel.",
  overNetwork: "A network was between.",
  congestionControl: (name: string) => `congestion control ${name}`,
};

export type MeasureMessages = typeof measureEn;
