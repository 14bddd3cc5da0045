/** The options that limit: which forms they take, what they change, and what is switched off. */

import { describe, expect, test } from "bun:test";
import type { Program } from "../../src/narration/topics.ts";
import { readCommandLine } from "../../src/terminal/command-line.ts";
import { type AskedLimits, defaultLimits, limitOptionKinds, switchedOff } from "../../src/terminal/limit-options.ts";
import { programOptions } from "../../src/terminal/options.ts";

/** What these words set; undefined where they are refused. */
function limits(program: Program, line: string): AskedLimits | undefined {
  const result = readCommandLine(program, line.split(" "), {});
  return result.kind === "run" ? result.options.limits : undefined;
}

/** What each option changes. */
const effects: Readonly<Record<keyof typeof limitOptionKinds, readonly [value: string, Partial<AskedLimits>]>> = {
  allow: ["192.0.2.0/24", { allow: ["192.0.2.0/24"] }],
  "max-per-address": ["5", { maxPerAddress: 5 }],
  "min-rate": ["6", { minRate: 6 }],
  "max-lifetime": ["7", { maxLifetimeMs: 7_000 }],
  rate: ["8", { rate: 8 }],
  "rate-all": ["9", { rateAll: 9 }],
  "loop-limit": ["10", { loopLimit: 10 }],
  "allow-source-ports": ["53", { allowSourcePorts: [[53, 53]] }],
  workers: ["3", { workers: 3 }],
};

describe.each(["udp-server", "tcp-server"] as const)("readCommandLine() of %s and limits", (program) => {
  const own = programOptions[program].flatMap(([name]) => (name in limitOptionKinds ? [name] : []));
  const all = own.map((name) => effects[name as keyof typeof limitOptionKinds]);

  test("takes each, in both long forms, and changes nothing else", () => {
    for (const [number, name] of own.entries()) {
      const [value, change] = all[number] as (typeof all)[number];
      const changed = { ...defaultLimits, ...change };
      expect(limits(program, `--${name} ${value}`)).toEqual(changed);
      expect(limits(program, `--${name}=${value}`)).toEqual(changed);
    }
  });

  test("takes all at once, and keeps nothing for the next command line", () => {
    const words = own.map((name, number) => `--${name} ${all[number]?.[0]}`).join(" ");
    expect(limits(program, words)).toEqual(Object.assign({ ...defaultLimits }, ...all.map(([, change]) => change)));
    expect(limits(program, "--quiet")).toEqual(defaultLimits);
  });
});

describe("readCommandLine() and limits", () => {
  test("take none and 0 for no limit", () => {
    for (const off of ["none", "0"]) {
      const udp = { rate: 0, rateAll: 0, loopLimit: 0 };
      expect(limits("udp-server", `--rate ${off} --rate-all ${off} --loop-limit ${off}`)).toMatchObject(udp);
      const tcp = { maxPerAddress: 0, minRate: 0, maxLifetimeMs: 0 };
      const line = `--max-per-address ${off} --min-rate ${off} --max-lifetime ${off}`;
      expect(limits("tcp-server", line)).toMatchObject(tcp);
    }
  });

  test.each([
    ["53", [[53, 53]]],
    ["1-65535", [[1, 65_535]]],
    ["all", [[1, 65_535]]],
    ["none", []],
    [
      "53,1000-1023,1900",
      [
        [53, 53],
        [1_000, 1_023],
        [1_900, 1_900],
      ],
    ],
    [
      "7 --allow-source-ports 9",
      [
        [7, 7],
        [9, 9],
      ],
    ],
  ])("take the ports %s", (list, ranges) => {
    expect(limits("udp-server", `--allow-source-ports ${list}`)?.allowSourcePorts).toEqual(ranges as []);
  });

  test.each(["0", "0-5", "5-4", "65536", "1-65536", "7,", ",7", "7-", "-7", "7-8-9", "7,all,x", "7 8", "http"])(
    "refuse the ports %j",
    (list) => {
      expect(readCommandLine("udp-server", [`--allow-source-ports=${list}`], {}).kind).toBe("misuse");
    },
  );

  test("keep every network that is allowed", () => {
    expect(limits("tcp-server", "--allow 192.0.2.0/24 --allow ::1")?.allow).toEqual(["192.0.2.0/24", "::1"]);
  });
});

describe("switchedOff()", () => {
  test("names what is off, and nothing that is on or was never on", () => {
    expect(switchedOff(defaultLimits)).toEqual([]);
    expect(
      switchedOff({ ...defaultLimits, rate: 1, loopLimit: 2, maxLifetimeMs: 0, allowSourcePorts: [[1, 65_534]] }),
    ).toEqual([]);
    expect(
      switchedOff({
        ...defaultLimits,
        rate: 0,
        minRate: 0,
        allowSourcePorts: [
          [53, 53],
          [1, 65_535],
        ],
      }),
    ).toEqual(["--rate", "--allow-source-ports", "--min-rate"]);
  });
});
