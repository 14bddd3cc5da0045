/** The clients where a standard stream is closed, full, or gone. The shell makes them so. */

import { describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ended, run } from "../support/running.ts";
import { client, startServer } from "./started.ts";

const pairs = [
  ["udp-client", "udp-server"],
  ["tcp-client", "tcp-server"],
] as const;

const cannotWrite =
  "Cannot write the result to standard output: ENOSPC. Check the disk, or where it is redirected to.\n";

const hasFull = existsSync("/dev/full");

for (const [asking, answering] of pairs) {
  /** Runs a shell's command against a server; in it, `"$@"` is the client. */
  async function inShell(command: string, args: string[], stdin = ""): Promise<Ended> {
    await using server = await startServer(answering, ["-q"]);
    return await run(["sh", "-c", command, "sh", ...client(asking, server.port, ...args)], { stdin });
  }

  describe(asking, () => {
    test("| head -n 1 ends early, quietly and with 0", async () => {
      await using server = await startServer(answering, ["--json", "-q"]);
      const command = 'seq 20000 | { "$@"; echo "code $?" >&2; } | head -n 1';
      const ended = await run(["sh", "-c", command, "sh", ...client(asking, server.port)]);
      expect(ended).toEqual({ code: 0, signal: null, stdout: "From Server: 1\n", stderr: "code 0\n" });
      server.signal("SIGTERM");
      const totals = JSON.parse((await server.ended()).stdout.trimEnd().split("\n").at(-1) ?? "");
      expect(totals.bytesReceived).toBeLessThan(seqBytes(20_000));
    });

    for (const args of [["hello"], ["--json", "hello"], ["-q", "hello"], []]) {
      test.skipIf(!hasFull)(`${args.join(" ") || "with lines"} >/dev/full: tells that it cannot write`, async () => {
        const { code, stderr } = await inShell('"$@" >/dev/full', args, "one\ntwo\n");
        expect({ code, stderr }).toEqual({ code: 1, stderr: cannotWrite });
      });
    }

    test("--explain 2>&1 | cat: tells the steps before what came of them", async () => {
      const { code, stdout, stderr } = await inShell('{ "$@" --explain hello; } 2>&1 | cat', []);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/recv(from)?\(\)[\s\S]*From Server: HELLO\n/);
    });

    test.skipIf(!hasFull)("--help >/dev/full: tells that it cannot write", async () => {
      const { code, stderr } = await inShell('"$@" >/dev/full', ["--help"]);
      expect(stderr).toContain("ENOSPC");
      expect(code).toBe(1);
    });

    test("2>/dev/full and 2>&-: the result and the exit code stay", async () => {
      for (const redirection of ["2>/dev/full", "2>&-"]) {
        const answered = await inShell(`"$@" ${redirection}`, ["hello"]);
        expect(answered).toEqual({ code: 0, signal: null, stdout: "From Server: HELLO\n", stderr: "" });
        const misused = await inShell(`"$@" ${redirection}`, ["--nope"]);
        expect(misused.code).toBe(2);
      }
    });

    test("<&-: a sentence on the command line needs no standard input", async () => {
      const ended = await inShell('"$@" <&-', ["hello"]);
      expect(ended).toEqual({ code: 0, signal: null, stdout: "From Server: HELLO\n", stderr: "" });
    });

    test("<&- without a sentence: nothing to send", async () => {
      const ended = await inShell('"$@" <&-', []);
      expect(ended).toEqual({
        code: 0,
        signal: null,
        stdout: "",
        stderr: "Nothing to send: standard input was empty.\n",
      });
    });

    test(">&-, and all three closed: no crash, and nothing is written to the socket's own descriptor", async () => {
      for (const redirection of [">&-", "<&- >&- 2>&-"]) {
        await using server = await startServer(answering);
        const command = ["sh", "-c", `"$@" ${redirection}`, "sh", ...client(asking, server.port, "hello")];
        expect(await run(command)).toEqual({ code: 0, signal: null, stdout: "", stderr: "" });
        server.signal("SIGTERM");
        expect((await server.ended()).stdout).toBe("The server is ready to receive\nhello\n");
      }
    });

    test("< a folder: tells that it cannot be read, without a stack", async () => {
      const { code, stderr } = await inShell('"$@" </', []);
      expect(stderr).toMatch(/^[^\n]*EISDIR[^\n]*\n$/);
      expect(code).toBe(1);
    });

    test("< a file: every line is answered", async () => {
      const folder = await mkdtemp(join(tmpdir(), "poem-"));
      try {
        const poem = Array.from({ length: 2_000 }, (_, number) => `line ${number} of a poem, 한 줄`).join("\n");
        await Bun.write(join(folder, "poem"), poem);
        const { code, stdout } = await inShell(`"$@" <${folder}/poem`, ["-q"]);
        expect(stdout).toBe(`${poem.toUpperCase()}\n`);
        expect(code).toBe(0);
      } finally {
        await rm(folder, { recursive: true });
      }
    });

    test("a line without an end: what is before it is answered, and then it is told", async () => {
      const { code, stdout, stderr } = await inShell('{ echo one; head -c 17000000 /dev/zero; } | "$@"', ["-q"]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "ONE\n" });
      expect(stderr).toBe(
        "Cannot read the next sentence: it is longer than 16,777,216 bytes, the most that this client holds at once. TCP itself has no such limit. A sentence ends with a newline: break it into several.\n",
      );
    });
  });
}

/** How many bytes `seq` writes for so many numbers, newlines left out. */
function seqBytes(numbers: number): number {
  return Array.from({ length: numbers }, (_, index) => `${index + 1}`).join("").length;
}
