/** Command lines that are right: every option of every program, in every way to write it. */

import { describe, expect, test } from "bun:test";
import type { Program } from "../../src/narration/topics.ts";
import { readCommandLine } from "../../src/terminal/command-line.ts";
import { limitOptionKinds } from "../../src/terminal/limit-options.ts";
import { measureOptionKinds } from "../../src/terminal/measure-options.ts";
import { defaultOptions, type OptionName, type Options, programOptions } from "../../src/terminal/options.ts";
import { weatherOptionKinds } from "../../src/terminal/weather-options.ts";

const programs: readonly Program[] = ["udp-server", "udp-client", "tcp-server", "tcp-client"];

function read(program: Program, line: string | readonly string[], environment: Record<string, string> = {}): Options {
  const words = typeof line === "string" ? line.split(" ").filter((word) => word !== "") : line;
  const result = readCommandLine(program, words, environment);
  if (result.kind !== "run") throw new Error(result.kind === "misuse" ? result.message : result.kind);
  return { ...result.options, given: new Set() };
}

type Ordinary = Exclude<
  OptionName,
  "help" | "version" | keyof typeof limitOptionKinds | keyof typeof measureOptionKinds | keyof typeof weatherOptionKinds
>;

const elsewhere = { ...limitOptionKinds, ...measureOptionKinds, ...weatherOptionKinds };

/** The options of a program but those that end the reading, and those that limit, measure or inject, which have tests of their own. */
function ordinaryOptions(program: Program): Ordinary[] {
  const isOrdinary = (name: OptionName): name is Ordinary =>
    name !== "help" && name !== "version" && !(name in elsewhere);
  return programOptions[program].map(([name]) => name).filter(isOrdinary);
}

/** What each option changes. */
const effects: Readonly<Record<Ordinary, readonly [words: string, Partial<Options>]>> = {
  port: ["--port 7", { port: 7 }],
  host: ["--host 192.0.2.7", { host: "192.0.2.7" }],
  "keep-alive": ["--keep-alive 2", { keepAliveMs: 2_000 }],
  "idle-timeout": ["--idle-timeout 3", { idleTimeoutMs: 3_000 }],
  "max-connections": ["--max-connections 4", { maxConnections: 4 }],
  timeout: ["--timeout 5", { timeoutMs: 5_000 }],
  retries: ["--retries 6", { retries: 6 }],
  "connect-timeout": ["--connect-timeout 7", { connectTimeoutMs: 7_000 }],
  quiet: ["--quiet", { quiet: true }],
  explain: ["--explain", { explain: true }],
  json: ["--json", { json: true }],
  lang: ["--lang ko", { language: "ko" }],
  "no-color": ["--no-color", { color: false }],
};

describe("readCommandLine() without options", () => {
  test.each(programs)("gives %s its defaults", (program) => {
    expect(read(program, "")).toEqual(defaultOptions(program, "en"));
  });

  test("has the defaults that the help tells", () => {
    expect(read("udp-client", "")).toMatchObject({ host: "localhost", port: 12_000, timeoutMs: 1_000, retries: 3 });
    expect(read("tcp-client", "")).toMatchObject({ timeoutMs: 30_000, connectTimeoutMs: 10_000 });
    expect(read("tcp-server", "")).toMatchObject({ host: undefined, keepAliveMs: 1_000, idleTimeoutMs: 60_000 });
  });
});

describe("readCommandLine() takes", () => {
  test.each(programs)("each option of %s, in both long forms, and changes nothing else", (program) => {
    for (const name of ordinaryOptions(program)) {
      const [words, change] = effects[name];
      const changed = { ...defaultOptions(program, "en"), ...change };
      expect(read(program, words)).toEqual(changed);
      if (words.includes(" ")) expect(read(program, words.replace(" ", "="))).toEqual(changed);
    }
  });

  test.each(programs)("all options of %s at once, in any order", (program) => {
    const all = ordinaryOptions(program).map((name) => effects[name]);
    const changed = Object.assign(defaultOptions(program, "en"), ...all.map(([, change]) => change)) as Options;
    expect(read(program, all.map(([words]) => words).join(" "))).toEqual(changed);
    expect(
      read(
        program,
        all
          .toReversed()
          .map(([words]) => words)
          .join(" "),
      ),
    ).toEqual(changed);
  });

  test("the short forms, also together", () => {
    expect(read("udp-client", "-p 7 -H ::1 -q")).toMatchObject({ port: 7, host: "::1", quiet: true });
    expect(read("udp-client", "-p7 -q")).toMatchObject({ port: 7, quiet: true });
    expect(read("udp-client", "-qp 7")).toMatchObject({ port: 7, quiet: true });
  });

  test("the last of two", () => {
    expect(read("udp-client", "-p 7 -p 8 --host a --host b")).toMatchObject({ port: 8, host: "b" });
  });
});

describe("readCommandLine() takes for the sentence", () => {
  test("all words that are no options, wherever they stand", () => {
    expect(read("udp-client", "hello -q world -p 7 !").words).toEqual(["hello", "world", "!"]);
  });

  test("everything after --, as it is", () => {
    expect(read("udp-client", "-q -- --help -p x -- -q").words).toEqual(["--help", "-p", "x", "--", "-q"]);
    expect(read("tcp-client", "a -- -b").words).toEqual(["a", "-b"]);
  });

  test("no language from after --", () => {
    expect(read("udp-client", "-- --lang ko").language).toBe("en");
    expect(read("udp-client", "-- --lang=ko").language).toBe("en");
  });

  test("words with spaces, empty words, a single dash, and any script", () => {
    expect(read("udp-client", ["hello world", "", "-", "안녕", "a=b"]).words).toEqual([
      "hello world",
      "",
      "-",
      "안녕",
      "a=b",
    ]);
  });
});

describe("readCommandLine() and the environment", () => {
  test("speak the locale's language, unless --lang says another", () => {
    expect(read("udp-client", "", { LANG: "ko_KR.UTF-8" }).language).toBe("ko");
    expect(read("udp-client", "--lang en", { LANG: "ko_KR.UTF-8" }).language).toBe("en");
    expect(read("udp-client", "--lang ko --lang en").language).toBe("en");
  });

  test("use no colour where NO_COLOR is set and not empty (no-color.org)", () => {
    expect(read("udp-client", "", { NO_COLOR: "1" }).color).toBe(false);
    expect(read("udp-client", "", { NO_COLOR: "0" }).color).toBe(false);
    expect(read("udp-client", "", { NO_COLOR: "" }).color).toBe(true);
    expect(read("udp-client", "--no-color").color).toBe(false);
  });
});

describe("readCommandLine() asked for help or the version", () => {
  test.each(programs)("tells %s so, in its language, whatever follows", (program) => {
    for (const [words, kind] of Object.entries({
      "--help": "help",
      "-h": "help",
      "--version": "version",
      "-V": "version",
    } as const)) {
      expect(readCommandLine(program, [words], {})).toEqual({ kind, language: "en" });
      expect(readCommandLine(program, [words, "--lang", "ko"], {})).toEqual({ kind, language: "ko" });
      expect(readCommandLine(program, ["-q", words, "--bogus"], { LANG: "ko" })).toEqual({ kind, language: "ko" });
    }
  });
});
