/** The mapping of all 1,114,112 code points: against JavaScript's, and against Python's, where the textbook's servers run. */

import { describe, expect, test } from "bun:test";
import { upperCase } from "../../src/core/upper-case.ts";
import { installed } from "../support/peers.ts";
import { run } from "../support/running.ts";

const codePoints = 0x110000;
const isSurrogate = (point: number) => point >= 0xd800 && point <= 0xdfff;

/** The bytes of a code point: UTF-8, and for a surrogate, which UTF-8 has no place for, the same pattern (CESU-8). */
function bytesOf(point: number): Uint8Array {
  if (!isSurrogate(point)) return Buffer.from(String.fromCodePoint(point));
  return Uint8Array.of(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
}

function mapped(point: number): string {
  return Buffer.from(upperCase(bytesOf(point))).toString();
}

function name(point: number): string {
  return `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** More than a million texts take some seconds where others are at work as well. */
const longMs = 60_000;

describe("upperCase() of every code point", () => {
  test(
    "equals String.prototype.toUpperCase, and a surrogate's bytes come back unchanged",
    () => {
      const wrong: string[] = [];
      for (let point = 0; point < codePoints; point++) {
        const expected = isSurrogate(point) ? bytesOf(point) : Buffer.from(String.fromCodePoint(point).toUpperCase());
        if (Buffer.compare(upperCase(bytesOf(point)), expected) !== 0) wrong.push(name(point));
      }
      expect(wrong).toEqual([]);
    },
    longMs,
  );

  test(
    "equals it also in one text, without the surrogates and with them",
    () => {
      const points = Array.from({ length: codePoints }, (_, point) => point);
      const text = points.filter((point) => !isSurrogate(point)).map((point) => String.fromCodePoint(point));
      const whole = text.join("");
      expect(Buffer.compare(upperCase(Buffer.from(whole)), Buffer.from(whole.toUpperCase()))).toBe(0);

      const withSurrogates = Buffer.concat(points.map(bytesOf));
      const surrogates = Buffer.concat(points.filter(isSurrogate).map(bytesOf));
      const [before, after] = [String.fromCodePoint(0xd7ff), String.fromCodePoint(0xe000)];
      const [low, high] = [whole.slice(0, whole.indexOf(after)), whole.slice(whole.indexOf(after))];
      expect(low.endsWith(before)).toBe(true);
      const expected = Buffer.concat([Buffer.from(low.toUpperCase()), surrogates, Buffer.from(high.toUpperCase())]);
      expect(Buffer.compare(upperCase(withSurrogates), expected)).toBe(0);
    },
    longMs,
  );
});

/** Prints Python's version of Unicode, the runs of code points that it assigns, and every one whose upper case is another. */
const pythonProgram = `
import json, unicodedata
assigned = [unicodedata.category(chr(p)) not in ("Cn", "Cs") for p in range(0x110000)]
edges = [p for p in range(0x110000) if assigned[p] != (p > 0 and assigned[p - 1])]
upper = {p: chr(p).upper() for p in range(0x110000) if assigned[p] and chr(p).upper() != chr(p)}
print(json.dumps({"unicode": unicodedata.unidata_version, "edges": edges, "upper": upper}))
`;

interface PythonMapping {
  readonly unicode: string;
  /** Where a run of assigned code points begins, where it ends, and so on. */
  readonly edges: readonly number[];
  readonly upper: Readonly<Record<string, string>>;
}

async function askPython(): Promise<PythonMapping> {
  const { code, stdout, stderr } = await run(["python3", "-c", pythonProgram]);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as PythonMapping;
}

function assignedIn({ edges }: PythonMapping): Set<number> {
  const assigned = new Set<number>();
  for (let i = 0; i < edges.length; i += 2) {
    for (let point = edges[i] as number; point < (edges[i + 1] ?? codePoints); point++) assigned.add(point);
  }
  return assigned;
}

/** Bun's own version of Unicode may be the older one. */
const unassignedHere = /\p{Cn}/u;

describe.skipIf(!installed("python3"))("upperCase() and Python's str.upper()", () => {
  test(
    "agree on every code point that Python's version of Unicode assigns",
    async () => {
      const python = await askPython();
      const assigned = assignedIn(python);
      const differences: string[] = [];
      for (const point of assigned) {
        const ours = mapped(point);
        const theirs = python.upper[point] ?? String.fromCodePoint(point);
        // A letter's upper case can be younger than the letter: who does not know it yet leaves the letter as it is.
        const isYounger = [...ours].some((one) => !assigned.has(one.codePointAt(0) as number));
        if (ours !== theirs && !isYounger && !unassignedHere.test(theirs)) differences.push(name(point));
      }
      expect(differences).toEqual([]);
      // So that an empty answer of Python's cannot pass: Unicode 3.2 had 95,000 characters, and 800 with an upper case.
      expect(assigned.size).toBeGreaterThan(95_000);
      expect(Object.keys(python.upper).length).toBeGreaterThan(800);
    },
    longMs,
  );
});
