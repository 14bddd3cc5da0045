/** Ctrl-C, and what else ends a bench before its time: nothing stays, neither a process nor a folder. */

import { describe, expect, test } from "bun:test";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installed } from "../support/peers.ts";
import { Running, run } from "../support/running.ts";

/** Each bench, and what it says on standard error when something that it started is at work. */
const interrupted = [
  ["bench.ts --only tcp-32 --server asyncio", /asyncio is ready/, "SIGINT", 130],
  ["start.ts", /compiling a program of one line/, "SIGINT", 130],
  ["start.ts --rounds 200", /ready: a server/, "SIGTERM", 143],
  ["memory.ts --seconds 30", /ours udp/, "SIGINT", 130],
  ["memory.ts --seconds 30", /ours udp/, "SIGTERM", 143],
] as const;

describe.skipIf(!installed("python3", "taskset", "cc", "ps"))("endWhenInterrupted()", () => {
  test.each(interrupted)(
    "leaves nothing behind when %s says %p and then gets %s",
    async (command, says, signal, code) => {
      await using folder = await emptyFolder();
      const [script = "", ...words] = command.split(" ");
      const env = { TMPDIR: join(folder.path, "temporary") };
      const cwd = join(folder.path, "current");
      await Promise.all([mkdir(env.TMPDIR), mkdir(cwd)]);
      await using running = new Running([process.execPath, join(import.meta.dir, script), ...words], { env, cwd });
      await running.printed(says, "stderr");
      const started = await descendantsOf(running.pid);
      running.signal(signal);
      const ended = await running.ended();
      expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: "" });
      expect(ended.stderr).toEndWith("\nInterrupted: everything that was started has been ended.\n");
      for (const pid of started) await gone(pid);
      expect([await readdir(env.TMPDIR), await readdir(cwd)]).toEqual([[], []]);
    },
    60_000,
  );
});

async function emptyFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), "interrupted-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

/** Its children and theirs, as soon as there is one. */
async function descendantsOf(pid: number): Promise<number[]> {
  for (;;) {
    const { stdout } = await run(["ps", "-eo", "pid=,ppid="]);
    const processes = stdout.split("\n").map((line) => line.trim().split(/ +/).map(Number));
    const found = [pid];
    for (const parent of found) found.push(...processes.flatMap(([id = 0, of]) => (of === parent ? [id] : [])));
    if (found.length > 1) return found.slice(1);
  }
}

/** Resolves when there is no such process, or nothing of it but its exit code. */
async function gone(pid: number): Promise<void> {
  const state = () =>
    readFile(`/proc/${pid}/stat`, "utf8").then(
      (stat) => stat.split(") ")[1]?.[0],
      () => "gone",
    );
  while (!["gone", "Z"].includes((await state()) ?? "")) await Bun.sleep(10);
}
