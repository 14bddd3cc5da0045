/** Who gets no reply: the rules in their order, each with its switch. The clock is the test's. */

import { describe, expect, test } from "bun:test";
import { Guard, type GuardOptions } from "../../src/core/guard.ts";
import { defaultLoopLimit, defaultRate, defaultRateAll } from "../../src/core/limits.ts";
import { upperCase } from "../../src/core/upper-case.ts";

const ownPort = 12_000;
const clientPort = 40_000;
let nowMs = 0;

function guard(options: GuardOptions = {}): Guard {
  nowMs = 0;
  return new Guard(options, ownPort, () => nowMs);
}

/** How many of so many datagrams are not refused. */
function passed(judge: Guard, address: string, count: number, bytes = 5): number {
  let passed = 0;
  for (let one = 0; one < count; one++) if (judge.refuses(bytes, clientPort, address) === undefined) passed++;
  return passed;
}

function passesLoops(judge: Guard, sentence: string, times: number, address = "127.0.0.1"): number {
  const message = Buffer.from(sentence);
  let passed = 0;
  for (let time = 0; time < times; time++) {
    if (!judge.breaksLoop(message, upperCase(message), clientPort, address)) passed++;
  }
  return passed;
}

describe("Guard.refuses()", () => {
  const ports: readonly (readonly [port: number, refusal: ReturnType<Guard["refuses"]>])[] = [
    [0, "unanswerable"],
    ...[1, 7, 19, 53, 123, 1_023, 1_900, 5_353, 11_211].map((port) => [port, "service-port"] as const),
    [ownPort, "own-port"],
    ...[1_024, 1_899, 1_901, 5_352, 11_212, 11_999, 12_001, 40_000, 65_535].map((port) => [port, undefined] as const),
  ];

  test.each(ports)("of source port %i says %s, through loopback too", (port, refusal) => {
    for (const address of ["192.0.2.1", "::ffff:192.0.2.1", "2001:db8::1", "127.0.0.1", "::1"]) {
      expect(guard().refuses(5, port, address)).toBe(refusal);
    }
  });

  test("exempts ports and ranges of them, its own too, but never port 0", () => {
    const judge = guard({
      allowSourcePorts: [
        [53, 53],
        [1_000, 1_900],
        [ownPort, ownPort],
      ],
    });
    const answered = (port: number) => judge.refuses(5, port, "192.0.2.1") === undefined;
    expect([53, 1_000, 1_023, 1_900, ownPort].filter(answered)).toEqual([53, 1_000, 1_023, 1_900, ownPort]);
    expect([52, 54, 999, 5_353].filter(answered)).toEqual([]);
    expect(guard({ allowSourcePorts: [[0, 65_535]] }).refuses(5, 0, "192.0.2.1")).toBe("unanswerable");
  });

  test.each(["0.0.0.0", "224.0.0.251", "255.255.255.255", "::", "ff02::fb"])(
    "refuses %s, which nobody has",
    (address) => {
      expect(guard().refuses(5, clientPort, address)).toBe("unanswerable");
    },
  );

  test("asks the list of those who are allowed before anything else, once for each change of source", () => {
    const asked: string[] = [];
    const judge = guard({ isAllowed: (address) => asked.push(address) > 0 && address === "192.0.2.1" });
    for (const address of ["192.0.2.1", "192.0.2.1", "192.0.2.2", "192.0.2.2", "192.0.2.1"]) {
      expect(judge.refuses(5, clientPort, address)).toBe(address === "192.0.2.1" ? undefined : "not-allowed");
    }
    expect(asked).toEqual(["192.0.2.1", "192.0.2.2", "192.0.2.1"]);
    expect(judge.refuses(5, 7, "192.0.2.2")).toBe("not-allowed");
  });

  test("gives one source its rate and as much at once, and counts a network's IPv6 addresses as one", () => {
    const judge = guard({ rate: 100 });
    expect(passed(judge, "192.0.2.1", 500)).toBe(100);
    expect(judge.refuses(5, clientPort, "192.0.2.1")).toBe("over-rate");
    expect(passed(judge, "192.0.2.2", 500)).toBe(100);
    nowMs = 250;
    expect(passed(judge, "::ffff:192.0.2.1", 500)).toBe(25);
    expect(passed(judge, "2001:db8::1", 60) + passed(judge, "2001:db8::2", 60)).toBe(100);
    expect(passed(judge, "2001:db8:0:1::1", 60)).toBe(60);
  });

  test("counts a long datagram as several, and lets one through that is longer than all", () => {
    const judge = guard({ rate: 100 });
    expect(passed(judge, "192.0.2.1", 500, 1_500)).toBe(100);
    expect(passed(judge, "192.0.2.2", 500, 1_501)).toBe(50);
    expect(passed(judge, "192.0.2.3", 500, 65_507)).toBe(2);
    expect(passed(guard({ rate: 1 }), "192.0.2.3", 500, 65_507)).toBe(1);
    expect(passed(judge, "192.0.2.4", 500, 0)).toBe(100);
  });

  test("gives all sources together their rate, and what one has too much of is not taken from it", () => {
    const judge = guard({ rate: 100, rateAll: 250 });
    expect(passed(judge, "192.0.2.1", 10_000)).toBe(100);
    expect(passed(judge, "192.0.2.2", 100)).toBe(100);
    expect(passed(judge, "192.0.2.3", 100)).toBe(50);
    expect(judge.refuses(5, clientPort, "192.0.2.4")).toBe("over-rate-all");
    nowMs = 100;
    expect(passed(judge, "192.0.2.5", 100)).toBe(25);
  });

  test("has the rates that the limits name, and none through loopback", () => {
    const judge = guard();
    expect(passed(judge, "192.0.2.1", 2 * defaultRate)).toBe(defaultRate);
    for (const address of ["127.0.0.1", "::1"]) expect(passed(judge, address, 2 * defaultRate)).toBe(2 * defaultRate);
    let all = defaultRate;
    for (let host = 2; host < 30; host++) all += passed(judge, `192.0.2.${host}`, defaultRate);
    expect(all).toBe(defaultRateAll);
  });

  test("has no rate where it is switched off", () => {
    expect(passed(guard({ rate: 0 }), "192.0.2.1", 2 * defaultRate)).toBe(2 * defaultRate);
    const judge = guard({ rate: 0, rateAll: 0 });
    expect(passed(judge, "192.0.2.1", 2 * defaultRateAll)).toBe(2 * defaultRateAll);
  });
});

describe("Guard.breaksLoop()", () => {
  test("leaves out one in so many that are in upper case already, through loopback too", () => {
    for (const sentence of ["12345", "HELLO", "안녕", "", "A".repeat(60_000)]) {
      expect(passesLoops(guard(), sentence, 10 * defaultLoopLimit)).toBe(10 * (defaultLoopLimit - 1));
    }
  });

  test("never leaves out one that is not", () => {
    for (const sentence of ["hello", "HELLo", "12345x", "straße", "ÿ", `${"A".repeat(60_000)}a`]) {
      expect(passesLoops(guard(), sentence, 10 * defaultLoopLimit)).toBe(10 * defaultLoopLimit);
    }
  });

  test("counts each endpoint by itself", () => {
    const judge = guard();
    for (const address of ["127.0.0.1", "127.0.0.2", "192.0.2.1", "::1", "2001:db8::1", "2001:db8::2"]) {
      expect(passesLoops(judge, "HELLO", defaultLoopLimit - 1, address)).toBe(defaultLoopLimit - 1);
    }
  });

  test("can be switched off, or given another limit", () => {
    expect(passesLoops(guard({ loopLimit: 0 }), "HELLO", 1_000)).toBe(1_000);
    expect(passesLoops(guard({ loopLimit: 100 }), "HELLO", 1_000)).toBe(990);
  });
});
