/** What a comparison says, in English: a lesson for each section, true whatever was measured. */

import { many } from "../core/amounts.ts";
import type { Protocol } from "../measurement/record.ts";
import type { ByOutcome, BySeer, ByWay, SectionTopic } from "./measure-topics.ts";

type Alone = Readonly<
  Record<Protocol, Partial<Readonly<Record<SectionTopic, readonly [title: string, lesson: string]>>>>
>;

export const compareEn = {
  title: (sentences: string) => `TCP and UDP, side by side: ${sentences}`,
  missing: (protocol: Protocol, where: string, cause: string) =>
    `No ${protocol.toUpperCase()} server at ${where}: ${cause} What follows is about ${protocol === "udp" ? "TCP" : "UDP"} alone.`,
  comparedAlone: (protocol: Protocol, where: string, cause: string, server: string) =>
    `Not compared: only ${protocol === "udp" ? "TCP" : "UDP"} was measured. No ${protocol.toUpperCase()} server at ${where}: ${cause} Start one: ${server}`,
  startBeside: (server: string) => `To compare, start one: ${server}`,
  startOrStop: (server: string) =>
    `To compare, start one (${server}), or stop the other: where there is neither, both are started here.`,
  missingCause: (cause: string) =>
    cause === "refused"
      ? "nothing is listening there."
      : cause === "silent"
        ? "no answer."
        : `the system says ${cause}.`,

  inTurn: "The same sentences over both in turn.",

  section: {
    firstAnswer: [
      "Before the first answer",
      "TCP shakes hands first: one more round trip before the sentence may leave.",
    ],
    exchanges: [
      "Exchange times on the warm connection",
      "Once connected, a sentence and its reply take one round trip over either.",
    ],
    ways: [
      "One connection, a connection each, or none",
      "One connection shakes hands once. A connection each does so every time.",
    ],
    wire: [
      "On the wire, for one sentence and its reply",
      "Every packet carries headers, and TCP sends packets of its own: SYN, ACK, FIN.",
    ],
    boundaries: [
      "Where a message ends",
      "A datagram keeps its borders. A stream has none: TCP may join or cut writes.",
    ],
    nobody: ["With nobody listening", "A closed port answers TCP with RST, UDP with ICMP; a firewall may keep silent."],
    repairs: ["Who repairs", "UDP repairs nothing. TCP's kernel sends again, and no program sees it."],
  } satisfies Record<SectionTopic, readonly [string, string]> as Readonly<
    Record<SectionTopic, readonly [title: string, lesson: string]>
  >,

  /** Where only one of them was measured. */
  sectionAlone: {
    udp: {
      firstAnswer: ["Before the first answer", "The first packet carries the sentence already."],
      exchanges: ["Exchange times", "A sentence and its reply take one round trip."],
      ways: ["One socket, or a socket each", "No socket shakes hands, however many there are."],
      wire: ["On the wire, for one sentence and its reply", "Every packet carries headers."],
      boundaries: ["Where a message ends", "A datagram keeps its borders."],
      nobody: ["With nobody listening", "A closed port answers UDP with ICMP; a firewall may keep silent."],
      repairs: ["Who repairs", "UDP repairs nothing: what is sent again, a program sends."],
    },
    tcp: {
      exchanges: [
        "Exchange times on the warm connection",
        "Once connected, a sentence and its reply take one round trip.",
      ],
      ways: [
        "One connection, or a connection each",
        "One connection shakes hands once. A connection each does so every time.",
      ],
      boundaries: ["Where a message ends", "A stream has no borders: TCP may join or cut writes."],
      nobody: ["With nobody listening", "A closed port answers TCP with RST; a firewall may keep silent."],
      repairs: ["Who repairs", "TCP's kernel sends again, and no program sees it."],
    },
  } satisfies Alone as Alone,

  // --- before the first answer
  predicted: "predicted",
  measuredMedian: "median ms",
  handshakePart: "handshake",
  roundTrips: (count: number) => many(count, "round trip"),
  tcpTakes: (measured: string, predicted: string) =>
    `TCP takes ${measured} times as long as UDP; its round trips alone would make that ${predicted}.`,

  // --- exchange times
  noWarmConnection: "The TCP server closes after each reply: its times are over a connection each.",
  tcpSlower: (ms: string, range: string, pairs: number) =>
    `TCP takes ${ms} longer (95 % interval ${range}, ${many(pairs, "pair")}).`,
  udpSlower: (ms: string, range: string, pairs: number) =>
    `UDP takes ${ms} longer (95 % interval ${range}, ${many(pairs, "pair")}).`,
  noneShown: (ms: string, range: string, pairs: number, error: string) =>
    `No difference that this run can show (TCP minus UDP ${ms}, 95 % interval ${range}, ${many(pairs, "pair")}; measuring error ${error}).`,
  withinError: (ms: string, range: string, pairs: number, error: string) =>
    `No difference that this run can show: it may all be measuring error, ${error} (TCP minus UDP ${ms}, 95 % interval ${range}, ${many(pairs, "pair")}).`,
  tooFewPairs: (ms: string, pairs: number) =>
    `No difference that this run can show (TCP minus UDP ${ms}; ${many(pairs, "pair")}, too few for an interval).`,
  medianOnly:
    "This is about the median of the rounds that both answered. What is rarer shows in p90 and beyond, and in section 7.",
  range: (low: string, high: string) => `${low} to ${high}`,
  tcpMinusUdp: "TCP − UDP (95 %)",
  noneShownShort: "none shown",
  sweepNote: "Times in ms. TCP − UDP: median of paired differences, and its 95 % interval.",

  // --- ways
  way: {
    datagrams: "UDP, one socket",
    "socket-per-datagram": "UDP, a socket each",
    "one-connection": "TCP, one connection",
    "connection-per-sentence": "TCP, a connection each",
  } satisfies ByWay as ByWay,
  medians: "medians, ms",
  mediansAt: (bytes: number) => `medians, ms; ${many(bytes, "byte")}`,
  connect: "set-up",
  exchange: "exchange",
  sum: "sum",
  once: "once",

  // --- on the wire
  packetsOut: "packets out",
  packetsIn: "in",
  headerBytes: "header bytes",
  payloadBytes: "text bytes",
  computed: (hasTcp: boolean) =>
    `* computed from the protocols' rules; the rest was counted${hasTcp ? ", TCP by the kernel" : ""}.`,

  // --- boundaries
  pieces: (protocol: Protocol, writes: string, pieces: number, sizes: string, seen: string) =>
    `${protocol.toUpperCase()}  wrote ${writes} bytes: ${many(pieces, protocol === "udp" ? "datagram" : "chunk")} of ${sizes}, ${seen}`,
  seenBy: { server: "as the server saw it", client: "as the replies came back" } satisfies BySeer as BySeer,

  // --- nobody
  outcome: {
    refused: (after) => `refused after ${after}`,
    silent: (after) => `silent for ${after}`,
    "not-reachable": (after) => `not reachable, after ${after}`,
    answered: (after) => `answered after ${after}, though nobody should be there`,
  } satisfies ByOutcome as ByOutcome,
  met: (protocol: Protocol, port: number, outcome: string, code: string | null) =>
    `${protocol.toUpperCase()}  to port ${port}: ${outcome}${code === null ? "" : ` (${code})`}`,

  // --- repairs
  againByUs: "again by us",
  againByKernel: "by the kernel",
  notTold: "not told",
  noRoom: (drops: number) =>
    `For ${many(drops, "datagram")} the server's socket had no room (its kernel counted): those are lost.`,
};

export type CompareMessages = typeof compareEn;
