/** The options that measure: what each sets, and what cannot stand together. */

import { describe, expect, test } from "bun:test";
import { readCommandLine } from "../../src/terminal/command-line.ts";
import { defaultMeasureOptions, isMeasuring, type MeasureOptions } from "../../src/terminal/measure-options.ts";

const clients = ["udp-client", "tcp-client"] as const;

function measured(line: string, client: (typeof clients)[number] = "tcp-client"): MeasureOptions {
  const result = readCommandLine(client, line.split(" "), {});
  if (result.kind !== "run" || !isMeasuring(result.options)) throw new Error(`not measuring: ${line}`);
  return result.options.measure;
}

function refusal(line: string): string {
  const result = readCommandLine("tcp-client", line.split(" "), {});
  if (result.kind !== "misuse") throw new Error(`not refused: ${line}`);
  return result.message.split("\n")[0] as string;
}

const effects: readonly (readonly [line: string, change: Partial<MeasureOptions>])[] = [
  ["--compare", { compare: true }],
  ["-c 1000", { count: 1_000 }],
  ["--duration 2.5", { durationMs: 2_500 }],
  ["-d 10", { durationMs: 10_000 }],
  ["-i 20ms", { intervalMs: 20 }],
  ["--interval 50us", { intervalMs: 0.05 }],
  ["-s 64", { sizes: [64] }],
  ["-s 16..128", { sizes: [16, 32, 64, 128] }],
  ["-s 100..500", { sizes: [100, 200, 400, 500] }],
  ["-s 12..65507", { sizes: [12, 24, 48, 96, 192, 384, 768, 1536, 3072, 6144, 12288, 24576, 49152, 65507] }],
  ["-w 256", { window: 256 }],
  ["--warmup 0", { warmup: 0 }],
  ["--report-every 0.5", { reportEveryMs: 500 }],
  ["--csv a.csv", { csv: "a.csv" }],
  ["--report a.html", { report: "a.html" }],
];

describe("readCommandLine() of a client that measures", () => {
  test.each(clients)("sets for %s what each option names, and nothing else", (client) => {
    for (const [line, change] of effects)
      expect(measured(line, client)).toEqual({ ...defaultMeasureOptions, ...change });
  });

  test("takes --reconnect over TCP only", () => {
    expect(measured("--reconnect").reconnect).toBe(true);
    expect(readCommandLine("udp-client", ["--reconnect"], {}).kind).toBe("misuse");
  });

  test("leaves the defaults alone for the next one", () => {
    measured("-c 7");
    expect(measured("-w 2").count).toBeNull();
  });

  test.each(["11", "65508", "8..32", "16..65508", "16-32", "16...32", "..32", "x", "1e3", "-5"])(
    "refuses the size %s",
    (size) => {
      expect(refusal(`--size=${size}`)).toBe(
        `--size ${size}: a size is a number of bytes like 32, or a sweep like 16..8192, from 12 to 65,507.`,
      );
    },
  );

  test.each(["32..16", "8..4", "65508..12"])("says of the sweep %s that it goes down", (sweep) => {
    expect(refusal(`--size=${sweep}`)).toBe(
      `--size ${sweep}: a sweep goes from the smaller size to the larger, like 16..8192.`,
    );
  });

  test.each([
    ["-i 1 -w 2", "--interval and --window"],
    ["--compare -i 1", "--compare and --interval"],
    ["--compare -w 2", "--compare and --window"],
    ["--compare --reconnect", "--compare and --reconnect"],
  ])("refuses %s", (line, both) => {
    expect(refusal(line)).toBe(`${both} cannot go together. Leave one of them out.`);
  });

  test("refuses a sentence, and what has no meaning while measuring", () => {
    expect(refusal("-c 5 hello world")).toBe(
      "A measurement makes its own sentences, with numbers in them. Leave out the sentence (hello world).",
    );
    expect(refusal("-c 5 --explain")).toBe("--explain has no meaning while measuring. Leave it out.");
    expect(readCommandLine("udp-client", ["-c", "5", "--retries", "2"], {})).toMatchObject({ kind: "misuse" });
  });

  test("is not one without any of its options", () => {
    const result = readCommandLine("tcp-client", ["--timeout", "3", "hello"], {});
    expect(result.kind === "run" && isMeasuring(result.options)).toBe(false);
  });
});
