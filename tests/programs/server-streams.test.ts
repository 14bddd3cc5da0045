/** The servers where standard output is gone, full, or read by nobody: they go on serving. */

import { describe, expect, test } from "bun:test";
import { closeSync, constants, existsSync, openSync, readSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compiled } from "../support/compiled.ts";
import { freePort } from "../support/ports.ts";
import { Running, run } from "../support/running.ts";
import { ask, StartedServer, startServer } from "./started.ts";
import { workersServe } from "./workers.ts";

/** A named pipe whose reading end this process holds, and reads only when it is told to. */
class Pipe implements AsyncDisposable {
  readonly path: string;
  #reading: number | undefined;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.path = join(folder, "pipe");
  }

  static async make(): Promise<Pipe> {
    const pipe = new Pipe(await mkdtemp(join(tmpdir(), "pipe-")));
    await run(["mkfifo", pipe.path]);
    pipe.#reading = openSync(pipe.path, constants.O_RDONLY | constants.O_NONBLOCK);
    return pipe;
  }

  /** Reads what is in the pipe now. */
  read(): Buffer {
    const bytes = Buffer.alloc(1024 * 1024);
    return bytes.subarray(0, this.#reading === undefined ? 0 : readSync(this.#reading, bytes));
  }

  /** Closes the reading end: whoever writes from now on gets EPIPE. */
  close(): void {
    if (this.#reading !== undefined) closeSync(this.#reading);
    this.#reading = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await rm(this.#folder, { recursive: true });
  }
}

/** 300 lines are printed in a second, and this many bytes of them do not fit a pipe. */
const lines = Array.from({ length: 2_000 }, (_, number) => `${"a".repeat(500)} ${number}\n`).join("");

const hasFull = existsSync("/dev/full");
const cannotPrint = /^Cannot write to standard output: ENOSPC\. Check the disk, or where it is redirected to\.$/m;

const pairs = [
  ["udp-server", "udp-client"],
  ["tcp-server", "tcp-client"],
] as const;

for (const [answering, asking] of pairs) {
  /** Starts the server with its standard output redirected by the shell. */
  const start = (redirection: string, args: string[] = []) =>
    startServer(answering, args, { before: ["sh", "-c", `exec "$0" "$@" ${redirection}`] });

  /** Expects thousands of answers, and then an end in good order that tells of them all. Returns what else was told. */
  async function expectService(server: StartedServer, exitCode = 0): Promise<string> {
    const asked = await ask(asking, server.port, ["-q"], lines);
    expect({ ...asked, stdout: asked.stdout === lines.toUpperCase() }).toEqual({
      code: 0,
      signal: null,
      stdout: true,
      stderr: "",
    });
    server.signal("SIGTERM");
    const { code, stderr } = await server.ended();
    expect(code).toBe(exitCode);
    const bytes = (lines.length - (answering === "udp-server" ? 2_000 : 0)).toLocaleString("en");
    expect(stderr).toMatch(
      new RegExp(`^(Received 2,000 datagrams \\(${bytes} bytes\\)|.*received ${bytes} bytes)`, "m"),
    );
    expect(stderr).not.toMatch(/EPIPE|mistake|\.ts:/);
    if (exitCode === 0) expect(stderr).not.toContain("ENOSPC");
    return stderr;
  }

  test.each(workersServe ? ["1", "2"] : ["1"])(
    `${answering} --json --workers %s tells its totals on standard error, when the reader of its standard output is gone`,
    async (workers) => {
      await using pipe = await Pipe.make();
      const words = ["--host", "127.0.0.1", "--port", "0", "--json", "--workers", workers];
      await using server = new Running(["sh", "-c", `exec "$0" "$@" >'${pipe.path}'`, compiled(answering), ...words]);
      const { stdout: first } = await run(["head", "-n", "1", pipe.path]);
      expect(JSON.parse(first)).toMatchObject({ event: "listening" });
      pipe.close();
      server.signal("SIGINT");
      const { code, stderr } = await server.ended();
      expect(code).toBe(0);
      expect(stderr).toMatch(/^Stopping: .*\n(Received 0 datagrams|Accepted 0 connections).*\n$/);
    },
  );

  test(`${answering} --json tells its totals on standard error, when nobody reads a full pipe`, async () => {
    await using pipe = await Pipe.make();
    const words = ["--host", "127.0.0.1", "--port", "0", "--json"];
    await using server = new Running(["sh", "-c", `exec "$0" "$@" >'${pipe.path}'`, compiled(answering), ...words]);
    const { stdout: first } = await run(["head", "-n", "1", pipe.path]);
    await ask(asking, JSON.parse(first).local.port, ["-q"], lines);
    server.signal("SIGTERM");
    const { code, stderr } = await server.ended();
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Stopping: .*\n(Received 2,000 datagrams|Accepted 1 connection).*\n/);
  });

  describe(`${answering} goes on serving`, () => {
    test("when the reader of its standard output is gone", async () => {
      await using pipe = await Pipe.make();
      await using server = await start(`>'${pipe.path}'`);
      pipe.close();
      await expectService(server);
    });

    test("when nobody reads its standard output, and the pipe is full", async () => {
      await using pipe = await Pipe.make();
      await using server = await start(`>'${pipe.path}'`);
      await expectService(server);
      const printed = pipe.read().toString();
      expect(`The server is ready to receive\n${lines}`.startsWith(printed)).toBe(true);
      // With room, 300 lines would have been printed.
      expect(printed.length).toBeGreaterThan(500);
      expect(printed.length).toBeLessThan(300 * 500);
    });

    for (const args of [[], ["--json"], ["--quiet"], ...(workersServe ? [["--workers", "2"]] : [])]) {
      test.skipIf(!hasFull)(`when its standard output is full, and says so once: ${args.join(" ")}`, async () => {
        const words = ["--host", "127.0.0.1", "--port", `${await freePort()}`, ...args];
        const command = ["sh", "-c", 'exec "$0" "$@" >/dev/full', compiled(answering), ...words];
        await using server = new StartedServer(command);
        server.port = Number(words[3]);
        await server.printed(cannotPrint, "stderr");
        const told = await expectService(server, 1);
        expect(told.match(new RegExp(cannotPrint, "gm"))?.length).toBe(1);
      });
    }

    test("when its standard streams are closed", async () => {
      await using server = await start("<&- >&-");
      await expectService(server);
    });
  });
}

test("a server whose standard error has no reader goes on, too", async () => {
  await using pipe = await Pipe.make();
  const redirected = ["sh", "-c", `exec "$0" "$@" 2>'${pipe.path}'`];
  await using server = await startServer("udp-server", ["--json"], { before: redirected });
  pipe.close();
  const asked = await ask("udp-client", server.port, ["-q"], "one\ntwo\n");
  expect(asked.stdout).toBe("ONE\nTWO\n");
  server.signal("SIGTERM");
  expect((await server.ended()).code).toBe(0);
});
