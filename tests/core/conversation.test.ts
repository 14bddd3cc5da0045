/** A server's conversation: bytes in, bytes owed, what is to be done next, and what the observer hears. */

import { describe, expect, test } from "bun:test";
import { Conversation } from "../../src/core/conversation.ts";
import { patience } from "../../src/core/patience.ts";
import { newTcpTotals } from "../../src/core/totals.ts";
import { upperCase } from "../../src/core/upper-case.ts";
import { everyCut, samples } from "./samples.ts";
import { connection, Talk } from "./talk.ts";

describe("Conversation.receive()", () => {
  test("owes the upper case, and tells each step in order", () => {
    const talk = new Talk();
    talk.says("hello");
    expect(talk.events()).toEqual([
      { kind: "connection-accepted", connection },
      { kind: "chunk-received", connection, bytes: Buffer.from("hello"), heldBytes: 0 },
      { kind: "reply-written", connection, taken: 5, waiting: 0 },
    ]);
    expect(talk.conversation.next()).toBe("read on");
    expect(talk.totals).toMatchObject({ bytesReceived: 5, bytesSent: 5 });
  });

  test("owes nothing for an unfinished character, and says how many bytes it holds", () => {
    const talk = new Talk();
    talk.says([0x61, 0xec, 0x95], 0);
    expect(talk.unsent).toBe("A");
    expect(talk.events().at(1)).toMatchObject({ kind: "chunk-received", heldBytes: 2 });
    talk.kernelTakes();
    talk.says([0x88]);
    expect(talk.events().at(-1)).toMatchObject({ kind: "reply-written", taken: 3 });
    expect(talk.totals).toMatchObject({ bytesReceived: 4, bytesSent: 4 });
  });

  test("adds to what still waits, in order", () => {
    const talk = new Talk();
    talk.says("abc", 1);
    talk.says("def", 0);
    expect(talk.unsent).toBe("BCDEF");
  });

  test("works the same where nobody observes", () => {
    const totals = newTcpTotals();
    const patient = patience({ keepAliveMs: 300, idleTimeoutMs: 600 });
    const quiet = new Conversation({ totals, observe: undefined, patience: patient });
    quiet.receive(Buffer.from("hello"));
    quiet.sent(5);
    quiet.reading(false);
    quiet.receiveEnd();
    quiet.closed(undefined);
    expect(totals).toMatchObject({ bytesReceived: 5, bytesSent: 5, answered: 1, reset: 0 });
  });
});

describe("A whole conversation", () => {
  /** Plays the page: offers the kernel `room` bytes at a time, and half-closes at the end. Returns all that was sent. */
  function play(chunks: readonly Uint8Array[], room: number): string {
    const talk = new Talk();
    const sent: Uint8Array[] = [];
    const drain = () => {
      while (talk.conversation.unsent.length > 0) {
        sent.push(talk.conversation.unsent.slice(0, room));
        talk.kernelTakes(room);
      }
    };
    for (const chunk of chunks) {
      talk.conversation.receive(chunk);
      drain();
    }
    talk.conversation.receiveEnd();
    drain();
    expect(talk.conversation.next()).toBe("close");
    talk.conversation.closed(undefined);
    const bytes = Buffer.concat(sent);
    expect(talk.totals).toMatchObject({
      bytesReceived: Buffer.concat(chunks).length,
      bytesSent: bytes.length,
      reset: 0,
    });
    return bytes.toHex();
  }

  test.each(samples)("sends the upper case of %s, at every cut, whatever the kernel takes at once", (_what, bytes) => {
    const whole = Buffer.from(upperCase(bytes)).toHex();
    for (const chunks of everyCut(bytes)) for (const room of [1, 3, 1_000]) expect(play(chunks, room)).toBe(whole);
  });
});

describe("Conversation.sent()", () => {
  test("keeps what the kernel did not take, and then nothing is to be read", () => {
    const talk = new Talk();
    talk.says("hello", 2);
    expect(talk.unsent).toBe("LLO");
    expect(talk.events().at(-1)).toEqual({ kind: "reply-written", connection, taken: 2, waiting: 3 });
    expect(talk.conversation.next()).toBe("wait for room");
    talk.kernelTakes();
    expect(talk.conversation.next()).toBe("read on");
    expect(talk.totals.bytesSent).toBe(5);
  });

  test.each([
    [0, "wait for room"],
    [-1, "close"],
  ])("loses and counts nothing when it took %i", (taken, next) => {
    const talk = new Talk();
    talk.says("hello", taken);
    expect(talk.unsent).toBe("HELLO");
    expect(talk.conversation.next()).toBe(next as "close");
    expect(talk.totals.bytesSent).toBe(0);
    talk.conversation.closed(undefined);
    expect(talk.totals.answered).toBe(0);
  });
});

describe("Conversation.reading()", () => {
  test("tells a change once, to the page and to the observer", () => {
    const talk = new Talk();
    talk.events();
    expect(talk.conversation.reading(true)).toBe(false);
    expect(talk.conversation.reading(false)).toBe(true);
    expect(talk.conversation.reading(false)).toBe(false);
    expect(talk.conversation.reading(true)).toBe(true);
    expect(talk.kinds()).toEqual(["reading-paused", "reading-resumed"]);
  });
});

describe("Conversation.receiveEnd()", () => {
  test("closes when all is answered, held bytes too, unchanged", () => {
    const talk = new Talk();
    talk.says([0x61, 0xf0, 0x9f, 0x98]);
    talk.conversation.receiveEnd();
    expect(talk.unsent).toBe("\xf0\x9f\x98");
    expect(talk.conversation.next()).toBe("wait for room");
    talk.kernelTakes(2);
    expect(talk.conversation.next()).toBe("wait for room");
    talk.kernelTakes();
    expect(talk.conversation.next()).toBe("close");
    expect(talk.totals).toMatchObject({ bytesReceived: 4, bytesSent: 4 });
  });

  test("closes at once where nothing was ever said", () => {
    const talk = new Talk();
    talk.conversation.receiveEnd();
    expect(talk.conversation.next()).toBe("close");
    talk.conversation.closed(undefined);
    expect(talk.kinds()).toEqual(["connection-accepted", "client-half-closed", "connection-closed"]);
    expect(talk.totals.answered).toBe(0);
  });

  test("after our own FIN closes without another byte", () => {
    const talk = new Talk();
    talk.says("hello");
    talk.conversation.finish("keep-alive");
    talk.conversation.linger();
    talk.says([0xec, 0x95]);
    talk.conversation.receiveEnd();
    expect(talk.unsent).toBe("");
    expect(talk.conversation.next()).toBe("close");
  });
});
