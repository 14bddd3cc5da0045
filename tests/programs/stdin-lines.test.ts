/** The clients' sentences from standard input: every line is one, byte for byte. */

import { describe, expect, test } from "bun:test";
import { Running } from "../support/running.ts";
import { ask, client, type StartedServer, startServer } from "./started.ts";

const reconnecting = "The server closed the connection. Whenever it does, a new one is opened for the next sentence.\n";

const pairs = [
  ["udp-client", "udp-server"],
  ["tcp-client", "tcp-server"],
] as const;

for (const [asking, answering] of pairs) {
  describe(`${asking} asks line by line`, () => {
    const cases: Record<string, { stdin: string | Uint8Array; stdout: string | Uint8Array }> = {
      "each line is answered, in order": { stdin: "one\ntwo\n안녕\n", stdout: "ONE\nTWO\n안녕\n" },
      "a carriage return before the newline is no part of it": { stdin: "one\r\ntwo\r\n", stdout: "ONE\nTWO\n" },
      "any other carriage return is": { stdin: "o\rne\r\r\n", stdout: "O\rNE\r\n" },
      "the last line needs no newline": { stdin: "one\ntwo", stdout: "ONE\nTWO\n" },
      "an empty line is an empty sentence": { stdin: "\none\n\n\ntwo\n\n", stdout: "\nONE\n\n\nTWO\n\n" },
      "bytes that are not UTF-8 come back as they were": {
        stdin: Buffer.from("a\xff\xfeb\n\xed\xa0\x80\n\xe3\x81\nz\0z\xc3\n", "latin1"),
        stdout: Buffer.from("A\xff\xfeB\n\xed\xa0\x80\n\xe3\x81\nZ\0Z\xc3\n", "latin1"),
      },
      "a byte-order mark stays": { stdin: "\ufeffone\n", stdout: "\ufeffONE\n" },
    };
    for (const [name, { stdin, stdout }] of Object.entries(cases)) {
      test(`-q: ${name}`, async () => {
        await using server = await startServer(answering);
        await using program = new Running(client(asking, server.port, "-q"));
        await program.write(stdin);
        program.closeStdin();
        const { code, stderr } = await program.ended();
        expect(program.bytes("stdout")).toEqual(Buffer.from(stdout));
        expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      });
    }

    test("without -q each answer is named, and made safe to look at", async () => {
      await using server = await startServer(answering);
      const { stdout } = await ask(asking, server.port, [], Buffer.from("one\n\x1b[31mred\n\xff\n\n", "latin1"));
      expect(stdout).toBe("From Server: ONE\nFrom Server: \\x1b[31MRED\nFrom Server: \\xff\nFrom Server: \n");
    });

    test("--json tells each exchange on a line", async () => {
      await using server = await startServer(answering);
      const { stdout } = await ask(asking, server.port, ["--json"], Buffer.from("stra\xc3\x9fe\n\n\xff\n", "latin1"));
      const records = stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
      const peer = { address: "127.0.0.1", port: server.port };
      expect(records).toMatchObject([
        { outcome: "replied", sentence: "straße", reply: "STRASSE", peer, tries: 1 },
        { outcome: "replied", sentence: "", reply: "", peer, tries: 1 },
        { outcome: "replied", sentence: { base64: "/w==" }, reply: { base64: "/w==" }, peer, tries: 1 },
      ]);
      for (const { rttMs } of records) expect(rttMs).toBeGreaterThan(0);
    });

    test("a line is asked when it comes, not when the input ends", async () => {
      await using server = await startServer(answering);
      await using program = new Running(client(asking, server.port));
      await program.write("one\ntw");
      await program.printed(/^From Server: ONE\n$/);
      await program.write("o\n");
      await program.printed(/^From Server: ONE\nFrom Server: TWO\n$/);
      program.closeStdin();
      expect((await program.ended()).code).toBe(0);
    });

    test("an empty standard input is told, and is no failure", async () => {
      await using server = await startServer(answering);
      expect(await ask(asking, server.port, [], "")).toEqual({
        code: 0,
        signal: null,
        stdout: "",
        stderr: "Nothing to send: standard input was empty.\n",
      });
    });

    test("thousands of lines are all answered, in order", async () => {
      await using server = await startServer(answering, ["-q"]);
      const lines = Array.from({ length: 5_000 }, (_, number) => `sentence ${number}\n`).join("");
      const { code, stdout } = await ask(asking, server.port, ["-q"], lines);
      expect(stdout).toBe(lines.toUpperCase());
      expect(code).toBe(0);
    });
  });
}

test("tcp-client asks all lines over one connection; udp-client from a fresh port each", async () => {
  await using tcp = await startServer("tcp-server", ["--json"]);
  await using udp = await startServer("udp-server", ["--json"]);
  await ask("tcp-client", tcp.port, [], "one\ntwo\nthree\n");
  await ask("udp-client", udp.port, [], "one\ntwo\nthree\n");
  expect((await peersOf(tcp)).size).toBe(1);
  expect((await peersOf(udp)).size).toBe(3);
});

/** The clients' ports that a server with `--json` has told of three sentences. */
async function peersOf(server: StartedServer): Promise<Set<string>> {
  await server.printed(/("event":"sentence"[\s\S]*){3}/);
  return new Set(server.text("stdout").match(/"peer":\{[^}]*\}/g));
}

describe("tcp-client, when the server ends the connection between two lines", () => {
  test("tcp-server --keep-alive 0 does so after each reply: a connection for each line", async () => {
    await using server = await startServer("tcp-server", ["--keep-alive", "0"]);
    const { code, stdout, stderr } = await ask("tcp-client", server.port, ["-q"], "one\ntwo\nthree\n");
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "ONE\nTWO\nTHREE\n", stderr: reconnecting });
    server.signal("SIGTERM");
    expect((await server.ended()).stderr).toContain("Accepted 3 connections, answered 3;");
  });

  test("connects anew, tells it once, and all lines are answered", async () => {
    await using server = await startServer("tcp-server", ["--keep-alive", "0.2"]);
    await using program = new Running(client("tcp-client", server.port, "-q"));
    for (const line of ["one", "two", "three"]) {
      await program.write(`${line}\n`);
      await program.printed(new RegExp(`${line.toUpperCase()}\n$`));
      await laterConnectionEnds(server.port);
    }
    program.closeStdin();
    expect(await program.ended()).toEqual({
      code: 0,
      signal: null,
      stdout: "ONE\nTWO\nTHREE\n",
      stderr: reconnecting,
    });
  });
});

/** Resolves when the server has ended a connection that was answered after all others: then theirs are ended too. */
async function laterConnectionEnds(port: number): Promise<void> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const witness = await Bun.connect({
    hostname: "127.0.0.1",
    port,
    allowHalfOpen: true,
    socket: { data() {}, end: () => resolve(), close: () => resolve() },
  });
  witness.write("x");
  await ended;
  witness.end();
}
