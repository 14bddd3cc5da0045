/** Two upper-case servers and one datagram with a forged source: they answer each other. With one of ours among them, not for long. */

import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultLoopLimit } from "../../src/core/limits.ts";
import { textbook } from "../programs/started.ts";
import { Running, run } from "../support/running.ts";
import { Namespace, namespacesAllowed } from "./namespace.ts";
import { ServerProcess } from "./server-process.ts";

const spoof = join(import.meta.dir, "spoof-datagram.py");
const [one, other] = [7_001, 7_002];
const cannotLoop = !namespacesAllowed("python3");

/** Sends sentences to the one server, as if from the other. */
async function bringTogether(network: Namespace, sentences: readonly string[]): Promise<void> {
  const words = ["127.0.0.1", `${other}`, "127.0.0.1", `${one}`, ...sentences];
  expect(await run(network.command("python3", spoof, ...words))).toMatchObject({ code: 0, stderr: "" });
}

interface Process {
  readonly pid: number;
}

/** A file of what the kernel says of a process, or of its network. */
function kernelSays({ pid }: Process, file: "stat" | "net/snmp" | "net/udp" | "net/udp6"): string {
  return readFileSync(`/proc/${pid}/${file}`, "latin1");
}

/** How many datagrams programs of this network have received so far. */
function received(program: Process): number {
  return Number(/^Udp: (\d+)/m.exec(kernelSays(program, "net/snmp"))?.[1]);
}

/** Tells whether these programs wait for the kernel, and nothing waits for them. */
function areIdle(programs: readonly [Process, Process]): boolean {
  const sleep = programs.every((program) => /\) S /.test(kernelSays(program, "stat")));
  const sockets = kernelSays(programs[0], "net/udp") + kernelSays(programs[0], "net/udp6");
  const queues = [...sockets.matchAll(/ [0-9A-F]{8}:([0-9A-F]{8}) /g)];
  return sleep && queues.length === 2 && queues.every(([, waiting]) => waiting === "00000000");
}

/** Waits until nothing is under way any more, in no program and in no queue; tells how much was received. */
async function untilQuiet(programs: readonly [Process, Process]): Promise<number> {
  for (;;) {
    const before = received(programs[0]);
    if (areIdle(programs) && received(programs[0]) === before) return before;
    await new Promise(setImmediate);
  }
}

/** Waits until so much was received: a loop that goes on gets there. */
async function untilReceived(program: Process, least: number): Promise<void> {
  while (received(program) < least) await new Promise(setImmediate);
}

async function textbookServer(network: Namespace, port: number): Promise<Running> {
  const server = new Running(network.command(...textbook("UDPServer", `${port}`)));
  await server.printed(/ready to receive/);
  return server;
}

function ours(network: Namespace, port: number, ...options: string[]): Promise<ServerProcess> {
  return ServerProcess.start("udp-server", ["--port", `${port}`, ...options], network);
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, number) => `hello ${number}`);
}

test.skipIf(cannotLoop)(
  "two udp-servers stop answering each other after two dozen datagrams each (needs network namespaces)",
  async () => {
    await using network = await Namespace.open();
    await using first = await ours(network, one);
    await using second = await ours(network, other);
    await bringTogether(network, ["hello"]);
    const inAll = await untilQuiet([first, second]);
    const totals = [await first.stop(), await second.stop()];
    expect(totals.reduce((sum, { loop }) => sum + (loop as number), 0)).toBe(1);
    expect(inAll).toBeLessThanOrEqual(2 * defaultLoopLimit + 1);
    expect(inAll).toBeGreaterThan(defaultLoopLimit);
  },
  30_000,
);

test.skipIf(cannotLoop)(
  "udp-server and the textbook's server stop as soon (needs network namespaces)",
  async () => {
    await using network = await Namespace.open();
    await using server = await ours(network, one);
    await using textbooks = await textbookServer(network, other);
    await bringTogether(network, ["hello"]);
    expect(await untilQuiet([server, textbooks])).toBeLessThanOrEqual(2 * defaultLoopLimit + 1);
    expect(await server.stop()).toMatchObject({ loop: 1, datagramsSent: defaultLoopLimit });
  },
  30_000,
);

test.skipIf(cannotLoop)(
  "the textbook's servers answer each other for ever (needs network namespaces)",
  async () => {
    await using network = await Namespace.open();
    await using first = await textbookServer(network, one);
    await using _ = await textbookServer(network, other);
    await bringTogether(network, ["hello"]);
    await untilReceived(first, 20_000);
  },
  30_000,
);

test.skipIf(cannotLoop)(
  "two udp-servers with --loop-limit none do, too (needs network namespaces)",
  async () => {
    await using network = await Namespace.open();
    await using first = await ours(network, one, "--loop-limit", "none");
    await using _ = await ours(network, other, "--loop-limit", "none");
    await bringTogether(network, ["hello"]);
    await untilReceived(first, 20_000);
  },
  30_000,
);

test.skipIf(cannotLoop).each([
  ["alike", Array.from({ length: 100 }, () => "hello"), 1],
  ["different", numbered(100), 4],
])(
  "100 datagrams that go round together, all %s, end one after the other (needs network namespaces)",
  async (_what, sentences, times) => {
    await using network = await Namespace.open();
    await using first = await ours(network, one);
    await using second = await ours(network, other);
    await bringTogether(network, sentences);
    expect(await untilQuiet([first, second])).toBeLessThanOrEqual(
      (2 * defaultLoopLimit * times + 1) * sentences.length,
    );
    const totals = [await first.stop(), await second.stop()];
    expect(totals.reduce((sum, { loop }) => sum + (loop as number), 0)).toBe(sentences.length);
  },
  30_000,
);
