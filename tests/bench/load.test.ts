/** The load generator, and the yardstick: what is right is counted, and what is not is found out. */

import { afterAll, describe, expect, test } from "bun:test";
import { installed } from "../support/peers.ts";
import { freePort } from "../support/ports.ts";
import { run } from "../support/running.ts";
import { compileC } from "./compile-c.ts";
import { Processes } from "./processes.ts";
import { cServer } from "./servers.ts";
import { workloads } from "./workloads.ts";

interface LoadLine {
  readonly answered: number;
  readonly wrong: number;
  readonly missing: number;
  readonly late: number;
}

const c = installed("cc") ? await compileC(new Processes(undefined)) : undefined;
afterAll(() => c?.[Symbol.dispose]());

async function load(port: number, words: readonly string[]): Promise<LoadLine> {
  const [mode = "", ...options] = words;
  const { code, stdout, stderr } = await run([c?.load ?? "", mode, `${port}`, "-t", "0.05", ...options]);
  if (code !== 0) throw new Error(`load ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as LoadLine;
}

/** What a server does with the replies, the upper case of what came. */
type Habit = (reply: Buffer, number: number) => Buffer[];

const right: Habit = (reply) => [reply];
const habits = {
  echoes: (reply) => [Buffer.from(reply.toString().toLowerCase())],
  "cuts off the last byte": (reply) => [reply.subarray(0, -1)],
  "changes the last byte": (reply) => [Buffer.concat([reply.subarray(0, -1), Buffer.from("?")])],
  "changes a number": (reply) => [Buffer.concat([Buffer.from("?"), reply.subarray(1)])],
  "answers nothing": () => [],
} as const satisfies Record<string, Habit>;

async function askedOverUdp(habit: Habit, words: readonly string[]): Promise<LoadLine> {
  let count = 0;
  const serverSocket = await Bun.udpSocket({
    hostname: "127.0.0.1",
    socket: {
      data: (socket, message, port, address) => {
        const reply = Buffer.from(message.toString().toUpperCase());
        for (const datagram of habit(reply, count++)) socket.send(datagram, port, address);
      },
      error: () => undefined,
    },
  });
  return await load(serverSocket.port, words).finally(() => serverSocket.close());
}

async function askedOverTcp(habit: Habit, words: readonly string[], closes: boolean): Promise<LoadLine> {
  let count = 0;
  const welcomingSocket = Bun.listen({
    hostname: "127.0.0.1",
    port: 0,
    socket: {
      data: (socket, chunk) => {
        for (const reply of habit(Buffer.from(chunk.toString().toUpperCase()), count++)) socket.write(reply);
        if (closes) socket.end();
      },
    },
  });
  return await load(welcomingSocket.port, words).finally(() => welcomingSocket.stop(true));
}

const bad = { answered: 0, late: 0 };
const names = Object.keys(habits) as (keyof typeof habits)[];

describe.skipIf(c === undefined)("load.c", () => {
  test.each(workloads.map((workload) => [workload.name, workload] as const))(
    "finds every reply of limit.c right, asked as in %s",
    async (_name, workload) => {
      const processes = new Processes(undefined);
      const port = await freePort();
      const command = cServer(c?.limit ?? "").command(workload, port);
      if (typeof command === "string") throw new TypeError(command);
      await processes.server(command, workload.protocol, port);
      const found = await load(port, workload.load).finally(() => processes.endAll());
      expect(found).toMatchObject({ wrong: 0, missing: 0, late: 0 });
      expect(found.answered).toBeGreaterThan(0);
    },
    60_000,
  );

  test.each(names.flatMap((name) => ["udp-pp", "udp-win"].map((mode) => [name, mode] as const)))(
    "finds no right reply over UDP when a server %s (%s)",
    async (name, mode) => {
      const found = await askedOverUdp(habits[name], [mode]);
      expect(found).toMatchObject(bad);
      expect(found.wrong + found.missing).toBeGreaterThan(0);
    },
    60_000,
  );

  test.each(names.flatMap((name) => ["tcp-pp", "tcp-many", "tcp-conn"].map((mode) => [name, mode] as const)))(
    "finds no right reply over TCP when a server %s (%s)",
    async (name, mode) => {
      const found = await askedOverTcp(habits[name], [mode], mode === "tcp-conn");
      expect(found).toMatchObject(bad);
      expect(found.wrong + found.missing).toBeGreaterThan(0);
    },
    60_000,
  );

  test("counts what is missing, in the window too, when one datagram in a hundred is not answered", async () => {
    const found = await askedOverUdp((reply, number) => (number % 100 === 50 ? [] : [reply]), ["udp-win", "-w", "8"]);
    expect(found.answered).toBeGreaterThan(0);
    expect(found.missing).toBeGreaterThan(0);
    expect(found.wrong).toBe(0);
  }, 60_000);

  test("counts a second reply to the same sentence as late, and not as an answer", async () => {
    const asked: number[] = [];
    const found = await askedOverUdp(
      (reply, number) => {
        asked.push(number);
        return [reply, reply];
      },
      ["udp-win"],
    );
    expect(found.late).toBeGreaterThan(0);
    expect(found.answered).toBeLessThanOrEqual(asked.length);
    expect(found).toMatchObject({ wrong: 0, missing: 0 });
  }, 60_000);

  test.each(["tcp-pipe", "tcp-stream"])(
    "finds a byte that is wrong in the middle of a stream (%s)",
    async (mode) => {
      const habit: Habit = (reply, number) => {
        if (number === 0) reply[3] = 0x3f;
        return [reply];
      };
      const found = await askedOverTcp(habit, [mode, ...(mode === "tcp-stream" ? ["-s", "6400"] : [])], false);
      expect(found.wrong).toBeGreaterThan(0);
    },
    60_000,
  );

  test("finds Hangul right only byte for byte", async () => {
    const hangul = ["udp-pp", "-T", "hangul"];
    expect(await askedOverUdp(right, hangul)).toMatchObject({ wrong: 0, missing: 0 });
    const found = await askedOverUdp((reply) => [Buffer.from(reply.toString("latin1"), "utf8")], hangul);
    expect(found).toMatchObject(bad);
  }, 60_000);
});
