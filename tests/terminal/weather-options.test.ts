/** The options that inject bad weather: which values they take, and what weather comes of them. */

import { describe, expect, test } from "bun:test";
import { maxChosenSeed } from "../../src/core/limits.ts";
import { readCommandLine } from "../../src/terminal/command-line.ts";
import { defaultOptions } from "../../src/terminal/options.ts";
import { type AskedWeather, defaultWeather, weatherToInject } from "../../src/terminal/weather-options.ts";

/** The weather that these words ask for; undefined where they are refused. */
function asked(...words: string[]): AskedWeather | undefined {
  const result = readCommandLine("udp-server", words, {});
  return result.kind === "run" ? result.options.weather : undefined;
}

function told(...words: string[]): string | undefined {
  const result = readCommandLine("udp-server", words, {});
  return result.kind === "misuse" ? result.message.split("\n")[0] : undefined;
}

describe("readCommandLine() takes", () => {
  test.each([
    ["--drop", "30%", { dropPercent: 30 }],
    ["--delay", "50ms", { delayMs: 50 }],
    ["--jitter", "0.5ms", { jitterMs: 0.5 }],
    ["--duplicate", "0.5%", { duplicatePercent: 0.5 }],
    ["--reorder", "10", { reorderPercent: 10 }],
    ["--seed", "0", { seed: 0 }],
  ] as const)("%s %s, in both long forms, and changes nothing else", (name, value, change) => {
    expect(asked(name, value)).toEqual({ ...defaultWeather, ...change });
    expect(asked(`${name}=${value}`)).toEqual({ ...defaultWeather, ...change });
    expect(defaultOptions("udp-server", "en").weather).toEqual(defaultWeather);
  });

  test.each([
    ["30%", 30],
    ["30", 30],
    ["0.5%", 0.5],
    [".5", 0.5],
    ["0", 0],
    ["100%", 100],
    ["100.000%", 100],
    ["007", 7],
  ])("%j for %d %%", (value, percent) => {
    expect(asked(`--drop=${value}`)?.dropPercent).toBe(percent);
  });

  test("0 for a time: there is nothing to wait for", () => {
    expect(asked("--delay", "0", "--jitter", "0ms")).toEqual(defaultWeather);
  });
});

describe("readCommandLine() refuses", () => {
  test.each(["101", "100.1%", "-1", "+5", "30 %", "30%%", "%", "1e1", "3.", "half", "0,5%", "1000", "NaN"])(
    "%j for a percentage",
    (value) => {
      for (const option of ["--drop", "--duplicate", "--reorder"]) {
        expect(told(`${option}=${value}`)).toBe(
          `${option} ${value}: a percentage is written like 30%, 30 or 0.5%, from 0 to 100.`,
        );
      }
    },
  );

  test.each(["1000000000", "-1", "1.5", "lucky"])("%j for a seed", (value) => {
    expect(told(`--seed=${value}`)).toBe(`--seed ${value}: it must be a whole number from 0 to 999,999,999.`);
  });

  test("a time that is none", () => {
    for (const option of ["--delay", "--jitter"])
      expect(told(`${option}=soon`)).toStartWith(`${option} soon: a time is`);
  });

  test("in the language that was asked for", () => {
    expect(told("--lang=ko", "--duplicate=101%")).toBe(
      "--duplicate 101%: 비율은 30%, 30, 0.5%처럼 씁니다. 범위: 0 – 100",
    );
  });

  test("all of them to the other programs", () => {
    for (const program of ["udp-client", "tcp-client", "tcp-server"] as const) {
      for (const option of ["--drop", "--delay", "--jitter", "--duplicate", "--reorder", "--seed"]) {
        expect(readCommandLine(program, [option, "1"], {}).kind).toBe("misuse");
      }
    }
  });
});

describe("weatherToInject()", () => {
  test("is none without an effect, whatever the seed", () => {
    expect(weatherToInject({ ...defaultWeather })).toBeUndefined();
    expect(weatherToInject({ ...defaultWeather, seed: 7 })).toBeUndefined();
  });

  test.each(["dropPercent", "delayMs", "jitterMs", "duplicatePercent", "reorderPercent"] as const)(
    "is made by %s alone",
    (effect) => {
      expect(weatherToInject({ ...defaultWeather, [effect]: 0.5, seed: 7 })).toEqual({
        ...defaultWeather,
        [effect]: 0.5,
        seed: 7,
      });
    },
  );

  test("has a seed that can be read out, where none was given", () => {
    const seeds = Array.from(
      { length: 1_000 },
      () => weatherToInject({ ...defaultWeather, dropPercent: 1 })?.seed ?? -1,
    );
    for (const seed of seeds) expect(seed).toBeWithin(0, maxChosenSeed + 1);
    expect(seeds.every(Number.isInteger)).toBe(true);
    expect(new Set(seeds).size).toBeGreaterThan(900);
  });
});
