/** The end of a server's conversation by one reply, and what is told and counted when it is over. */

import { describe, expect, test } from "bun:test";
import { connection, Talk } from "./talk.ts";

describe("A conversation of one reply", () => {
  test("ends with the first reply, held bytes too", () => {
    const talk = new Talk({ oneReply: true });
    talk.says([0x61, 0xec], 0);
    expect(talk.unsent).toBe("A\xec");
    talk.kernelTakes();
    expect(talk.conversation.next()).toBe("half-close");
    talk.conversation.linger();
    talk.says("more");
    expect(talk.events().at(-1)).toEqual({ kind: "server-half-closed", connection, reason: "one-reply" });
    expect(talk.totals).toMatchObject({ bytesReceived: 6, bytesSent: 2 });
  });

  test("waits for the first whole character", () => {
    const talk = new Talk({ oneReply: true });
    talk.says([0xec, 0x95]);
    expect(talk.conversation.next()).toBe("read on");
    talk.says([0x88]);
    expect(talk.conversation.next()).toBe("half-close");
    expect(talk.totals.bytesSent).toBe(3);
  });

  test("closes where the client half-closed first", () => {
    const talk = new Talk({ oneReply: true });
    talk.says("hello", 0);
    talk.conversation.receiveEnd();
    talk.kernelTakes();
    expect(talk.conversation.next()).toBe("close");
  });
});

describe("Conversation.closed()", () => {
  const reset = Object.assign(new Error("reset"), { code: "ECONNRESET" });
  const none = { answered: 0, reset: 0, givenUp: 0 };

  test.each([
    ["closed", "in good order", undefined, 5, { ...none, answered: 1 }],
    ["reset", "with the kernel's error, after the reply", reset, 5, { ...none, answered: 1, reset: 1 }],
    ["reset", "with the kernel's error, before a byte of it", reset, 0, { ...none, reset: 1 }],
    [
      "reset",
      "without an error, but with some of the reply left over",
      undefined,
      2,
      { ...none, answered: 1, reset: 1 },
    ],
  ] as const)("tells %s, when it ended %s", (end, _how, error, taken, counted) => {
    const talk = new Talk();
    talk.says("hello", taken);
    talk.conversation.closed(error);
    expect(talk.events().at(-1)).toEqual({ kind: "connection-closed", connection, end });
    expect(talk.totals).toMatchObject(counted);
  });

  test.each([
    ["without an error", undefined],
    ["with the kernel's error", reset],
  ] as const)("tells given-up, and counts no reset, when we gave up and it ended %s", (_how, error) => {
    const talk = new Talk();
    talk.says("hello", 2);
    talk.conversation.giveUp();
    talk.conversation.closed(error);
    expect(talk.events().at(-1)).toEqual({ kind: "connection-closed", connection, end: "given-up" });
    expect(talk.totals).toMatchObject({ answered: 1, reset: 0, givenUp: 1 });
  });
});
