/** What holds between Bun's sockets and calls of our own on their descriptors. */

import { ptr } from "bun:ffi";
import { describe, expect, test } from "bun:test";
import { type Libc, libc } from "../../src/system/libc.ts";
import { descriptorOf } from "../../src/system/tcp-figures.ts";
import { connectedPair } from "./connected-pair.ts";

const MSG_DONTWAIT = 0x40;

describe("The memory of WebAssembly", () => {
  // workbench.ts, dialogue.ts: its address is asked for once.
  test("stays where it is, as long as it does not grow", () => {
    const memory = new WebAssembly.Memory({ initial: 5 });
    const bytes = new Uint8Array(memory.buffer);
    const before = ptr(bytes);
    const held = Array.from({ length: 100 }, () => new Uint8Array(1024 * 1024));
    Bun.gc(true);
    expect(ptr(new Uint8Array(memory.buffer))).toBe(before);
    expect(ptr(bytes.subarray(64))).toBe((before + 64) as typeof before);
    expect(held.length).toBe(100);
  });
});

describe.skipIf(process.platform !== "linux")("recv() on the descriptor of a socket of Bun's (needs Linux)", () => {
  const room = new Uint8Array(64);
  const recv = (socket: object) => (libc() as Libc).recv(descriptorOf(socket), room, room.length, MSG_DONTWAIT);

  // dialogue.ts: what our call took, Bun does not tell again; what it left, Bun does.
  test("takes bytes, and Bun tells the rest", async () => {
    using pair = await connectedPair();
    pair.client.socket.write("hello");
    expect(recv(pair.server.socket)).toBe(5);
    expect(recv(pair.server.socket)).toBe(-1);
    pair.client.socket.write("again");
    await pair.server.hears("data");
    expect(pair.server.text).toBe("again");
  });

  // dialogue.ts: FIN is told again and again.
  test("takes no FIN away", async () => {
    using pair = await connectedPair();
    pair.client.socket.shutdown();
    expect([recv(pair.server.socket), recv(pair.server.socket)]).toEqual([0, 0]);
    await pair.server.hears("end");
  });

  // dialogue.ts: so our own call has to note it.
  test("takes a reset away, and then Bun tells of an end in good order", async () => {
    using pair = await connectedPair();
    pair.client.socket.terminate();
    expect([recv(pair.server.socket), recv(pair.server.socket)]).toEqual([-1, 0]);
    await pair.server.hears("end");
    expect(pair.server.heard).not.toContain("close ECONNRESET");
  });
});

describe("A socket that is closed in its own open()", () => {
  // tcp-server.ts, open(): a client that is answered at once can be gone before open() returns.
  test("is told closed once, and the next one is accepted", async () => {
    for (let client = 0; client < 3; client++) {
      using pair = await connectedPair({ server: { open: (socket) => socket.end("bye") } });
      await pair.client.hears("end");
      expect(pair.client.text).toBe("bye");
      expect(pair.server.heard).toEqual(["open", "close"]);
    }
  });
});
