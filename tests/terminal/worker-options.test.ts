/** `--workers`: how many there can be, what cannot go with them, and what each of them has. */

import { describe, expect, test } from "bun:test";
import { defaultMaxConnections, defaultRate, defaultRateAll, maxWorkers } from "../../src/core/limits.ts";
import type { Program } from "../../src/narration/topics.ts";
import { connectionLimit } from "../../src/system/descriptors.ts";
import { readCommandLine } from "../../src/terminal/command-line.ts";
import type { Options } from "../../src/terminal/options.ts";
import { optionsOfWorker } from "../../src/terminal/server-options.ts";

function read(program: Program, line: string) {
  return readCommandLine(program, line.split(" "), {});
}

function refusal(program: Program, line: string): string {
  const result = read(program, line);
  return result.kind === "misuse" ? (result.message.split("\n")[0] as string) : `not refused: ${line}`;
}

/** The options of all workers. */
function divided(program: Program, line: string): Options[] {
  const result = read(program, line);
  if (result.kind !== "run") throw new Error(line);
  return Array.from({ length: result.options.limits.workers }, (_, number) => optionsOfWorker(result.options, number));
}

describe.each(["udp-server", "tcp-server"] as const)("%s --workers", (program) => {
  test.each(["0", "-1", `${maxWorkers + 1}`, "two", "1.5"])("is refused as %s", (number) => {
    expect(refusal(program, `--workers=${number}`)).toBe(
      `--workers ${number}: it must be a whole number from 1 to ${maxWorkers}.`,
    );
  });

  test("is refused with --explain, unless it is one", () => {
    expect(refusal(program, "--explain --workers 2")).toStartWith("--explain and --workers 2 cannot go together");
    expect(read(program, "--explain --workers 1").kind).toBe("run");
  });

  test(`is taken up to ${maxWorkers}`, () => {
    expect(read(program, `--workers ${maxWorkers}`).kind).toBe("run");
  });
});

describe("udp-server --workers", () => {
  test.each(["--drop 1", "--delay 1", "--jitter 1", "--duplicate 1", "--reorder 1", "--seed 1"])(
    "is refused with %s, whatever stands first",
    (weather) => {
      const message = `${weather.split(" ")[0]} and --workers 3 cannot go together. Leave one of them out.`;
      expect(refusal("udp-server", `--workers 3 ${weather}`)).toBe(message);
      expect(refusal("udp-server", `${weather} --workers 3`)).toBe(message);
      expect(read("udp-server", `--workers 1 ${weather}`).kind).toBe("run");
    },
  );

  test.each(["--rate", "--rate-all"])("is refused with a %s that cannot be divided", (rate) => {
    expect(refusal("udp-server", `${rate} 2 --workers 3`)).toBe(
      `${rate} 2: it is divided among the workers, and 3 of them cannot have a part each. Use 3 or more, or fewer --workers.`,
    );
    for (const enough of ["3", "0", "none"])
      expect(read("udp-server", `${rate} ${enough} --workers 3`).kind).toBe("run");
  });

  test("divides rates, those of the default too, and nothing that concerns one datagram or one endpoint", () => {
    const [first, second, ...more] = divided("udp-server", "--workers 2 --rate 7 --loop-limit 9 --allow 192.0.2.1");
    expect(more).toEqual([]);
    expect([first?.limits.rate, second?.limits.rate]).toEqual([4, 3]);
    expect([first?.limits.rateAll, second?.limits.rateAll]).toEqual([defaultRateAll / 2, defaultRateAll / 2]);
    for (const one of [first, second]) {
      expect(one?.limits).toMatchObject({ workers: 1, loopLimit: 9, allow: ["192.0.2.1"] });
    }
    expect(divided("udp-server", "--workers 3").map(({ limits }) => limits.rate ?? 0)).toEqual([
      Math.ceil(defaultRate / 3),
      ...Array<number>(2).fill(Math.floor(defaultRate / 3)),
    ]);
  });

  test("divides no limit into no limits", () => {
    for (const { limits } of divided("udp-server", "--workers 3 --rate none --rate-all 0")) {
      expect(limits).toMatchObject({ rate: 0, rateAll: 0 });
    }
  });
});

describe("tcp-server --workers", () => {
  test.each(["--max-connections", "--max-per-address"])("is refused with a %s that cannot be divided", (limit) => {
    expect(refusal("tcp-server", `${limit} 1 --workers 2`)).toStartWith(`${limit} 1: it is divided among the workers`);
    expect(read("tcp-server", `${limit} 2 --workers 2`).kind).toBe("run");
  });

  test("divides connections, and what one address may have of all of them", () => {
    const all = divided("tcp-server", "--workers 4 --max-connections 5002");
    expect(all.map(({ maxConnections }) => maxConnections)).toEqual([1_251, 1_251, 1_250, 1_250]);
    expect(all.map(({ limits }) => limits.maxPerAddress)).toEqual([125, 125, 125, 125]);
    const asked = divided("tcp-server", "--workers 2 --max-per-address 3");
    expect(asked.map(({ limits }) => limits.maxPerAddress)).toEqual([2, 1]);
    const sum = divided("tcp-server", "--workers 2").reduce((total, one) => total + (one.maxConnections ?? 0), 0);
    expect(sum).toBe(Math.min(defaultMaxConnections, 2 * connectionLimit()));
  });

  test("divides nothing that concerns one connection", () => {
    const line = "--workers 2 --keep-alive 3 --idle-timeout 4 --min-rate 5 --max-lifetime 6";
    for (const one of divided("tcp-server", line)) {
      expect(one).toMatchObject({
        keepAliveMs: 3_000,
        idleTimeoutMs: 4_000,
        limits: { minRate: 5, maxLifetimeMs: 6_000 },
      });
    }
  });
});
