/** Explain mode of a client, and how it begins: the legend, in the marks that the terminal has. */

import { describe, expect, test } from "bun:test";
import { explainTextsIn } from "../../src/narration/explain-language.ts";
import { languages } from "../../src/narration/language.ts";
import { explainClient } from "../../src/terminal/explain.ts";
import { clientEnd, serverEnd } from "../narration/sample-events.ts";
import { capturedRun } from "./captured-run.ts";

const ends = { local: clientEnd, peer: serverEnd };
const bytes = Buffer.from("hello");

describe("explainClient()", () => {
  test("draws at the end of each sentence over UDP, and at the end of each connection", async () => {
    const run = capturedRun("udp-client", { explain: true });
    const { observe, end } = await explainClient(run);
    const ladders = () => run.stderr.take().toString().split(explainTextsIn("en").ladderTitle).length - 1;
    for (let sentence = 1; sentence <= 2; sentence++) {
      observe({ kind: "datagram-sent", ...ends, bytes, attempt: 1 });
      expect(ladders()).toBe(0);
      observe({ kind: "udp-socket-closed", local: clientEnd });
      expect(ladders()).toBe(1);
    }
    observe({ kind: "connected", ...ends, connectMs: 1 });
    observe({ kind: "tcp-socket-closed", ...ends, reset: false, serverFinSeen: true });
    expect(ladders()).toBe(1);
    observe({ kind: "not-connected", peer: serverEnd, cause: "ECONNREFUSED", waitedMs: 1 });
    expect(ladders()).toBe(0);
    end();
    expect(ladders()).toBe(1);
    end();
    expect(ladders()).toBe(0);
  });
});

/** What the first lines look like, with these variables in the environment. */
async function legend(variables: Record<string, string>, color = true): Promise<string> {
  const before = { ...process.env };
  try {
    for (const name of ["LC_ALL", "LC_CTYPE", "LANG"]) delete process.env[name];
    Object.assign(process.env, variables);
    const run = capturedRun("udp-client", { explain: true, color });
    await explainClient(run);
    return run.stderr.take().toString();
  } finally {
    for (const name of ["LC_ALL", "LC_CTYPE", "LANG"]) delete process.env[name];
    Object.assign(process.env, before);
  }
}

describe("The legend", () => {
  test.each(languages)("says in %s what is seen and what is implied", async (language) => {
    const run = capturedRun("tcp-client", { explain: true, language });
    await explainClient(run);
    const texts = explainTextsIn(language);
    const [title, ...lines] = Bun.stripANSI(run.stderr.take().toString()).split("\n");
    expect(title).toBe(texts.title("tcp-client"));
    expect(lines.map((line) => line.replace(/^ +(\S )?/, ""))).toEqual([
      ...[texts.observed, texts.implied, texts.finerPoint, texts.clock],
      ...["", ""],
    ]);
  });

  // macOS and Windows terminals are UTF-8.
  test.skipIf(process.platform !== "linux")("has its marks in ASCII where the locale is not UTF-8", async () => {
    for (const [variables, marks] of [
      [{ LC_ALL: "C.UTF-8" }, "●○"],
      [{ LANG: "ko_KR.utf8" }, "●○"],
      [{ LC_CTYPE: "en_US.UTF-8", LANG: "C" }, "●○"],
      [{ LC_ALL: "C", LANG: "en_US.UTF-8" }, "*-"],
      [{ LC_CTYPE: "ko_KR.EUC-KR", LANG: "en_US.UTF-8" }, "*-"],
      [{}, "*-"],
    ] as const) {
      const shown = Bun.stripANSI(await legend(variables));
      const shownMarks = shown.match(/(?<=^ +)[●○*-](?= )/gm)?.join("");
      expect({ variables, marks: shownMarks }).toEqual({ variables, marks });
    }
  });

  test("has its marks in ASCII with --no-color", async () => {
    expect(await legend({ LC_ALL: "C.UTF-8" }, false)).toMatch(/^ {2}\* .*\n {2}- /m);
  });
});
