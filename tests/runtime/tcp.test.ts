/** What Bun's TCP sockets do with the bytes of a stream. */

import { describe, expect, test } from "bun:test";
import { connectedPair, type Reactions, roundTrip } from "./connected-pair.ts";

const muchMore = Buffer.alloc(32 * 1024 * 1024, "a"); // than the kernel's buffers of both sides hold

/** Writes until the kernel takes no more. Returns how many bytes it took. */
function fill(socket: Bun.Socket): number {
  let taken = 0;
  for (let last = socket.write(muchMore); last > 0; last = socket.write(muchMore)) taken += last;
  return taken;
}

describe("write()", () => {
  // tcp-server.ts and tcp-client.ts, send(): what was not taken waits in a queue of their own.
  test("returns the bytes that the kernel took, and 0 when it has no room", async () => {
    using pair = await connectedPair({ server: { open: (socket) => socket.pause() } });
    const taken = pair.client.socket.write(muchMore);
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(muchMore.length);
    fill(pair.client.socket);
    expect(pair.client.socket.write("more")).toBe(0);
  });

  // tcp-client.ts, send(); Conversation.sent(): -1 counts as nothing taken.
  test("returns -1 on a closed socket, and the other calls on it do nothing", async () => {
    using pair = await connectedPair();
    const { socket } = pair.client;
    socket.end();
    expect(socket.write("late")).toBe(-1);
    for (const call of ["pause", "resume", "end", "shutdown", "terminate"] as const) socket[call]();
    expect(pair.client.heard).toEqual(["open", "close"]);
  });

  // tcp-server.ts, send(): end() only when nothing is unsent.
  test("leaves what it did not take to the caller: end() does not send it", async () => {
    using pair = await connectedPair({ server: { open: (socket) => socket.pause() } });
    const taken = pair.client.socket.write(muchMore);
    pair.client.socket.end();
    pair.server.socket.resume();
    await pair.server.hears("end");
    expect(pair.server.received).toBe(taken);
    expect(pair.server.heard).not.toContain("close ECONNRESET");
  });
});

describe("pause() and resume()", () => {
  // tcp-server.ts, read(): a client that reads nothing is read from no more, and nothing is lost.
  test("hold the sender back, and let it go on with drain", async () => {
    let unsent: Uint8Array = muchMore;
    const send = (socket: Bun.Socket) => {
      unsent = unsent.subarray(Math.max(0, socket.write(unsent)));
      if (unsent.length === 0) socket.shutdown();
    };
    using pair = await connectedPair({ server: { open: (socket) => socket.pause() }, client: { drain: send } });
    send(pair.client.socket);
    await roundTrip();
    expect(unsent.length).toBeGreaterThan(0);
    expect(pair.server.received).toBe(0);
    pair.server.socket.resume();
    await pair.server.hears("end");
    expect(pair.server.received).toBe(muchMore.length);
  });

  // Conversation.next(): the client's FIN is heard after the last byte, when reading goes on.
  test("hold back the news of a FIN too", async () => {
    using pair = await connectedPair({ server: { open: (socket) => socket.pause() } });
    pair.client.socket.write("last");
    pair.client.socket.shutdown();
    await roundTrip();
    expect(pair.server.heard).toEqual(["open"]);
    pair.server.socket.resume();
    await pair.server.hears("end");
    expect(pair.server.heard).toEqual(["open", "data", "end"]);
  });

  // Conversation.receive(): bytes can come although reading was paused, and are added to what is unsent.
  test("do not hold back the news of a RST, nor the bytes before it", async () => {
    using pair = await connectedPair({ server: { open: (socket) => socket.pause() } });
    pair.client.socket.write("last");
    pair.client.socket.terminate();
    await pair.server.hears("close ECONNRESET");
    expect(pair.server.heard).toEqual(["open", "data", "close ECONNRESET"]);
  });
});

describe("data()", () => {
  // UpperCaseStream, ReplyReader: a chunk is not a sentence.
  test("may hold two writes in one chunk", async () => {
    using pair = await connectedPair({ server: { open: (socket) => socket.pause() } });
    pair.client.socket.write("one");
    pair.client.socket.write("two");
    await roundTrip();
    pair.server.socket.resume();
    await pair.server.hears("data");
    expect(pair.server.text).toBe("onetwo");
    expect(pair.server.chunks).toHaveLength(1);
  });

  // ReplyReader.push(): chunks are kept without a copy.
  test("gives a buffer that later chunks leave alone", async () => {
    using pair = await connectedPair({ server: { data: (socket) => socket.write("next") } });
    for (const word of ["first", "other", "third"]) {
      const before = pair.client.chunks.length;
      pair.client.socket.write(word);
      await pair.client.until(() => pair.client.chunks.length > before);
    }
    const kept = pair.server.chunks.map((chunk) => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
    expect(kept.map(String)).toEqual(["first", "other", "third"]);
  });
});

describe("error()", () => {
  const mistake = () => {
    throw new Error("ours");
  };

  // tcp-server.ts and tcp-client.ts, error(): a mistake in a handler is told, and ends one connection.
  test.each(["open", "data", "end", "close"] as const)("hears what %s() throws", async (handler) => {
    const reactions: Reactions = { [handler]: mistake };
    using pair = await connectedPair({ server: reactions });
    pair.client.socket.write("x");
    pair.client.socket.shutdown();
    await roundTrip();
    pair.server.socket.end();
    await pair.server.hears("error ours");
  });
});
