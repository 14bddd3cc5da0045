/** Workers seen from their server: shell scripts stand for them, and say what a test wants to be heard. */

import { afterAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultOptions } from "../../src/terminal/options.ts";
import type { WorkerTold } from "../../src/terminal/worker-talk.ts";
import { Workers } from "../../src/terminal/workers.ts";
import { Changes } from "../protocol/changes.ts";

const folder = mkdtempSync(join(tmpdir(), "workers-"));
afterAll(() => rmSync(folder, { recursive: true }));

const local = { address: "127.0.0.1", port: 7 };
const options = defaultOptions("udp-server", "en");

/** The shell's words for what a worker says. */
function say(told: WorkerTold): string {
  return `echo '${JSON.stringify(told)}'`;
}

const listens = `read -r setup; ${say({ event: "listening", local })}`;
const counts = (a: number, b: number, isLast: boolean) => say({ event: "totals", totals: { a, b }, isLast });

/** Starts so many workers that do what the lines say. */
function start(workers: number, ...lines: string[]) {
  const heard: WorkerTold[] = [];
  const ends: [cause: string, waitMs: number][] = [];
  const changes = new Changes();
  const setups = Array.from({ length: workers }, () => ({ ...local, options, stdoutIsTerminal: false }));
  const started = new Workers(["sh", "-c", lines.join("\n")], setups, () => ({ a: 0, b: 0 }), {
    hear: (told) => heard.push(told),
    ended(cause, waitMs) {
      ends.push([cause, waitMs]);
      changes.tell();
    },
  });
  return { workers: started, heard, ends, haveEnded: (times: number) => changes.until(() => ends.length >= times) };
}

describe("Workers", () => {
  test("listen where the first says, are told to stop, and are added up", async () => {
    const { workers, ends } = start(
      3,
      listens,
      counts(1, 10, false),
      "read -r order",
      "test $order = stop || exit 9",
      counts(2, 20, true),
    );
    expect(await workers.listening()).toEqual(local);
    await workers.stop();
    expect(workers.totals()).toEqual({ a: 6, b: 60 });
    expect(workers.unreported).toBe(0);
    expect(ends).toEqual([]);
  });

  test("tell, when they are told to stop, how many connections are open; who ends without a word has none", async () => {
    const { workers } = start(3, listens, "read -r order", say({ event: "stopping", open: 7 }), counts(0, 0, true));
    expect(await workers.listening()).toEqual(local);
    const stopped = workers.stop();
    expect(await workers.stillOpen()).toBe(21);
    await stopped;
    const { workers: silent } = start(2, listens, "read -r order");
    await silent.listening();
    await silent.stop();
    expect(await silent.stillOpen()).toBe(0);
  });

  test("read their setup first", async () => {
    const { workers } = start(
      1,
      "read -r setup",
      `case "$setup" in *'"port":7,'*) ${listens.slice(listens.indexOf("echo"))};; esac`,
      "read -r order",
    );
    expect(await workers.listening()).toEqual(local);
    await workers.stop();
  });

  test("hand on what is to be printed, in its order", async () => {
    const said: WorkerTold[] = [
      { event: "sentence", line: "it's one" },
      { event: "skipped", sentences: 7 },
      { event: "notice", notice: "queue-full", count: 2, detail: "" },
    ];
    const quoted = said.map((told) => `cat <<'end'\n${JSON.stringify(told)}\nend`);
    const { workers, heard } = start(1, listens, ...quoted, "read -r order", counts(0, 0, true));
    await workers.listening();
    await workers.stop();
    expect(heard).toEqual(said);
  });

  test.each([
    ["ends at once", "exit 3", { cause: "exit code 3", isKernels: false }],
    ["is killed", "kill -9 $$", { cause: "SIGKILL", isKernels: false }],
    [
      "may not listen",
      `${say({ event: "cannot-listen", code: "EACCES" })}; exit 1`,
      { cause: "EACCES", isKernels: true },
    ],
  ])("tell why, where one %s before it listens, and are not started again", async (_what, line, why) => {
    const mine = join(folder, Bun.randomUUIDv7());
    // The first to make the folder is the one that fails.
    const { workers, ends } = start(
      2,
      `mkdir ${mine} 2>&- && { ${line}; }`,
      listens,
      "read -r order",
      counts(0, 0, true),
    );
    expect(await workers.listening()).toEqual(why);
    await workers.stop();
    expect(ends).toEqual([]);
  });

  test("are replaced where they end, at once and then later, and what they had told counts", async () => {
    const { workers, ends, haveEnded } = start(1, listens, counts(1, 10, false), "kill -9 $$");
    await haveEnded(3);
    expect(ends.slice(0, 3)).toEqual([
      ["SIGKILL", 0],
      ["SIGKILL", 100],
      ["SIGKILL", 200],
    ]);
    expect(workers.totals()).toEqual({ a: 3, b: 30 });
    expect(workers.unreported).toBe(3);
    await workers.stop();
    expect(ends.length).toBe(3);
  });

  test("tell the kernel's word where a replacement may not listen", async () => {
    const mine = join(folder, Bun.randomUUIDv7());
    const then = `${say({ event: "cannot-listen", code: "EMFILE" })}; exit 1`;
    const { workers, ends, haveEnded } = start(1, `mkdir ${mine} 2>&- || { ${then}; }`, listens, "exit 0");
    await haveEnded(2);
    expect(ends.map(([cause]) => cause)).toEqual(["exit code 0", "EMFILE"]);
    // What never listened has counted nothing that could be missing.
    expect(workers.unreported).toBe(1);
    await workers.stop();
  });

  test("tell the system's word where the program cannot be started", async () => {
    const setups = [{ ...local, options, stdoutIsTerminal: false }];
    const workers = new Workers(["/no/such/program"], setups, () => ({}), { hear() {}, ended() {} });
    expect(await workers.listening()).toEqual({ cause: "ENOENT", isKernels: false });
    await workers.stop();
  });
});
