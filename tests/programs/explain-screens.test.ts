/** Explain mode on real screens: nothing wraps, and the ladder's lifelines are straight. */

import { describe, expect, test } from "bun:test";
import type { Program } from "../../src/narration/topics.ts";
import { compiled } from "../support/compiled.ts";
import { run } from "../support/running.ts";
import { InTerminal } from "../support/terminal.ts";
import { client, startServer } from "./started.ts";

const pairs = [
  { server: "udp-server", client: "udp-client" },
  { server: "tcp-server", client: "tcp-client" },
] as const;

const screens = [80, 120].flatMap((cols) =>
  ["C.UTF-8", "C"].flatMap((locale) => ["en", "ko"].map((language) => ({ cols, locale, language }))),
);

type Kind = (typeof screens)[number];

function inTerminal({ cols, locale, language }: Kind, program: Program, ...words: string[]): InTerminal {
  const command = [compiled(program), "--explain", "--lang", language, ...words];
  return new InTerminal(command, { cols, rows: 200, env: { LC_ALL: locale } });
}

/** The lines as the program wrote them, without colours. */
function linesOf(terminal: InTerminal): string[] {
  return Bun.stripANSI(terminal.written()).split("\r\n");
}

/** In which columns the lifelines of an arrow's line stand; undefined where the line is no arrow. */
function lifelines(line: string, life: string): [number, number] | undefined {
  if (!line.endsWith(life) || !/[─┄.-]{3} \S/.test(line)) return undefined;
  const columns = (text: string) => Bun.stringWidth(text);
  return [columns(line.slice(0, line.indexOf(life))), columns(line.slice(0, -1))];
}

/** Says what is wrong with what stands on a screen, and how many arrows it has. */
function examined(terminal: InTerminal, { cols, locale }: Kind): { arrows: number; wrong: unknown[] } {
  const lines = linesOf(terminal);
  const life = locale === "C" ? "|" : "│";
  const arrows = lines.flatMap((line) => [lifelines(line, life)].filter((both) => both !== undefined));
  // What the terminal drew, row by row, is what was written, line by line: nothing moved to a row of its own.
  const rows = terminal.text().split("\n");
  const moved = rows.findIndex((row, index) => row !== lines[index]?.trimEnd());
  const wrong = [
    ...lines.filter((line) => Bun.stringWidth(line) > cols),
    ...arrows.filter(([left, right]) => left !== 11 || right !== cols - 1),
    ...(moved === -1 ? [] : [rows[moved]]),
  ];
  return { arrows: arrows.length, wrong };
}

describe.each(pairs)("$client and $server explained", (programs) => {
  const arrows = programs.client === "udp-client" ? 2 : 7;

  test.each(screens)("fit $cols columns in $locale, --lang $language", async (kind) => {
    await using server = inTerminal(kind, programs.server, "--host", "127.0.0.1", "--port", "0");
    const [, port = ""] = await server.shows(/\n.* 127\.0\.0\.1:(\d+) \(/);
    await using asking = inTerminal(kind, programs.client, "--host", "127.0.0.1", "--port", port, "hello");
    const { code, text } = await asking.ended();
    expect({ code, answered: text.includes("From Server: HELLO") }).toEqual({ code: 0, answered: true });
    expect(examined(asking, kind)).toEqual({ arrows, wrong: [] });
    await server.shows(programs.server === "udp-server" ? /[◀<][─-]+ 5/ : /[◁<][┄.]+ FIN/);
    server.signal("SIGTERM");
    expect((await server.ended()).code).toBe(0);
    expect(examined(server, kind)).toEqual({ arrows, wrong: [] });
  });

  test("keep to ASCII in English where the locale is C, and dim nothing with --no-color", async () => {
    const kind = { cols: 80, locale: "C", language: "en" };
    await using server = await startServer(programs.server);
    const words = ["--host", "127.0.0.1", "--port", `${server.port}`, "--no-color", "hello"];
    await using asking = inTerminal(kind, programs.client, ...words);
    await asking.ended();
    expect(linesOf(asking).filter((line) => /[^ -~]/.test(line))).toEqual([]);
    expect(asking.written()).toMatch(/^[\r\n -~]*$/);
  });

  test("leave standard output as it is", async () => {
    await using server = await startServer(programs.server, ["--explain"]);
    for (const [words, stdout] of [
      [["hello"], "From Server: HELLO\n"],
      [["-q", "hello"], "HELLO\n"],
    ] as const) {
      const plain = await run(client(programs.client, server.port, ...words));
      const explained = await run(client(programs.client, server.port, "--explain", ...words));
      expect([plain.stdout, explained.stdout]).toEqual([stdout, stdout]);
      expect(plain.stderr).toBe("");
      expect(explained.stderr).toContain(`${programs.client}, explained\n`);
    }
    server.signal("SIGTERM");
    expect((await server.ended()).stdout).toBe(`The server is ready to receive\n${"hello\n".repeat(4)}`);
  });
});

// A line longer than 120 columns is hard to read, and one shorter than 60 has no room for a sentence.
test.each([
  [160, 120],
  [40, 60],
])("udp-client explained on a screen of %d columns uses %d", async (cols, used) => {
  await using server = await startServer("udp-server");
  const kind = { cols, locale: "C.UTF-8", language: "en" };
  await using asking = inTerminal(kind, "udp-client", "--host", "127.0.0.1", "--port", `${server.port}`, "hello");
  await asking.ended();
  const arrows = linesOf(asking).filter((line) => lifelines(line, "│") !== undefined);
  expect(arrows.map((line) => Bun.stringWidth(line))).toEqual([used, used]);
});
