/** How a server ends a conversation: deadlines in sweeps, what is owed, lingering. */

import { describe, expect, test } from "bun:test";
import { lingerMs, sweepMs } from "../../src/core/limits.ts";
import { connection, idleSweeps, keepAliveSweeps, Talk } from "./talk.ts";

const lingerSweeps = lingerMs / sweepMs + 1;

describe("Conversation.sweep()", () => {
  test("ends an answered and silent conversation after the keep-alive time, and never earlier", () => {
    const talk = new Talk();
    talk.says("hello");
    expect(talk.sweepUntilDue()).toEqual(["keep-alive", keepAliveSweeps]);
  });

  test("counts anew from every chunk, also from one that owes nothing yet", () => {
    const talk = new Talk();
    talk.says("hello");
    for (const bytes of [[0x61], [0xec], [0x95], [0x88]]) {
      expect(talk.sweepUntilDue(keepAliveSweeps - 1)[0]).toBe("nothing");
      talk.says(bytes);
    }
    expect(talk.sweepUntilDue()).toEqual(["keep-alive", keepAliveSweeps]);
  });

  test("counts the keep-alive time from when the kernel took the reply, not from when it was asked", () => {
    const talk = new Talk();
    talk.says("hello", 1);
    expect(talk.sweepUntilDue(keepAliveSweeps + 1)[0]).toBe("nothing");
    talk.kernelTakes();
    expect(talk.sweepUntilDue()).toEqual(["keep-alive", keepAliveSweeps]);
  });

  test.each([
    ["nothing", [] as number[]],
    ["no whole character", [0xec, 0x95]],
  ])("ends a conversation that brought %s after the idle time", (_what, bytes) => {
    const talk = new Talk();
    talk.says(bytes);
    expect(talk.sweepUntilDue()).toEqual(["never-answered", idleSweeps]);
  });

  test("gives up on a client that takes nothing of its reply for the idle time, answered before or not", () => {
    for (const taken of [0, 2]) {
      const talk = new Talk();
      talk.says("hello", taken);
      expect(talk.sweepUntilDue()).toEqual(["cut-off", idleSweeps]);
    }
  });

  test("stays with a client that takes its reply slowly", () => {
    const talk = new Talk();
    talk.says("hello", 0);
    for (let byte = 0; byte < 5; byte++) {
      expect(talk.sweepUntilDue(idleSweeps - 1)[0]).toBe("nothing");
      talk.kernelTakes(1);
    }
    expect(talk.sweepUntilDue()).toEqual(["keep-alive", keepAliveSweeps]);
  });

  test("gives up also on a client that half-closed and takes nothing", () => {
    const talk = new Talk();
    talk.says("hello", 0);
    talk.conversation.receiveEnd();
    expect(talk.sweepUntilDue()).toEqual(["cut-off", idleSweeps]);
  });

  test("ends a silent conversation soon when the server stops, and stays with who keeps asking", () => {
    const talk = new Talk();
    talk.says("hello");
    expect(talk.sweepUntilDue(1, true)[0]).toBe("nothing");
    talk.says("again");
    expect(talk.sweepUntilDue(10, true)).toEqual(["stopping", 2]);
    const unsaid = new Talk();
    expect(unsaid.sweepUntilDue(10, true)).toEqual(["stopping", 2]);
  });

  test("finishes what is owed before it stops", () => {
    const talk = new Talk();
    talk.says("hello", 0);
    expect(talk.sweepUntilDue(idleSweeps - 1, true)[0]).toBe("nothing");
    talk.kernelTakes();
    expect(talk.sweepUntilDue(10, true)).toEqual(["stopping", 2]);
  });
});

describe("Conversation.finish()", () => {
  test("half-closes after what is owed, held bytes too, and lingers", () => {
    const talk = new Talk();
    talk.says([0x61, 0xec, 0x95]);
    talk.conversation.finish("keep-alive");
    expect(talk.unsent).toBe("\xec\x95");
    expect(talk.conversation.next()).toBe("wait for room");
    talk.kernelTakes();
    expect(talk.conversation.next()).toBe("half-close");
    talk.conversation.linger();
    expect(talk.conversation.next()).toBe("read on");
    expect(talk.events().at(-1)).toEqual({ kind: "server-half-closed", connection, reason: "keep-alive" });
  });

  test("answers nothing that comes later, and tells nothing of it, but counts it", () => {
    const talk = new Talk();
    talk.says("hello");
    talk.conversation.finish("keep-alive");
    talk.conversation.linger();
    talk.events();
    talk.says("more");
    expect(talk.unsent).toBe("");
    expect(talk.events()).toEqual([]);
    expect(talk.totals).toMatchObject({ bytesReceived: 9, bytesSent: 5 });
  });

  test("does not linger for ever: it closes after the linger time, though the client keeps sending", () => {
    const talk = new Talk();
    talk.says("hello");
    talk.conversation.finish("keep-alive");
    expect(talk.sweepUntilDue(1)[0]).toBe("nothing");
    talk.conversation.linger();
    let sweeps = 0;
    for (let due: string | undefined; due === undefined; sweeps++) {
      talk.says("more");
      due = talk.conversation.sweep(false);
      if (due !== undefined) expect(due).toBe("cut-off");
    }
    expect(sweeps).toBe(lingerSweeps);
  });
});
