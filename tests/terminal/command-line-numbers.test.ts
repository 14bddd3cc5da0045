/** Times and ports on the command line: which forms and which values are taken. */

import { describe, expect, test } from "bun:test";
import type { Program } from "../../src/narration/topics.ts";
import { readCommandLine } from "../../src/terminal/command-line.ts";

function isTaken(program: Program, line: string): boolean {
  return readCommandLine(program, line.split(" "), {}).kind === "run";
}

function told(program: Program, word: string): string {
  const result = readCommandLine(program, [word], {});
  return result.kind === "misuse" ? (result.message.split("\n")[0] as string) : result.kind;
}

describe("readCommandLine() and times", () => {
  /** The idle time that these words set, in milliseconds; undefined where they are refused. */
  function idleMs(value: string): number | undefined {
    const result = readCommandLine("tcp-server", [`--idle-timeout=${value}`], {});
    return result.kind === "run" ? result.options.idleTimeoutMs : undefined;
  }

  test.each([
    ["1", 1_000],
    ["1s", 1_000],
    ["0.5", 500],
    [".5", 500],
    ["0.25s", 250],
    ["250ms", 250],
    ["1.5ms", 2],
    ["2000us", 2],
    ["1ms", 1],
    ["0.001", 1],
    ["007", 7_000],
    ["86400", 86_400_000],
  ])("take %j for %i ms", (value, ms) => {
    expect(idleMs(value)).toBe(ms);
  });

  test.each([
    "0",
    "-1",
    "1m",
    "1 s",
    "1e3",
    "1,5",
    "1.",
    ".",
    "ms",
    "s",
    "1S",
    "86400.001",
    "86400001ms",
    "Infinity",
    "NaN",
    "0.1ms",
  ])("refuse %j", (value) => {
    expect(idleMs(value)).toBeUndefined();
  });

  test("say what could stand there", () => {
    const how = "a time is written in seconds, like 1, 0.5 or 250ms";
    expect(told("udp-client", "--timeout=x")).toBe(`--timeout x: ${how}, from 0.001 to 86400.`);
    expect(told("tcp-client", "--timeout=x")).toBe(`--timeout x: ${how}, from 0 to 86400.`);
  });

  test("allow 0 where it means something", () => {
    expect(isTaken("tcp-server", "--keep-alive 0")).toBe(true);
    expect(isTaken("tcp-client", "--timeout 0")).toBe(true);
    expect(isTaken("udp-server", "--delay 0 --jitter 0")).toBe(true);
    expect(isTaken("udp-client", "--timeout 0")).toBe(false);
    expect(isTaken("tcp-client", "--connect-timeout 0")).toBe(false);
    expect(isTaken("tcp-server", "--idle-timeout 0")).toBe(false);
  });

  test("allow port 0 to servers, which the kernel chooses for", () => {
    expect(isTaken("udp-server", "--port 0")).toBe(true);
    expect(isTaken("tcp-server", "-p 0")).toBe(true);
    expect(isTaken("tcp-server", "-p 65535")).toBe(true);
  });
});
