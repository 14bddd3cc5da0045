/** Reports of runs that did not go as planned: ended early, one server missing, another service, no answer at all. */

import { conditions, empty, firstAnswers, loopbackSeries, plan, reportOf, udp, wire } from "./sample-reports.ts";
import { longTailed, noCounts, random, seriesOf, summaryOf } from "./sample-series.ts";

/** Half a run with one protocol, ended by the user; open loop, some late. */
export const interrupted = reportOf({
  kind: "measurement",
  comparison: null,
  conditions: { ...conditions, servers: "given", host: "lab-server.example", sameHost: false, tcp: null },
  plan: { ...plan, count: null, durationMs: 60_000, intervalMs: 20, sizes: [64], window: 64 },
  series: [interruptedSeries()],
  end: { kind: "interrupted" },
});

function interruptedSeries() {
  const next = random(11);
  const times = Array.from({ length: 640 }, () => (next() < 0.03 ? null : longTailed(next, 3.4, 0.3)));
  const late = 6;
  const unanswered = times.filter((ms) => ms === null).length - late;
  return seriesOf("datagrams", times, {
    sentenceBytes: 64,
    loop: "open",
    intervalMs: 20,
    window: 64,
    elapsedMs: 12_800,
    counts: {
      ...noCounts,
      sent: 640,
      answered: 640 - late - unanswered,
      late,
      unanswered,
      duplicates: 3,
      outOfOrder: 5,
    },
    sendDelayMs: summaryOf(Array.from({ length: 640 }, () => longTailed(next, 0.06, 0.5))),
    sentencesPerSecond: 48.6,
    bytesPerSecond: 6_220,
    samples: times.map((exchangeMs, sequence) => ({ sequence, atMs: sequence * 20, exchangeMs })),
    end: { kind: "interrupted" },
  });
}

/** The TCP server was not there. */
export const oneMissing = reportOf({
  conditions: { ...conditions, servers: "found", tcp: null, congestionControl: null },
  series: [loopbackSeries("datagrams", 0.0412, 21)],
  comparison: {
    ...empty,
    missing: { protocol: "tcp", cause: "refused" },
    firstAnswer: { ...empty.firstAnswer, udp: firstAnswers(0.112, 0.238, 0.094).udp },
    wire: [wire("datagrams", 1_000, 1_000, 56, "computed")],
  },
});

/** Whatever a stranger could put into a page: markup, quotes, an escape sequence, a turned line, half a character. */
export const hostile = "<script>alert(1)</script><img src=x onerror=\"alert('2')\">&lt;\u001b[31m\u202eabc\udcff\n";

/** Something else listens there, and it talks back in markup. */
export const wrongService = reportOf({
  kind: "measurement",
  comparison: null,
  conditions: {
    ...conditions,
    host: hostile,
    servers: "given",
    processors: hostile,
    udp: null,
    tcp: { address: hostile, port: 80 },
    congestionControl: hostile,
  },
  series: [
    seriesOf("one-connection", [], {
      counts: { ...noCounts, sent: 1, wrong: 1, stray: 1, notSent: 1, icmpErrors: 1, connections: 1, resets: 1 },
    }),
  ],
  end: { kind: "wrong-service", peer: { address: hostile, port: 80 }, expected: "SENTENCE 1", got: hostile },
});

/** Nobody answered anything: every summary is null. */
export const nothing = reportOf({
  conditions: { ...conditions, servers: "given", congestionControl: null, sameHost: false },
  series: [
    seriesOf("datagrams", [], { counts: { ...noCounts, sent: 4, unanswered: 4 } }),
    seriesOf("one-connection", [], { counts: noCounts }),
  ],
  end: { kind: "silent", peer: udp, silentMs: 30_000 },
});
