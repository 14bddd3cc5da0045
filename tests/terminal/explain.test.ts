/** Explain mode of a server: the conversations that are told, and how many are not. The clock is the test's. */

import { afterEach, beforeEach, describe, expect, spyOn, test } from "bun:test";
import type { Connection, SocketEvent } from "../../src/core/events.ts";
import { maxToldConversationsPerSecond as most } from "../../src/core/limits.ts";
import { explainTextsIn } from "../../src/narration/explain-language.ts";
import { explainServer } from "../../src/terminal/explain.ts";
import { clientEnd, serverEnd } from "../narration/sample-events.ts";
import { capturedRun } from "./captured-run.ts";

let nowMs = 0;
let clock: ReturnType<typeof spyOn<typeof performance, "now">>;
beforeEach(() => {
  nowMs = 5_000;
  clock = spyOn(performance, "now").mockImplementation(() => nowMs);
});
afterEach(() => clock.mockRestore());

const bytes = Buffer.from("hello");
const english = explainTextsIn("en");

/** A server's explaining, with what it has written since the last look. */
async function serving() {
  const run = capturedRun("tcp-server", { explain: true });
  const explaining = await explainServer(run);
  run.stderr.take();
  return { run, explaining, observe: explaining.observe, take: () => run.stderr.take().toString() };
}

function connection(number: number): Connection {
  return { number, local: serverEnd, peer: { ...clientEnd, port: 40_000 + number } };
}

function accepted(number: number): SocketEvent {
  return { kind: "connection-accepted", connection: connection(number) };
}

function closed(number: number): SocketEvent {
  return { kind: "connection-closed", connection: connection(number), end: "closed" };
}

/** One datagram and its reply. */
function exchange(port: number): SocketEvent[] {
  const peer = { ...clientEnd, port };
  const both = { local: serverEnd, peer, bytes };
  return [
    { kind: "datagram-received", ...both },
    { kind: "datagram-sent", ...both, attempt: 1 },
  ];
}

function count(text: string, part: string | RegExp): number {
  return text.split(part).length - 1;
}

describe("explainServer()", () => {
  test("tells a few conversations each second, and says how many it did not", async () => {
    const { explaining, observe, take } = await serving();
    for (let number = 1; number <= most + 1_998; number++) for (const event of exchange(number)) observe(event);
    const first = take();
    expect(count(first, "recvfrom()")).toBe(most);
    expect(count(first, english.ladderTitle)).toBe(most);
    expect(first).not.toContain("not told");
    nowMs += 1_000;
    for (const event of exchange(9)) observe(event);
    const second = take();
    expect(second).toStartWith("(1,998 more conversations, not told)\n");
    expect(count(second, "recvfrom()")).toBe(1);
    explaining.end();
    expect(take()).toBe("");
  });

  test("says at the end what it skipped last", async () => {
    const { explaining, observe, take } = await serving();
    for (let number = 1; number <= most + 5; number++) observe(accepted(number));
    take();
    explaining.end();
    expect(take()).toBe(`${english.skipped(5)}\n`);
    explaining.end();
    expect(take()).toBe("");
  });

  test("tells a conversation that it began to its end, and one that it skipped not at all", async () => {
    const { observe, take } = await serving();
    for (let number = 1; number <= most + 2; number++) observe(accepted(number));
    take();
    nowMs += 60_000;
    for (let number = most + 2; number >= 1; number--) {
      observe({ kind: "chunk-received", connection: connection(number), bytes, heldBytes: 0 });
      expect([number, count(take(), "recv()")]).toEqual([number, number <= most ? 1 : 0]);
    }
    for (let number = 1; number <= most + 2; number++) {
      observe(closed(number));
      expect([number, count(take(), english.ladderTitle)]).toEqual([number, number <= most ? 1 : 0]);
    }
    observe(closed(1));
    expect(take()).toBe("");
  });

  test("keeps conversations at the same time apart, each with its own ladder", async () => {
    const { observe, take } = await serving();
    for (const number of [1, 2]) observe(accepted(number));
    observe({ kind: "chunk-received", connection: connection(1), bytes, heldBytes: 0 });
    take();
    for (const number of [2, 1]) {
      observe(closed(number));
      const told = take();
      expect(told).toContain(`127.0.0.1:${40_000 + number} `);
      expect(count(told, "5 bytes")).toBe(number === 1 ? 1 : 0);
    }
  });

  test("ends the conversation of a datagram that gets no reply", async () => {
    const { observe, take } = await serving();
    for (let times = 1; times <= 2; times++) {
      const [received] = exchange(9);
      if (received !== undefined) observe(received);
      expect(count(take(), english.ladderTitle)).toBe(0);
      observe({ kind: "datagram-dropped", peer: { ...clientEnd, port: 9 }, reason: "reply-too-long" });
      const told = take();
      expect([count(told, english.ladderTitle), count(told, "5 bytes")]).toEqual([1, 1]);
    }
  });

  test("tells a conversation in injected weather to its last reply, though more datagrams come meanwhile", async () => {
    const { observe, take } = await serving();
    const [received, sent] = exchange(9) as [SocketEvent, SocketEvent];
    const peer = { ...clientEnd, port: 9 };
    const fate = { isDropped: false, delayMs: 50, isDuplicated: true, isHeldBack: false };
    const waits: SocketEvent = { kind: "weather-injected", peer, fate };
    const once: SocketEvent = { kind: "weather-injected", peer, fate: { ...fate, isDuplicated: false } };
    for (const event of [received, waits, received, once, sent, sent]) observe(event);
    const before = take();
    expect([count(before, "recvfrom()"), count(before, "sendto()"), count(before, "weather.next()")]).toEqual([
      2, 2, 2,
    ]);
    expect(before).not.toContain(english.ladderTitle);
    observe(sent);
    const told = take();
    expect([count(told, "sendto()"), count(told, english.ladderTitle), count(told, "5 bytes")]).toEqual([1, 1, 6]);
    observe(sent);
    expect(take()).toBe("");
  });

  test("tells of a datagram that was refused, though nothing was told of it before", async () => {
    const { observe, take } = await serving();
    observe({ kind: "datagram-dropped", peer: { ...clientEnd, port: 53 }, reason: "service-port" });
    const told = take();
    expect(told).toContain("No reply to 127.0.0.1:53: that port belongs to a service");
    expect(count(told, english.ladderTitle)).toBe(0);
    for (let port = 1; port <= most + 5; port++) {
      observe({ kind: "datagram-dropped", peer: { ...clientEnd, port }, reason: "over-rate" });
    }
    expect(count(take(), "No reply to")).toBe(most - 1);
  });

  test("tells of the server's end, however much has happened to it before", async () => {
    const { observe, take } = await serving();
    for (let number = 1; number <= 1_000; number++) {
      observe({ kind: "connection-turned-away", reason: "too-many", peer: { ...clientEnd, port: number }, open: 1 });
    }
    take();
    observe({ kind: "tcp-listening-ended", local: serverEnd });
    expect(take()).toContain("welcomingSocket.stop()");
  });

  test("tells what happens to the server itself, whatever the load", async () => {
    const { observe, take } = await serving();
    for (let number = 1; number <= most + 9; number++) for (const event of exchange(number)) observe(event);
    take();
    observe({ kind: "udp-socket-closed", local: serverEnd });
    expect(take()).toContain("close()");
  });

  test("counts what a full standard error did not take, and says it when there is room", async () => {
    const { run, explaining, observe, take } = await serving();
    for (let number = 1; number <= most + 7; number++) for (const event of exchange(number)) observe(event);
    take();
    nowMs += 1_000;
    run.stderr.full = true;
    for (const event of exchange(8)) observe(event);
    run.stderr.full = false;
    nowMs += 1_000;
    explaining.end();
    const [, skipped = "0"] = /\((\d+) more conversations?, not told\)/.exec(take()) ?? [];
    expect(Number(skipped)).toBeGreaterThanOrEqual(7);
  });
});
