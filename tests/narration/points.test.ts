/** The textbook's finer points, told when they occur and never else. */

import { describe, expect, test } from "bun:test";
import type { SocketEvent } from "../../src/core/events.ts";
import type { Point, Side } from "../../src/narration/explain.ts";
import { Points } from "../../src/narration/points.ts";
import { clientEnd, connection, sampleEvents, serverEnd } from "./sample-events.ts";

const ends = { local: clientEnd, peer: serverEnd };

/** What one side's events are worth, in order. */
function pointsOf(side: Side, ...events: SocketEvent[]): Point[] {
  const points = new Points(side);
  return events.flatMap((event) => points.take(event));
}

function chunk(bytes: string | Uint8Array, heldBytes = 0): SocketEvent {
  return { kind: "chunk-received", connection, bytes: Buffer.from(bytes as string), heldBytes };
}

function sent(attempt: number, peer = serverEnd): SocketEvent {
  return { kind: "datagram-sent", local: clientEnd, peer, bytes: Buffer.from("hello"), attempt };
}

function received(peer = serverEnd): SocketEvent {
  return { kind: "datagram-received", local: clientEnd, peer, bytes: Buffer.from("HELLO") };
}

function overdue(attempt: number): SocketEvent {
  return { kind: "reply-overdue", attempt, waitedMs: 1_000 * attempt };
}

const wrote: SocketEvent = { kind: "sentence-written", ...ends, taken: 5, waiting: 0 };
const replyChunk: SocketEvent = { kind: "reply-chunk-received", ...ends, bytes: Buffer.from("HELLO") };
const clientFin: SocketEvent = { kind: "client-sent-fin", ...ends };
const serverFin: SocketEvent = { kind: "server-sent-fin", ...ends };
const socketClosed: SocketEvent = { kind: "tcp-socket-closed", ...ends, reset: false, serverFinSeen: true };

test("Points says nothing about any single event of the usual kind", () => {
  const unusual = new Set<SocketEvent["kind"]>(["chunk-received", "icmp-error", "reply-overdue"]);
  for (const event of Object.values(sampleEvents).flat()) {
    if (!unusual.has(event.kind)) expect([event.kind, pointsOf("client", event)]).toEqual([event.kind, []]);
  }
});

describe("Points tells of a chunk", () => {
  test.each([
    ["", 0],
    ["a", 0],
    ["a\n", 0],
    ["a\nb", 0],
    ["a\nb\n", 2],
    ["\n\n", 2],
    ["a\nb\nc\nd", 3],
    [`${"x\n".repeat(1_000)}`, 1_000],
  ])("%j: the lines in it, where there are more than one", (text, lines) => {
    expect(pointsOf("server", chunk(text))).toEqual(lines > 0 ? [{ kind: "lines-in-chunk", lines }] : []);
  });

  test("that it ends inside a character, and how much of that waits", () => {
    for (const heldBytes of [1, 2, 3]) {
      expect(pointsOf("server", chunk("a", heldBytes))).toEqual([{ kind: "character-cut", heldBytes }]);
    }
    expect(pointsOf("server", chunk("a\nb\n", 1)).map(({ kind }) => kind)).toEqual(["lines-in-chunk", "character-cut"]);
  });
});

describe("Points tells of a reply over TCP", () => {
  test("that it came in chunks, when it is complete, where it was more than one", () => {
    expect(pointsOf("client", wrote, replyChunk, serverFin)).toEqual([]);
    expect(pointsOf("client", wrote, serverFin)).toEqual([]);
    expect(pointsOf("client", wrote, replyChunk, replyChunk)).toEqual([]);
    expect(pointsOf("client", wrote, replyChunk, replyChunk, replyChunk, serverFin)).toEqual([
      { kind: "reply-in-chunks", chunks: 3 },
    ]);
  });

  test("of its own chunks only, not of those of the sentence before", () => {
    expect(pointsOf("client", wrote, replyChunk, wrote, replyChunk, serverFin)).toEqual([]);
  });

  // A sentence of many megabytes goes to the kernel in parts, and its reply begins before the last part has gone.
  test("of all its chunks, also where the sentence was still being written", () => {
    const part: SocketEvent = { kind: "sentence-written", ...ends, taken: 5, waiting: 5 };
    expect(pointsOf("client", part, replyChunk, wrote, replyChunk, serverFin)).toEqual([
      { kind: "reply-in-chunks", chunks: 2 },
    ]);
  });
});

describe("Points tells of a reply over UDP", () => {
  test("that it came after the retry, and after how many tries", () => {
    expect(pointsOf("client", sent(1), received())).toEqual([]);
    expect(pointsOf("client", sent(1), sent(2), received())).toEqual([{ kind: "answered-after-retry", tries: 2 }]);
    expect(pointsOf("client", sent(1), sent(2), sent(3), received())).toEqual([
      { kind: "answered-after-retry", tries: 3 },
    ]);
    expect(pointsOf("client", sent(1), sent(2), received(), sent(1), received()).length).toBe(1);
    expect(pointsOf("server", received(), sent(1), received())).toEqual([]);
  });

  // Then its source says which try it answers.
  test("that nobody knows which try it answers, only where two went to the same server", () => {
    const [first, second] = [serverEnd, { address: "::1", port: 12_000 }];
    expect(pointsOf("client", sent(1, first), sent(2, second), received(second))).toEqual([]);
    expect(pointsOf("client", sent(1, first), sent(2, second), sent(3, first), received(first)).length).toBe(1);
  });

  test("that silence has no cause, once a sentence", () => {
    expect(pointsOf("client", sent(1), overdue(1), sent(2), overdue(2))).toEqual([{ kind: "silence-has-no-cause" }]);
    expect(pointsOf("client", sent(1), overdue(1), sent(1), overdue(1)).length).toBe(2);
  });

  test("that refused is not silence, to the one who asked", () => {
    const refused: SocketEvent = { kind: "icmp-error", code: "ECONNREFUSED" };
    expect(pointsOf("client", sent(1), refused)).toEqual([{ kind: "refused-is-not-silence" }]);
    expect(pointsOf("server", refused)).toEqual([]);
  });

  test.each(["EHOSTUNREACH", "ENETUNREACH", "EMSGSIZE", "EACCES"])(
    "nothing of a refusal where ICMP said %s",
    (code) => {
      expect(pointsOf("client", sent(1), { kind: "icmp-error", code })).toEqual([]);
    },
  );
});

describe("Points tells whose TIME_WAIT it is", () => {
  test("to a client: the side's whose FIN was first", () => {
    const whose = (...events: SocketEvent[]) => pointsOf("client", ...events);
    expect(whose(clientFin, serverFin, socketClosed)).toEqual([{ kind: "time-wait", whose: "client" }]);
    expect(whose(serverFin, clientFin, socketClosed)).toEqual([{ kind: "time-wait", whose: "server" }]);
    expect(whose(serverFin, socketClosed)).toEqual([{ kind: "time-wait", whose: "server" }]);
  });

  test("to a server: the client's where its FIN came before the server's own", () => {
    const clientEnded: SocketEvent = { kind: "client-half-closed", connection };
    const serverEnded: SocketEvent = { kind: "server-half-closed", connection, reason: "keep-alive" };
    const closed: SocketEvent = { kind: "connection-closed", connection, end: "closed" };
    expect(pointsOf("server", clientEnded, closed)).toEqual([{ kind: "time-wait", whose: "client" }]);
    expect(pointsOf("server", serverEnded, clientEnded, closed)).toEqual([{ kind: "time-wait", whose: "server" }]);
    for (const end of ["reset", "given-up"] as const) {
      expect(pointsOf("server", clientEnded, { kind: "connection-closed", connection, end })).toEqual([]);
    }
  });

  test("to nobody after a reset, which leaves no TIME_WAIT behind", () => {
    expect(
      pointsOf("client", clientFin, { kind: "tcp-socket-closed", ...ends, reset: true, serverFinSeen: false }),
    ).toEqual([]);
  });

  test("of each connection for itself", () => {
    const connected: SocketEvent = { kind: "connected", ...ends, connectMs: 1 };
    const both = pointsOf("client", connected, serverFin, socketClosed, connected, clientFin, serverFin, socketClosed);
    expect(both.map((point) => (point.kind === "time-wait" ? point.whose : point.kind))).toEqual(["server", "client"]);
  });
});
