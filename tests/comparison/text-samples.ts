/** Reports to lay out: made up, but each as a run could have made it. */

import type { Comparison, Report } from "../../src/comparison/record.ts";
import { newCounts } from "../../src/measurement/ledger.ts";
import type { Counts, End, Series } from "../../src/measurement/record.ts";
import {
  binsOf,
  comparisonReport,
  conditions,
  difference,
  loopbackComparison,
  measurement,
  seriesOf,
  summary,
  tcp,
  udp,
  wireOf,
} from "./text-builders.ts";

/** As long as an endpoint is written: all of an IPv6 address, with its zone. */
const far = { address: "fe80:1111:2222:3333:4444:5555:6666:7777%enp0s31f6", port: 65_535 };

const sizes = Array.from({ length: 14 }, (_, doubling) => 12 * 2 ** doubling - (doubling === 13 ? 32_797 : 0));

/** A datagram path in bad weather, open loop. */
const lossyCounts: Counts = {
  ...newCounts(),
  sent: 1_000,
  answered: 812,
  late: 7,
  unanswered: 181,
  duplicates: 12,
  outOfOrder: 44,
  wrong: 1,
  stray: 3,
  notSent: 2,
  icmpErrors: 5,
};
const lossy = seriesOf("datagrams", {
  peer: { address: "192.0.2.7", port: 12_000 },
  loop: "open",
  intervalMs: 10,
  window: 64,
  counts: lossyCounts,
  exchangeMs: summary(20.4, 812),
  sendDelayMs: summary(0.11, 1_000),
  histogram: binsOf(summary(20.4, 812)),
  jitterMs: 3.21,
  sentencesPerSecond: 81.2,
  bytesPerSecond: 5_197,
  elapsedMs: 10_012,
});

const nothing = {
  counts: { ...newCounts(), sent: 10, unanswered: 10 },
  exchangeMs: null,
  connectMs: null,
  jitterMs: null,
  sentencesPerSecond: 0,
  bytesPerSecond: 0,
  histogram: [],
  kernel: { retransmissions: null, segmentsOut: null, segmentsIn: null, serverDrops: null },
} satisfies Partial<Series>;

/** Escape sequences, a direction mark, a lone surrogate that stands for a byte, zero-width marks, and no end. */
export const hostile = `HTTP/1.1 400 \u001b[2J\u001b[31mBad\r\n\u202eetad\udcff\u0007${"e\u0301한".repeat(99)}`;
export const hostileEnd: Extract<End, { kind: "wrong-service" }> = {
  kind: "wrong-service",
  peer: tcp,
  expected: "0000000000 THE QUICK BROWN FOX J",
  got: hostile,
};

export const ends: readonly End[] = [
  { kind: "interrupted" },
  { kind: "refused", peer: udp },
  { kind: "silent", peer: far, silentMs: 30_000 },
  hostileEnd,
  { kind: "not-reachable", peer: far, code: "ENETUNREACH" },
  { kind: "not-reachable", peer: tcp, code: "timeout" },
  { kind: "not-reachable", peer: tcp, code: "closed" },
  { kind: "not-reachable", peer: tcp, code: "ECONNRESET" },
];

const missing: Partial<Comparison> = {
  missing: { protocol: "udp", cause: "refused" },
  firstAnswer: { ...loopbackComparison.firstAnswer, udp: null, ratio: null },
  differences: [],
  wire: loopbackComparison.wire.slice(2),
  boundaries: loopbackComparison.boundaries.slice(1),
  nobody: [{ protocol: "tcp", port: 40_003, outcome: "silent", code: null, afterMs: 1_000 }],
};

const noComparison: Comparison = {
  missing: null,
  firstAnswer: {
    udp: { predictedRoundTrips: 1, measuredMs: null, connectMs: null },
    tcp: { predictedRoundTrips: 2, measuredMs: null, connectMs: null },
    ratio: null,
  },
  differences: [],
  wire: [],
  boundaries: [],
  nobody: [],
};

/** Every report that the tests lay out, by what it is of. */
export const reports: Readonly<Record<string, Report>> = {
  "datagrams on loopback": measurement([seriesOf("datagrams")]),
  "one connection with a window": measurement([seriesOf("one-connection", { window: 256, warmup: 0 })]),
  "a fallback to a connection each": measurement([seriesOf("connection-per-sentence", { fellBack: true })]),
  "datagrams in bad weather": measurement([lossy]),
  "datagrams that the server dropped": measurement([
    { ...lossy, peer: udp, kernel: { ...lossy.kernel, serverDrops: 101 } },
  ]),
  "three exchanges": measurement([
    seriesOf("datagrams", {
      counts: { ...newCounts(), sent: 3, answered: 3 },
      exchangeMs: summary(0.03, 3),
      histogram: binsOf(summary(0.03, 3)),
      warmup: 1,
    }),
  ]),
  "no answer": measurement([seriesOf("one-connection", { ...nothing, peer: far })], {
    kind: "silent",
    peer: far,
    silentMs: 10_000,
  }),
  "nothing at all": measurement([], { kind: "refused", peer: tcp }),
  "two sizes": measurement([16, 4_096].map((sentenceBytes) => seriesOf("datagrams", { sentenceBytes }))),
  "a sweep": measurement(
    sizes.map((sentenceBytes, index) =>
      seriesOf("socket-per-datagram", { sentenceBytes, ...(index === 2 ? { counts: lossyCounts } : {}) }),
    ),
    { kind: "interrupted" },
  ),
  "a wrong service": measurement([seriesOf("one-connection", nothing)], hostileEnd),
  "a comparison on loopback": comparisonReport({}),
  "a comparison over a network": comparisonReport(
    { differences: [difference()] },
    { conditions: { ...conditions, servers: "given", host: "192.0.2.7", sameHost: false } },
  ),
  "a comparison of four rounds": comparisonReport({ differences: [difference({ pairs: 4, verdict: "none-shown" })] }),
  "a comparison with the textbook's TCP server": comparisonReport(
    {},
    { series: [seriesOf("datagrams"), seriesOf("connection-per-sentence", { fellBack: true })] },
  ),
  "a comparison in bad weather": comparisonReport(
    { differences: [difference({ medianMs: -1.23, lowMs: -2.5, highMs: -0.4, verdict: "udp-slower" })] },
    {
      series: [
        { ...lossy, peer: udp, kernel: { ...lossy.kernel, serverDrops: 101 } },
        seriesOf("socket-per-datagram"),
        seriesOf("one-connection", {
          exchangeMs: summary(20.1, 1_000),
          kernel: { retransmissions: 45, segmentsOut: 1_200, segmentsIn: 1_180, serverDrops: null },
        }),
        seriesOf("connection-per-sentence", { connectMs: summary(20, 1_000), exchangeMs: summary(20.3, 1_000) }),
      ],
    },
  ),
  "a comparison of sizes": comparisonReport(
    {
      differences: sizes.map((sentenceBytes, index) =>
        difference({ sentenceBytes, ...(index === 3 ? { verdict: "none-shown" } : {}) }),
      ),
      wire: sizes.flatMap((bytes) => [
        wireOf("datagrams", bytes, 1_000, 56),
        wireOf("one-connection", bytes, 1_000, 104),
      ]),
    },
    {
      series: sizes.flatMap((sentenceBytes) =>
        (["datagrams", "one-connection", "connection-per-sentence"] as const).map((way) =>
          seriesOf(way, { sentenceBytes }),
        ),
      ),
    },
  ),
  "a comparison without a UDP server": comparisonReport(missing, {
    series: [seriesOf("one-connection"), seriesOf("connection-per-sentence")],
    conditions: { ...conditions, servers: "found", udp: null, congestionControl: null },
  }),
  "a comparison cut short": comparisonReport(noComparison, {
    series: [seriesOf("datagrams", nothing), seriesOf("one-connection", nothing)],
    conditions: { ...conditions, servers: "given", host: "student-lab.example", sameHost: false },
    end: { kind: "interrupted" },
  }),
  "a comparison of nothing": comparisonReport(noComparison, { series: [], end: { kind: "interrupted" } }),
};
