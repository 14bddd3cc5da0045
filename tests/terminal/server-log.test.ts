/** What a server prints of its events, and how much. The clock is the test's. */

import { afterEach, beforeEach, describe, expect, spyOn, test } from "bun:test";
import type { Connection, DropReason, SocketEvent } from "../../src/core/events.ts";
import { maxLinesPerSecond, maxPrintedBytes } from "../../src/core/limits.ts";
import { ServerLog } from "../../src/terminal/server-log.ts";
import { type CapturedRun, capturedRun } from "./captured-run.ts";

const local = { address: "127.0.0.1", port: 12_000 };
const peer = { address: "127.0.0.1", port: 40_000 };

let nowMs = 0;
let clock: ReturnType<typeof spyOn<typeof performance, "now">>;
beforeEach(() => {
  nowMs = 5_000;
  clock = spyOn(performance, "now").mockImplementation(() => nowMs);
});
afterEach(() => clock.mockRestore());

function start(...options: Parameters<typeof capturedRun> extends [unknown, ...infer Rest] ? Rest : never): {
  run: CapturedRun;
  log: ServerLog;
} {
  const run = capturedRun("tcp-server", ...options);
  return { run, log: new ServerLog(run) };
}

function datagram(text: string): SocketEvent {
  return { kind: "datagram-received", local, peer, bytes: Buffer.from(text) };
}

function connection(number: number): Connection {
  return { number, local, peer: { ...peer, port: 40_000 + number } };
}

function chunk(number: number, bytes: string | Uint8Array): SocketEvent {
  return { kind: "chunk-received", connection: connection(number), bytes: Buffer.from(bytes as string), heldBytes: 0 };
}

function dropped(reason: DropReason, detail?: string): SocketEvent {
  return { kind: "datagram-dropped", peer, reason, ...(detail === undefined ? {} : { detail }) };
}

describe("ServerLog prints", () => {
  test("each datagram as a line, made visible", () => {
    const { run, log } = start();
    for (const text of ["hello", "", "a\nb\x1b[31m", "안녕"]) log.observe(datagram(text));
    expect(run.stdout.takeLines()).toEqual(["hello", "", "a\\nb\\x1b[31m", "안녕"]);
    expect(run.stderr.take().length).toBe(0);
  });

  test("each sentence of a stream as a line, however it came, each connection for itself", () => {
    const { run, log } = start();
    for (const [number, text] of [
      [1, "hel"],
      [2, "wo"],
      [1, "lo\nag"],
      [2, "rld\n\n"],
      [1, "ain"],
    ] as const)
      log.observe(chunk(number, text));
    expect(run.stdout.takeLines()).toEqual(["hello", "world", ""]);
    log.observe({ kind: "client-half-closed", connection: connection(1) });
    log.observe({ kind: "connection-closed", connection: connection(1), end: "closed" });
    log.observe({ kind: "connection-closed", connection: connection(2), end: "closed" });
    expect(run.stdout.takeLines()).toEqual(["again"]);
  });

  test("in a terminal also who sent it, in another colour", () => {
    const { run, log } = start({}, true);
    log.observe(datagram("hello"));
    expect(run.stdout.takeLines()).toEqual(["<127.0.0.1:40000      >  hello"]);
  });

  test("the beginning of a long sentence, and its length", () => {
    const { run, log } = start();
    const shown = `${"a".repeat(maxPrintedBytes)}… (1,500 bytes)`;
    log.observe(datagram("a".repeat(1_500)));
    log.observe(chunk(1, `${"a".repeat(1_500)}\n`));
    expect(run.stdout.takeLines()).toEqual([shown, shown]);
  });

  test("with --json one object a sentence, with all of its bytes counted", () => {
    const { run, log } = start({ json: true });
    log.observe(datagram("안녕\n"));
    log.observe(chunk(1, "x\n"));
    expect(run.stdout.takeLines().map((line) => JSON.parse(line))).toEqual([
      { event: "sentence", peer, bytes: 7, sentence: "안녕\n" },
      { event: "sentence", peer: { ...peer, port: 40_001 }, bytes: 1, sentence: "x" },
    ]);
  });

  test("with --json the beginning of a long sentence as text, where it is text", () => {
    const { run, log } = start({ json: true });
    log.observe(chunk(1, `${"안".repeat(1_000)}\n`));
    const printed = JSON.parse(run.stdout.take().toString()) as { bytes: number; sentence: unknown };
    expect(printed.bytes).toBe(3_000);
    expect(printed.sentence).toBeString();
    expect("안".repeat(1_000)).toStartWith(printed.sentence as string);
  });

  test("with --quiet no sentence, but notices and mistakes", () => {
    const { run, log } = start({ quiet: true });
    for (const event of [datagram("x"), chunk(1, "x\ny"), dropped("queue-full")]) log.observe(event);
    log.observe({ kind: "client-half-closed", connection: connection(1) });
    log.observe({ kind: "mistake", mistake: new Error("oops") });
    expect(run.stdout.take().length).toBe(0);
    const told = run.stderr.take().toString();
    expect(told).toStartWith(run.messages.queueFull(1));
    expect(told).toContain("tcp-server made a mistake: Error: oops");
  });
});

describe("ServerLog's pace", () => {
  function flood(log: ServerLog, sentences: number): void {
    for (let sentence = 0; sentence < sentences; sentence++) log.observe(datagram("x"));
  }

  test("stops at so many lines a second, and tells the rest with the next one", () => {
    const { run, log } = start();
    flood(log, maxLinesPerSecond + 41_382);
    expect(run.stdout.takeLines().length).toBe(maxLinesPerSecond);
    nowMs += 1_000;
    log.observe(datagram("next"));
    expect(run.stdout.takeLines()).toEqual(["… and 41,382 more", "next"]);
  });

  test("tells the rest also when no sentence follows, with --json as an object", () => {
    const { run, log } = start({ json: true });
    flood(log, maxLinesPerSecond + 2);
    run.stdout.take();
    log.catchUp();
    expect(run.stdout.takeLines()).toEqual([]);
    nowMs += 1_000;
    log.catchUp();
    expect(run.stdout.takeLines()).toEqual(['{"event":"skipped","sentences":2}']);
  });

  test("counts what a full standard output does not take, and tells it when there is room", () => {
    const { run, log } = start();
    log.observe(datagram("x"));
    run.stdout.take();
    run.stdout.full = true;
    flood(log, 5);
    nowMs += 1_000;
    log.catchUp();
    nowMs += 1_000;
    run.stdout.full = false;
    log.catchUp();
    expect(run.stdout.takeLines()).toEqual(["… and 5 more"]);
  });
});

describe("ServerLog's notices", () => {
  test("tell each kind at once, and then together once a second", () => {
    const { run, log } = start();
    for (const open of [7, 8, 9]) log.observe({ kind: "connection-turned-away", reason: "too-many", peer, open });
    log.observe(dropped("reply-too-long"));
    log.observe(dropped("own-port"));
    const { turnedAway, replyTooLong, notAnswered } = run.messages;
    expect(run.stderr.takeLines()).toEqual([turnedAway("too-many", 1), replyTooLong(1), notAnswered("own-port", 1)]);
    nowMs += 1_000;
    log.catchUp();
    expect(run.stderr.takeLines()).toEqual([turnedAway("too-many", 2)]);
    nowMs += 1_000;
    log.catchUp();
    expect(run.stderr.takeLines()).toEqual([]);
  });

  test("tell of injected weather only where it had no room: the rest was asked for", () => {
    const { run, log } = start();
    for (const reason of ["injected-drop", "injected-late", "injected-overflow"] as const) log.observe(dropped(reason));
    log.observe({
      kind: "weather-injected",
      peer,
      fate: { isDropped: false, delayMs: 50, isDuplicated: true, isHeldBack: true },
    });
    nowMs += 1_000;
    log.catchUp();
    expect(run.stderr.takeLines()).toEqual([run.messages.weatherOverflow(1)]);
    expect(run.stdout.take().length).toBe(0);
  });

  test("name the kernel's word with the datagrams that it was said of", () => {
    const { run, log } = start();
    for (let times = 0; times < 3; times++) log.observe(dropped("not-sendable", "ENETUNREACH"));
    log.observe(dropped("own-port"));
    run.stderr.take();
    nowMs += 1_000;
    log.catchUp();
    expect(run.stderr.takeLines()).toEqual([run.messages.replyNotSendable(2, "ENETUNREACH")]);
  });
});
