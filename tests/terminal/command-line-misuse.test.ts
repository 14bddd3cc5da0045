/** Command lines that are wrong: each is refused, with what is wrong, what could stand there, and where to read on. */

import { describe, expect, test } from "bun:test";
import type { Program } from "../../src/narration/topics.ts";
import { readCommandLine } from "../../src/terminal/command-line.ts";
import { optionKinds, programOptions } from "../../src/terminal/options.ts";

const programs: readonly Program[] = ["udp-server", "udp-client", "tcp-server", "tcp-client"];

/** What is told of a wrong command line, before the hint that ends every such message. */
function refusal(program: Program, line: string | readonly string[], environment: Record<string, string> = {}): string {
  const result = readCommandLine(program, typeof line === "string" ? line.split(" ") : line, environment);
  if (result.kind !== "misuse") throw new Error(`not refused: ${line}`);
  const [told = "", hint, ...more] = result.message.split("\n");
  expect(hint).toEndWith(`: ${program} --help`);
  expect(more).toEqual([]);
  return told;
}

describe("readCommandLine() refuses", () => {
  test.each(programs)("an option that %s does not have, by the name as it was written", (program) => {
    const own = new Set<string>(programOptions[program].map(([name]) => name));
    const foreign = Object.keys(optionKinds).filter((name) => !own.has(name));
    for (const option of ["--bogus", "-x", "--no-quiet", "--__proto__"]) {
      expect(refusal(program, option)).toBe(`Unknown option ${option}.`);
    }
    for (const name of foreign) {
      const owners = programs.filter((other) => programOptions[other].some(([known]) => known === name));
      const whose = owners.map((owner) => `${owner}'s`).join(" and ");
      expect(refusal(program, `--${name}`)).toBe(`Unknown option --${name}: it is ${whose}.`);
    }
    expect(refusal(program, "--bogus=7")).toBe("Unknown option --bogus.");
  });

  test.each([
    ["--prot", "--port"],
    ["--prt=7", "--port"],
    ["--PORT", "--port"],
    ["--hsot", "--host"],
    ["--retrys", "--retries"],
    ["--tiemout", "--timeout"],
    ["--no-colour", "--no-color"],
    ["--quite", "--quiet"],
  ])("%s, and asks whether %s was meant", (written, meant) => {
    const [option] = written.split("=");
    expect(refusal("udp-client", written)).toBe(`Unknown option ${option}. Did you mean ${meant}?`);
  });

  test.each(programs)("every option of %s that lacks its value", (program) => {
    for (const [name] of programOptions[program]) {
      if (!("value" in optionKinds[name])) continue;
      for (const line of [`--${name}`, `--${name}=`, `--${name} -q`, `--${name} --json`]) {
        expect(refusal(program, line)).toBe(`Option --${name} needs a value.`);
      }
    }
    expect(refusal(program, "-p")).toBe("Option -p needs a value.");
    expect(refusal(program, "-H -q")).toBe("Option -H needs a value.");
  });

  test.each(programs)("a value for a switch of %s", (program) => {
    for (const name of ["quiet", "explain", "json", "no-color"]) {
      expect(refusal(program, `--${name}=yes`)).toBe(`Option --${name} takes no value.`);
    }
  });

  test("a language that it does not speak", () => {
    for (const value of ["de", "KO", "en_US", "english"]) {
      expect(refusal("udp-client", `--lang ${value}`)).toBe(`--lang ${value}: the languages are en and ko.`);
    }
  });

  test.each(["0", "65536", "-1", "+7", "7.0", "1e3", "0x10", "12000x", "x", " 7", "99999999999", "٧"])(
    "port %j",
    (value) => {
      for (const program of ["udp-client", "tcp-client"] as const) {
        expect(refusal(program, [`--port=${value}`])).toBe(
          `--port ${value}: a port is a whole number from 1 to 65535.`,
        );
      }
      if (value === "0") return;
      expect(refusal("tcp-server", [`-p${value}`])).toBe(`-p ${value}: a port is a whole number from 0 to 65535.`);
    },
  );

  test("what is no count, or out of its range", () => {
    for (const value of ["21", "-1", "x", "1.5", "3s"]) {
      expect(refusal("udp-client", `--retries=${value}`)).toBe(
        `--retries ${value}: it must be a whole number from 0 to 20.`,
      );
    }
    for (const value of ["0", "1000001", "-1", "all"]) {
      const told = `--max-connections ${value}: it must be a whole number from 1 to 1,000,000.`;
      expect(refusal("tcp-server", `--max-connections=${value}`)).toBe(told);
    }
  });

  test("words on a server's command line, and shows what was probably meant", () => {
    expect(refusal("udp-server", "hello world")).toContain("udp-client hello world");
    expect(refusal("tcp-server", "hello")).toContain("tcp-client hello");
    expect(refusal("tcp-server", "8080")).toContain("tcp-server --port 8080");
    expect(refusal("tcp-server", "8080 hello")).toContain("tcp-client 8080 hello");
    expect(refusal("udp-server", "-q -- -x")).toContain("udp-client -x");
  });

  test("in the language that was asked for, or the locale's", () => {
    expect(refusal("udp-client", "--lang ko --bogus")).toBe("모르는 옵션입니다: --bogus");
    expect(refusal("udp-client", "--bogus --lang=ko")).toBe("모르는 옵션입니다: --bogus");
    expect(refusal("udp-client", "--bogus", { LANG: "ko_KR.UTF-8" })).toBe("모르는 옵션입니다: --bogus");
    expect(refusal("udp-client", "--bogus --lang en", { LANG: "ko_KR.UTF-8" })).toBe("Unknown option --bogus.");
  });
});
