/** What the servers print: the sentences that came, so that nothing in them can move the cursor, and the totals. */

import { describe, expect, test } from "bun:test";
import { ask, type StartedServer, startServer } from "./started.ts";

const pairs = [
  ["udp-server", "udp-client"],
  ["tcp-server", "tcp-client"],
] as const;

/** Ends a server with SIGINT and returns the lines of its standard output. */
async function linesOf(server: StartedServer): Promise<string[]> {
  server.signal("SIGINT");
  return (await server.ended()).stdout.trimEnd().split("\n");
}

/** Sentences that want more of a terminal than to be read, and how they are printed. */
const unsafe: readonly (readonly [what: string, sentence: string | Uint8Array, printed: string])[] = [
  ["an escape sequence", "\x1b[2J\x1b[1;1Hgone\x1b[31m", "\\x1b[2J\\x1b[1;1Hgone\\x1b[31m"],
  ["a title and a bell", "\x1b]0;title\x07", "\\x1b]0;title\\x07"],
  ["a C1 control sequence introducer", "\u009b31mred", "\\x9b31mred"],
  ["the same as a bare byte", Buffer.from("\x9b31mred", "latin1"), "\\x9b31mred"],
  ["backspaces and a delete", "abc\b\b\x7f", "abc\\x08\\x08\\x7f"],
  ["a carriage return within", "safe\rover", "safe\\rover"],
  ["marks that turn the line around", "a\u202eb\u2066c\u200f", "a\\u202eb\\u2066c\\u200f"],
  ["Unicode's line and paragraph separators", "a\u2028b\u2029c", "a\\u2028b\\u2029c"],
  ["a byte-order mark and NUL", "\ufeffa\0b", "\\ufeffa\\x00b"],
  ["bytes that are not UTF-8", Buffer.from("a\xff\xc3", "latin1"), "a\\xff\\xc3"],
  ["what is harmless", "안녕 straße 👩‍👩‍👧 \\x1b", "안녕 straße 👩‍👩‍👧 \\x1b"],
];

for (const [answering, asking] of pairs) {
  describe(answering, () => {
    test("prints the textbook's line first, and then each sentence on a line", async () => {
      await using server = await startServer(answering);
      await ask(asking, server.port, [], "one\n안녕\n\ntwo\n");
      expect(await linesOf(server)).toEqual(["The server is ready to receive", "one", "안녕", "", "two"]);
    });

    test("makes visible what a terminal would act on", async () => {
      await using server = await startServer(answering);
      const stdin = Buffer.concat(unsafe.flatMap(([, sentence]) => [Buffer.from(sentence), Buffer.from("\n")]));
      await ask(asking, server.port, ["-q"], stdin);
      expect(await linesOf(server)).toEqual([
        "The server is ready to receive",
        ...unsafe.map(([, , printed]) => printed),
      ]);
    });

    test("cuts a long sentence, between two characters, and tells its length", async () => {
      await using server = await startServer(answering);
      await ask(asking, server.port, ["-q"], `${"한".repeat(400)}\n${"a".repeat(1_000)}\n${"a".repeat(1_001)}\n`);
      expect((await linesOf(server)).slice(1)).toEqual([
        `${"한".repeat(333)}… (1,200 bytes)`,
        "a".repeat(1_000),
        `${"a".repeat(1_000)}… (1,001 bytes)`,
      ]);
    });

    test("-q prints the ready line and no sentence; totals go to standard error", async () => {
      await using server = await startServer(answering, ["-q"]);
      await ask(asking, server.port, [], "one\ntwo\n");
      expect(await linesOf(server)).toEqual(["The server is ready to receive"]);
      expect(server.text("stderr")).toMatch(/^(Received 2 datagrams|Accepted 1 connection,)/m);
    });

    test("--json tells all on standard output, an object a line", async () => {
      await using server = await startServer(answering, ["--json"]);
      await ask(asking, server.port, ["-q"], "one\n안녕\n\x1b[31m\n");
      const records = (await linesOf(server)).map((line) => JSON.parse(line));
      const protocol = answering === "udp-server" ? "UDP" : "TCP";
      const peer = { address: "127.0.0.1", port: expect.any(Number) };
      const newlines = protocol === "TCP" ? 3 : 0;
      expect(records).toEqual([
        { event: "listening", protocol, local: { address: "127.0.0.1", port: server.port } },
        { event: "sentence", peer, bytes: 3, sentence: "one" },
        { event: "sentence", peer, bytes: 6, sentence: "안녕" },
        { event: "sentence", peer, bytes: 5, sentence: "\x1b[31m" },
        expect.objectContaining({ event: "totals", protocol, bytesReceived: 14 + newlines, bytesSent: 14 + newlines }),
      ]);
    });

    test("--json tells a long sentence as text, whatever is cut off", async () => {
      await using server = await startServer(answering, ["--json"]);
      const sentence = "한".repeat(400);
      await ask(asking, server.port, ["-q", sentence]);
      const [, record] = (await linesOf(server)).map((line) => JSON.parse(line));
      expect(record.bytes).toBe(1_200);
      expect(sentence).toStartWith(record.sentence);
    });

    for (const args of [[], ["--json"]]) {
      test(`tells at its end how many more sentences there were than it printed ${args.join("")}`, async () => {
        await using server = await startServer(answering, args);
        await ask(asking, server.port, ["-q"], "sentence\n".repeat(3_000));
        const { printed, more } = countSentences(await linesOf(server));
        expect(printed + more).toBe(3_000);
        expect(more).toBeGreaterThan(0);
      });
    }
  });
}

test("while they run, the servers print some hundreds of sentences a second, and then how many more there were", async () => {
  await using udp = await startServer("udp-server");
  await using tcp = await startServer("tcp-server", ["--json"]);
  const asked = "sentence\n".repeat(3_000);
  await ask("udp-client", udp.port, ["-q"], asked);
  await ask("tcp-client", tcp.port, ["-q"], asked);
  for (const server of [udp, tcp]) {
    await server.printed(skipped);
    const { printed, more } = countSentences(await linesOf(server));
    expect(printed + more).toBe(3_000);
    expect(printed).toBeGreaterThanOrEqual(300);
  }
});

const skipped = /^… and ([\d,]+) more$|"event":"skipped","sentences":(\d+)/m;

/** Counts the sentences that were printed, and those that were told as "and so many more". */
function countSentences(lines: readonly string[]): { printed: number; more: number } {
  const printed = lines.filter((line) => line === "sentence" || line.includes('"event":"sentence"')).length;
  const counts = lines.map((line) => skipped.exec(line)).map((match) => match?.[1] ?? match?.[2] ?? "0");
  return { printed, more: counts.reduce((sum, count) => sum + Number(count.replaceAll(",", "")), 0) };
}

test("udp-server prints a datagram with newlines in it on one line", async () => {
  await using server = await startServer("udp-server");
  await ask("udp-client", server.port, ["first\nsecond\r\n\tthird\n"]);
  expect(await linesOf(server)).toEqual(["The server is ready to receive", "first\\nsecond\\r\\n\\tthird\\n"]);
});

test("tcp-server prints a sentence that no newline ends when the client has said all", async () => {
  await using server = await startServer("tcp-server");
  await ask("tcp-client", server.port, ["first\nsecond"]);
  expect(await linesOf(server)).toEqual(["The server is ready to receive", "first", "second"]);
});
