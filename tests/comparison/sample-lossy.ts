/** A comparison over 20 ms with one packet in ten dropped each way, and a sweep of sizes. */

import type { Report } from "../../src/comparison/record.ts";
import { endpoint } from "../../src/core/endpoint.ts";
import type { Series } from "../../src/measurement/record.ts";
import { conditions, loopback, plan } from "./sample-reports.ts";
import { longTailed, noCounts, random, seriesOf, summaryOf } from "./sample-series.ts";

const sizes = [16, 128, 1_024, 8_192] as const;
const rounds = 300;
const peer = endpoint("10.0.0.2", 12_000);

/** The path's time, with a little for every kilobyte. */
function pathMs(next: () => number, bytes: number): number {
  return longTailed(next, 20.4 + bytes / 2_000, 0.012);
}

function udpSeries(sentenceBytes: number): Series {
  const next = random(sentenceBytes);
  // The longest sentence is in six fragments: one of them lost, all are lost.
  const packets = sentenceBytes > 1_472 ? 12 : 2;
  const times = Array.from({ length: rounds }, () => (next() < 0.9 ** packets ? pathMs(next, sentenceBytes) : null));
  const answered = times.filter((ms) => ms !== null).length;
  const counts = { ...noCounts, sent: rounds, answered, unanswered: rounds - answered, duplicates: 2, outOfOrder: 1 };
  return seriesOf("datagrams", times, { sentenceBytes, peer, counts });
}

/** The kernel sends again after its retransmission timeout, and doubles it each time (RFC 6298). */
function tcpSeries(sentenceBytes: number): Series {
  const next = random(sentenceBytes + 1);
  let retransmissions = 0;
  const times = Array.from({ length: rounds }, () => {
    let ms = pathMs(next, sentenceBytes);
    for (let timeoutMs = 224; next() > 0.81; timeoutMs *= 2) {
      ms += timeoutMs;
      retransmissions++;
    }
    return ms;
  });
  const kernel = { retransmissions, segmentsOut: 2 * rounds + retransmissions, segmentsIn: 620, serverDrops: null };
  return seriesOf("one-connection", times, { sentenceBytes, peer, kernel, connectMs: summaryOf([20.6]) });
}

const series = sizes.flatMap((bytes) => [udpSeries(bytes), tcpSeries(bytes)]);

export const lossy: Report = {
  ...loopback,
  conditions: { ...conditions, servers: "given", host: "10.0.0.2", sameHost: false, udp: peer, tcp: peer },
  plan: { ...plan, count: rounds, sizes: [...sizes] },
  series,
  comparison: {
    missing: null,
    firstAnswer: {
      udp: { predictedRoundTrips: 1, measuredMs: summaryOf([20.7, 20.9, 21.2]), connectMs: null },
      tcp: {
        predictedRoundTrips: 2,
        measuredMs: summaryOf([41.2, 41.9, 1_064]),
        connectMs: summaryOf([20.5, 20.8, 1_043]),
      },
      ratio: 2.005,
    },
    differences: sizes.map((sentenceBytes, i) => ({
      sentenceBytes,
      pairs: 240 - 20 * i,
      medianMs: 0.21 + i / 10,
      lowMs: i === 0 ? -0.08 : 0.12,
      highMs: 0.42 + i / 5,
      errorMs: 0.05,
      verdict: i === 0 ? "none-shown" : "tcp-slower",
    })),
    wire: series.map(({ way, sentenceBytes, kernel, counts }) => ({
      way,
      sentenceBytes,
      sentences: rounds,
      packetsOut: kernel.segmentsOut ?? rounds,
      packetsIn: kernel.segmentsIn ?? counts.answered + counts.duplicates,
      packets: "observed",
      headerBytesPerSentence: way === "datagrams" ? 53.1 : 187.2,
      headers: "computed",
      retransmissions: kernel.retransmissions,
    })),
    boundaries: [
      { protocol: "udp", writes: [8, 8, 8], pieces: [8, 8], seenBy: "client" },
      { protocol: "tcp", writes: [8, 8, 8], pieces: [8, 16], seenBy: "client" },
    ],
    nobody: [
      { protocol: "udp", port: 40_113, outcome: "silent", code: null, afterMs: 3_000 },
      { protocol: "tcp", port: 40_113, outcome: "refused", code: "ECONNREFUSED", afterMs: 20.6 },
    ],
  },
};
