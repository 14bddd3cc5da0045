/** The bench in small, and what it must not let pass: servers that have become far slower than Python. */

import { describe, expect, test } from "bun:test";
import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installed } from "../support/peers.ts";
import { run } from "../support/running.ts";
import type { BenchResult } from "./result.ts";

const bench = [process.execPath, join(import.meta.dir, "bench.ts")];
/** One workload with a peer: half of the peer's rate is far below what either server reaches, and far above what a computer swings. */
const smokes = [
  ["udp-win", "python"],
  ["tcp-pipe", "asyncio"],
] as const;
const leastOfPeer = 0.5;
const short = ["--rounds", "2", "--seconds", "0.2"];

async function benched(words: readonly string[], env: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), "benched-"));
  try {
    const json = join(folder, "result.json");
    const ended = await run([...bench, ...short, "--json", json, ...words], { env });
    if (ended.code !== 0) throw new Error(`bench ended with ${ended.code}: ${ended.stderr}${ended.stdout}`);
    return { ...ended, result: JSON.parse(await readFile(json, "utf8")) as BenchResult };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A PATH on which only these are found. */
async function onlyOnPath<T>(commands: readonly string[], use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "path-"));
  try {
    for (const command of commands) await symlink(await realPath(command), join(folder, command));
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Where Python really is: the first one on the PATH may be a script that looks for it. */
async function realPath(command: string): Promise<string> {
  if (command !== "python3") return Bun.which(command) ?? "";
  return (await run(["python3", "-c", "import sys; print(sys.executable)"])).stdout.trim();
}

function rateOf({ workloads }: BenchResult, server: string): number {
  return workloads[0]?.rows.find((row) => row.server === server)?.rate ?? Number.NaN;
}

describe.skipIf(!installed("python3", "taskset"))("bench.ts", () => {
  test.each(smokes)(
    "finds %s no slower than half of %s",
    async (workload, peer) => {
      const { result } = await benched(["--only", workload, "--server", "ours", "--server", peer]);
      expect(rateOf(result, "ours")).toBeGreaterThan(rateOf(result, peer) * leastOfPeer);
    },
    60_000,
  );

  test("measures with our own client and beside Python, and says so, when there is no C compiler", async () => {
    await onlyOnPath(["python3", "taskset"], async (PATH) => {
      const words = ["--only", "udp-pp", "--only", "tcp-stream", "--server", "ours"];
      const { stdout, stderr, result } = await benched(words, { PATH });
      expect(stderr).toContain("No cc is installed");
      expect(stdout).toContain("ratio to python");
      expect(rateOf(result, "ours")).toBeGreaterThan(0);
      expect(stdout).toContain("ours: left out: our client cannot ask like this");
    });
  }, 60_000);
});

test.skipIf(!installed("cc"))(
  "bench.ts says why, and ends with 1, when every server is left out",
  async () => {
    const { code, stdout, stderr } = await run([...bench, "--only", "tcp-pp", "--server", "python"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/ {2}python: left out: .*\n {2}C: not measured: there is nobody to compare it with\n$/);
    expect(stdout).not.toMatch(/NaN|Infinity/);
    expect(stderr).toEndWith("\nNothing was measured: no server was left to compare. The output says why.\n");
  },
  60_000,
);

test("bench.ts tells what our clients cannot ask, and what they can", async () => {
  expect(await run([...bench, "--clients", "--only", "tcp-32"])).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^--clients: our clients cannot ask as in tcp-32\. They can: udp-pp, .*\n$/),
  });
});

test("bench.ts tells what it does not take", async () => {
  expect(await run([...bench, "--only", "everything"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("There are: udp-pp"),
  });
});

describe.each(["bench", "start", "memory"])("%s.ts", (name) => {
  const command = [process.execPath, join(import.meta.dir, `${name}.ts`)];

  test("--help tells how it is used, and each option", async () => {
    const { code, stdout, stderr } = await run([...command, "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toStartWith("Usage: bun run bench");
    const [usage = "", ...lines] = stdout.split("\n");
    const explained = lines.flatMap((line) => /^ {2}(--[a-z]+)/.exec(line)?.[1] ?? []);
    expect(explained.toSorted()).toEqual([...(usage.match(/--[a-z]+/g) ?? []), "--help"].toSorted());
  });

  test.each([
    ["--turbo", /^Unknown option '--turbo'\. --help tells what there is\.\n$/],
    ["fast", /^Unexpected argument 'fast'\..*\n$/],
    [name === "memory" ? "--connections=0" : "--rounds=0", /^--\w+ takes a whole number, 1 to \d+\..*\n$/],
  ])("refuses %s in one line, with 2", async (word, says) => {
    const { code, stdout, stderr } = await run([...command, word]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(says);
  });
});
