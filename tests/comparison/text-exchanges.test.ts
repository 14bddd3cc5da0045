/** Times side by side: the first answer, the verdict on the warm connection, and what each way costs in all. */

import { describe, expect, test } from "bun:test";
import type { Report } from "../../src/comparison/record.ts";
import type { Way } from "../../src/measurement/record.ts";
import { flat, laidOut, linesOf, laidOutComparison as told } from "./laid-out.ts";
import { difference, seriesOf, summary } from "./text-builders.ts";
import { reports } from "./text-samples.ts";

function verdict(changes: Parameters<typeof difference>[0]): string {
  return flat(told({ differences: [difference(changes)] }));
}

describe("Before the first answer", () => {
  test("stand the predicted round trips beside the measured times, the handshake apart", () => {
    const text = told({
      firstAnswer: {
        udp: { predictedRoundTrips: 1, measuredMs: summary(20, 40), connectMs: null },
        tcp: { predictedRoundTrips: 2, measuredMs: summary(41, 50), connectMs: summary(20.5, 50) },
        ratio: 2.05,
      },
    });
    expect(linesOf(text, "UDP")[0]).toMatch(/^1 round trip 40 20\.0 – █+/);
    expect(linesOf(text, "TCP 2")[0]).toMatch(/^round trips 50 41\.0 20\.5 █+/);
    expect(text).toContain("TCP takes 2 times as long as UDP; its round trips alone would make that 2.");
  });
});

describe("The verdict", () => {
  test("says of TCP by how much it takes longer, with the interval and the pairs", () => {
    expect(verdict({})).toContain("TCP takes 0.012 ms longer (95 % interval 0.010 to 0.013 ms, 1,000 pairs).");
  });

  test("turns the interval round where it is UDP that takes longer", () => {
    expect(verdict({ medianMs: -1.23, lowMs: -2.5, highMs: -0.4, verdict: "udp-slower" })).toContain(
      "UDP takes 1.23 ms longer (95 % interval 0.400 to 2.50 ms, 1,000 pairs).",
    );
  });

  test("names no winner where none is shown", () => {
    const text = verdict({ medianMs: 0.0004, lowMs: -0.002, highMs: 0.003, verdict: "none-shown" });
    expect(text).toContain("No difference that this run can show");
    expect(text).toContain("95 % interval −0.002 to 0.003 ms");
    expect(text).toContain("measuring error 0.005 ms");
    expect(text).not.toContain("longer");
  });

  test("keeps the units of an interval that has two", () => {
    expect(verdict({ lowMs: 0.01, highMs: 250_000 })).toContain("interval 0.010 ms to 250 s");
  });

  test("claims no interval of pairs too few for one", () => {
    expect(verdict({ pairs: 5, verdict: "none-shown" })).toContain(
      "(TCP minus UDP 0.012 ms; 5 pairs, too few for an interval)",
    );
    expect(verdict({ pairs: 6, verdict: "none-shown" })).toContain("95 % interval");
  });

  test("is of a connection each where the TCP server keeps none, and that is said", () => {
    const series = [
      seriesOf("connection-per-sentence", { fellBack: true, exchangeMs: summary(3, 100) }),
      seriesOf("datagrams", { exchangeMs: summary(2, 100) }),
    ];
    const text = told({}, { series });
    expect(linesOf(text, "median")[0]).toMatch(/^2\.00 3\.00 U─+T$/);
    expect(text).toContain("its times are over a connection each");
    const sweep = [...series, ...series.map((one) => ({ ...one, sentenceBytes: 64 }))];
    expect(linesOf(told({}, { series: sweep }), "64")[0]).toBe("2.00 5.00 3.00 7.50 –");
    expect(told({})).not.toContain("over a connection each");
  });

  test("has a row for each size of a sweep", () => {
    const text = laidOut(reports["a comparison of sizes"] as Report, "en");
    expect(linesOf(text, "12")[0]).toBe("0.027 0.068 0.039 0.098 +0.012 (0.010 to 0.013)");
    expect(linesOf(text, "96")[0]).toEndWith("none shown");
    expect(linesOf(text, "65,507").length).toBe(1);
  });
});

describe("The scale of the exchange times", () => {
  const rows = (udpMs: number, tcpMs: number) => {
    const series = [
      seriesOf("datagrams", { exchangeMs: summary(udpMs, 200) }),
      seriesOf("one-connection", { exchangeMs: summary(tcpMs, 200) }),
    ];
    const text = told({}, { series });
    return (name: string) => linesOf(text, name)[0];
  };

  test("puts each letter where its time is, and one mark where they meet", () => {
    expect(rows(1, 2)("median")).toMatch(/ U─+T$/);
    expect(rows(2, 1)("median")).toMatch(/ T─+U$/);
    expect(rows(1, 1)("median")).toMatch(/ =$/);
    const [line = ""] =
      told({}, { series: [seriesOf("datagrams"), seriesOf("one-connection")] }).match(/^ {2}p99 .*$/m) ?? [];
    expect(Bun.stringWidth(line)).toBe(2 + 6 + 2 + 7 + 2 + 7 + 2 + 44);
  });
});

describe("A connection each, one connection, or none", () => {
  test("adds the set-up to each sentence only where each has one", () => {
    const ways: readonly Way[] = ["connection-per-sentence", "one-connection", "socket-per-datagram", "datagrams"];
    const times = { exchangeMs: summary(2, 100), connectMs: summary(3, 100) };
    const text = told({}, { series: ways.map((way) => seriesOf(way, times)) });
    expect(linesOf(text, "UDP, one socket")[0]).toMatch(/^100 – 2\.00 2\.00 █/);
    expect(linesOf(text, "UDP, a socket each")[0]).toMatch(/^100 – 2\.00 2\.00 █/);
    expect(linesOf(text, "TCP, one connection")[0]).toMatch(/^100 once 2\.00 2\.00 █/);
    expect(linesOf(text, "TCP, a connection each")[0]).toMatch(/^100 3\.00 2\.00 5\.00 █/);
  });
});
