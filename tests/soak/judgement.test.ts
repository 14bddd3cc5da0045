/** Every bar of the soak: that it lets through what is good, and that it can fail. */

import { describe, expect, test } from "bun:test";
import { type GoodFigures, growth, judge, type ServerFigures, slopePerMs } from "./judgement.ts";

const flat = Array.from({ length: 50 }, (_, at) => ({ ms: at * 1_000, MiB: 60 + (at % 2) * 8 }));
const server: ServerFigures = {
  memory: flat,
  descriptors: { before: 12, after: 13 },
  idleShare: 0.01,
  stopMs: 40,
  bytesReceived: 1_000,
  bytesSent: 2_000,
};
const good: GoodFigures = { answered: 1_000, excused: 20, lost: 0, wrong: 0 };

/** What does not pass, where one server or its clients are like this. */
function failures(protocol: "udp" | "tcp", of: Partial<ServerFigures>, ofGood: Partial<GoodFigures> = {}): string[] {
  const servers = { udp: server, tcp: server, [protocol]: { ...server, ...of } };
  const clients = { udp: good, tcp: good, [protocol]: { ...good, ...ofGood } };
  return judge(servers, clients)
    .filter(({ passed }) => !passed)
    .map(({ what }) => what);
}

describe("judge()", () => {
  test("lets through what is good", () => {
    expect(failures("udp", {})).toEqual([]);
  });

  const leak = flat.map(({ ms, MiB }, at) => ({ ms, MiB: MiB + at / 2 }));
  const short = leak.slice(0, 20);
  test("looks only at how much memory it is, where the time is too short for a slope", () => {
    expect(failures("tcp", { memory: short.map(({ ms, MiB }, at) => ({ ms, MiB: MiB + at * 2 })) })).toEqual([]);
  });

  test.each([
    ["memory", { memory: leak }],
    ["memory", { memory: short.map(({ ms, MiB }) => ({ ms, MiB: MiB + 80 })) }],
    ["memory", { memory: [] }],
    ["memory", { memory: flat.slice(0, 1) }],
    ["descriptors", { descriptors: { before: 12, after: 15 } }],
    ["idle CPU", { idleShare: 0.3 }],
    ["end after SIGTERM", { stopMs: 10_000 }],
  ] as const)("finds fault with the %s of a server", (what, of) => {
    for (const protocol of ["udp", "tcp"] as const)
      expect(failures(protocol, of)).toEqual([`${protocol}-server: ${what}`]);
  });

  test.each([
    ["answered", { answered: 0, excused: 0 }],
    ["answered", { answered: 10, excused: 100 }],
    ["lost", { lost: 1 }],
    ["wrong", { wrong: 1 }],
  ] as const)("finds fault with replies: %s", (what, of) => {
    for (const protocol of ["udp", "tcp"] as const)
      expect(failures(protocol, {}, of)).toEqual([`good ${protocol} clients: ${what}`]);
  });

  test.each([
    { bytesReceived: 1_000, bytesSent: 3_001 },
    { bytesReceived: 0, bytesSent: 0 },
  ])("finds fault with an amplification above 3, and with none at all: %j", (of) => {
    expect(failures("udp", of)).toEqual(["udp-server: bytes out / bytes in"]);
  });
});

test("slopePerMs() and growth() follow a line, whatever the noise around it", () => {
  const noise = [0, 3, -3, 3, -3, 0];
  const samples = noise.map((off, at) => ({ ms: 1_000 + at * 100, MiB: 10 + at * 2 + off }));
  const line = samples.map(({ ms }, at) => ({ ms, MiB: 10 + at * 2 }));
  expect(slopePerMs(line)).toBeCloseTo(0.02);
  expect(growth(line)).toBeCloseTo(10);
  expect(Math.abs(growth(samples) - 10)).toBeLessThan(3);
});
