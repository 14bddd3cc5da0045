/** The ladder: what is an arrow, whose, and when; and every line as wide as the screen, to the column. */

import { describe, expect, test } from "bun:test";
import { type Endpoint, formatEndpoint } from "../../src/core/endpoint.ts";
import type { SocketEvent } from "../../src/core/events.ts";
import type { ExplainTexts } from "../../src/narration/explain.ts";
import { explainEn } from "../../src/narration/explain-en.ts";
import { explainKo } from "../../src/narration/explain-ko.ts";
import { drawLadder, type Rung, rungsOf } from "../../src/narration/ladder.ts";
import { clientEnd, connection, sampleEvents, serverEnd, sides, sidesOf } from "./sample-events.ts";

const ends = { local: clientEnd, peer: serverEnd };
const allEvents: readonly SocketEvent[] = Object.values(sampleEvents).flat();

function rungs(event: SocketEvent, side: "client" | "server" = "client"): Rung[] {
  return rungsOf(event, side, 1.5, explainEn);
}

describe("rungsOf()", () => {
  test("draws each sample for each side as it is", () => {
    const drawn = sides.flatMap((side) =>
      allEvents
        .filter((event) => sidesOf(event).includes(side))
        .map((event) => {
          const arrows = rungs(event, side).map(
            ({ from, label, atMs }) => `${from} ${label} ${atMs === undefined ? "implied" : `at ${atMs}`}`,
          );
          return `${side} ${event.kind}: ${arrows.join(", ") || "—"}`;
        }),
    );
    expect([...new Set(drawn)].join("\n")).toMatchSnapshot();
  });

  test("gives the segments that no application sees no time, and everything seen the time it was seen", () => {
    const implied = new Set<string>();
    for (const rung of sides.flatMap((side) => allEvents.flatMap((event) => rungs(event, side)))) {
      if (rung.atMs === undefined) implied.add(rung.label);
      else expect(rung.atMs).toBe(1.5);
    }
    // A FIN can be part of our own close(), and a RST the reason that connect() gives: those were not seen.
    expect([...implied].sort()).toEqual(["ACK", "FIN", "RST", "SYN", "SYN-ACK"]);
  });

  test("draws no arrow of bytes where the kernel took none", () => {
    for (const taken of [0, -1]) {
      expect(rungs({ kind: "reply-written", connection, taken, waiting: 5 }, "server")).toEqual([]);
      expect(rungs({ kind: "sentence-written", ...ends, taken, waiting: 5 })).toEqual([]);
    }
  });

  test("points each arrow away from who sent it", () => {
    const sent: SocketEvent = { kind: "datagram-sent", ...ends, bytes: Buffer.from("a"), attempt: 1 };
    const received: SocketEvent = { kind: "datagram-received", ...ends, bytes: Buffer.from("a") };
    for (const side of sides) {
      expect(rungs(sent, side).map(({ from }) => from)).toEqual([side]);
      expect(rungs(received, side).map(({ from }) => from)).not.toEqual([side]);
    }
  });
});

const usual: readonly Rung[] = [
  { from: "client", label: "SYN" },
  { from: "server", label: "SYN-ACK" },
  { from: "client", label: explainKo.bytes(65_507), atMs: 0.045 },
  { from: "server", label: explainEn.bytes(16_777_216), atMs: 12.3 },
  { from: "server", label: explainEn.bytes(1), atMs: 1_230 },
  { from: "server", label: "ICMP ECONNREFUSED", atMs: 999.94 },
  { from: "client", label: "FIN", atMs: 999.96 },
  { from: "server", label: "RST", atMs: 3_599_999 },
];

const endpoints: readonly (readonly [Endpoint, Endpoint])[] = [
  [clientEnd, serverEnd],
  [
    { address: "2001:db8:85a3::8a2e:370:7334", port: 65_535 },
    { address: "2001:db8:85a3::8a2e:370:7334", port: 65_535 },
  ],
  [
    { address: "2001:0db8:85a3:1111:2222:8a2e:1370:7334", port: 65_535 },
    { address: "127.0.0.1", port: 12_000 },
  ],
];

const namings = [explainEn, explainKo].flatMap((texts: ExplainTexts) =>
  endpoints.map(([client, server]) => ({
    client: `${texts.client} ${formatEndpoint(client)}`,
    server: `${texts.server} ${formatEndpoint(server)}`,
  })),
);

/** The columns in which these characters stand. */
function columnsOf(line: string, mark: string): number[] {
  const columns: number[] = [];
  let column = 0;
  for (const character of line) {
    if (character === mark) columns.push(column);
    column += Bun.stringWidth(character);
  }
  return columns;
}

describe.each([60, 80, 120])("drawLadder() in %d columns", (columns) => {
  describe.each([
    ["Unicode", false, "│"],
    ["ASCII", true, "|"],
  ] as const)("with %s", (_marks, ascii, life) => {
    test.each(namings)("keeps every line within it, under the names $client and $server", (names) => {
      const lines = drawLadder(usual, names, { columns, ascii });
      const drawn = lines.slice(-usual.length);
      expect(drawn.map((line) => Bun.stringWidth(line))).toEqual(usual.map(() => columns));
      expect(drawn.map((line) => columnsOf(line, life))).toEqual(usual.map(() => [11, columns - 1]));
      const header = lines.slice(0, -usual.length);
      for (const line of header) expect(Bun.stringWidth(line)).toBeLessThanOrEqual(columns);
      expect(header.join(" ")).toContain(names.client);
      expect(header.at(-1)?.endsWith(names.server)).toBe(true);
      expect(Bun.stringWidth(header.at(-1) ?? "")).toBe(columns);
    });
  });

  test("uses ASCII alone where it is asked to", () => {
    const drawn = drawLadder(usual, { client: "client", server: "server" }, { columns, ascii: true });
    expect(drawn.filter((line) => !/^[ -~]+$/.test(line.replaceAll("바이트", "")))).toEqual([]);
  });
});

// Times are counted from the start of the program, and a server runs for weeks.
test.each([9_999_999, 86_400_000, 30 * 86_400_000])("drawLadder() stays straight after %d ms", (atMs) => {
  const rungs: Rung[] = [
    { from: "client", label: "SYN" },
    { from: "client", label: "5 bytes", atMs },
  ];
  const names = { client: "client", server: "server" };
  const drawn = drawLadder(rungs, names, { columns: 80, ascii: false }).slice(-2);
  expect(drawn.map((line) => columnsOf(line, "│"))).toEqual([
    [11, 79],
    [11, 79],
  ]);
});

test("drawLadder() draws what is implied in another line, and without a time", () => {
  for (const ascii of [false, true]) {
    const style = { columns: 60, ascii };
    const label = "FIN";
    const [seen = "", implied = ""] = drawLadder(
      [
        { from: "client", label, atMs: 0 },
        { from: "client", label },
      ],
      { client: "client", server: "server" },
      style,
    ).slice(-2);
    expect(seen).toStartWith("  0.000 ms ");
    expect(implied).toStartWith(" ".repeat(11));
    const shaft = (line: string) => line.slice(13, 20);
    expect(shaft(seen)).toBe((ascii ? "-" : "─").repeat(7));
    expect(shaft(implied)).toBe((ascii ? "." : "┄").repeat(7));
  }
});
