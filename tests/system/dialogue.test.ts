/** recv() and send() by the kernel's own calls: what they do to a conversation, and what is left to Bun. */

import { describe, expect, test } from "bun:test";
import { Conversation } from "../../src/core/conversation.ts";
import { chunksBetweenStays } from "../../src/core/limits.ts";
import { patience } from "../../src/core/patience.ts";
import { newTcpTotals } from "../../src/core/totals.ts";
import { upperCase } from "../../src/core/upper-case.ts";
import { Dialogue } from "../../src/system/dialogue.ts";
import { type Libc, libc } from "../../src/system/libc.ts";
import type { ConnectionSocket } from "../../src/system/own-calls.ts";
import { descriptorOf, tcpFigures } from "../../src/system/tcp-figures.ts";
import { texts } from "../protocol/texts.ts";
import { connectedPair, type Pair } from "../runtime/connected-pair.ts";

/** A connection whose server side has a conversation and does the page's part of sending. Each stay is a new dialogue's, which tries. */
class Tried implements Disposable {
  readonly totals = newTcpTotals();
  readonly conversation: Conversation;
  readonly socket: ConnectionSocket;
  readonly pair: Pair;
  readonly #c: Libc;

  constructor(pair: Pair, c = libc() as Libc, oneReply = false) {
    this.pair = pair;
    this.#c = c;
    const shared = { totals: this.totals, observe: undefined };
    const deadlines = { keepAliveMs: oneReply ? 0 : 60_000, idleTimeoutMs: 60_000 };
    this.conversation = new Conversation({ ...shared, patience: patience(deadlines) });
    this.socket = pair.server.socket as unknown as ConnectionSocket;
    this.socket.data = this.conversation;
  }

  static async connect(c?: Libc, oneReply = false): Promise<Tried> {
    return new Tried(await connectedPair(), c, oneReply);
  }

  /** The client sends this, and over loopback the server's kernel has it at once; then the server turns to the client. */
  says(bytes: Uint8Array | string): void {
    this.pair.client.socket.write(bytes);
    this.stays();
  }

  stays(dialogue = begun(this.#c)): void {
    dialogue.stay(this.socket);
  }

  /** A dialogue that has begun offers the kernel what waits; while it waits, nothing is read. */
  sends(): void {
    const dialogue = begun(this.#c);
    this.stays(dialogue);
    dialogue.send(this.socket);
  }

  async hears(bytes: number): Promise<string> {
    await this.pair.client.until(() => this.pair.client.received >= bytes);
    return Buffer.concat(this.pair.client.chunks).toHex();
  }

  [Symbol.dispose](): void {
    this.pair[Symbol.dispose]();
  }
}

/** A dialogue that does of the page's part the sending alone. */
function begun(c: Libc): Dialogue {
  const error = (_socket: ConnectionSocket, mistake: Error) => {
    throw mistake;
  };
  const dialogue: Dialogue = new Dialogue({ send: (socket) => dialogue.send(socket), error }, () => c, 0);
  return dialogue;
}

/** The kernel's calls, but for send(), which has room for nothing. */
const withoutRoom = (): Libc => ({ ...(libc() as Libc), send: (() => -1) as unknown as Libc["send"] });

const onLinux = describe.skipIf(process.platform !== "linux");

onLinux("Dialogue.stay()", () => {
  test("answers what is there, without a turn of the event loop", async () => {
    using tried = await Tried.connect();
    tried.says("hello");
    expect(tried.totals).toMatchObject({ bytesReceived: 5, bytesSent: 5 });
    expect(tried.pair.server.heard).toEqual(["open"]);
    expect(await tried.hears(5)).toBe(Buffer.from("HELLO").toHex());
  });

  test.each(texts)("answers the upper case of the whole at every cut: %s", async (_name, bytes) => {
    const expected = Buffer.from(upperCase(bytes));
    for (let cut = 1; cut < bytes.length; cut++) {
      using tried = await Tried.connect();
      tried.says(bytes.subarray(0, cut));
      tried.says(bytes.subarray(cut));
      tried.pair.client.socket.shutdown();
      tried.stays();
      expect(tried.conversation.next()).toBe("close");
      expect(await tried.hears(expected.length)).toBe(expected.toHex());
      expect(tried.pair.server.heard).not.toContain("data");
    }
  });

  test("takes the client's FIN, after all that came before it", async () => {
    using tried = await Tried.connect();
    tried.pair.client.socket.write("hello");
    tried.pair.client.socket.shutdown();
    tried.stays();
    expect(tried.totals).toMatchObject({ bytesReceived: 5, bytesSent: 5 });
    expect(tried.conversation.next()).toBe("close");
  });

  test("notes a reset, of which the kernel tells once", async () => {
    using tried = await Tried.connect();
    tried.says("hello");
    tried.pair.client.socket.terminate();
    tried.stays();
    expect(tried.conversation.next()).toBe("close");
    tried.conversation.closed(undefined);
    expect(tried.totals).toMatchObject({ reset: 1, bytesReceived: 5 });
  });

  test("leaves the client to the event loop where it says nothing", async () => {
    using tried = await Tried.connect();
    tried.stays();
    expect(tried.conversation.next()).toBe("read on");
    tried.pair.client.socket.write("hello");
    await tried.pair.server.hears("data");
    expect(tried.pair.server.text).toBe("hello");
  });

  test("leaves even a client that always has more to say", async () => {
    const endless = { recv: () => 1_000, send: (_descriptor: number, _bytes: Uint8Array, length: number) => length };
    using tried = await Tried.connect({ ...(libc() as Libc), ...(endless as unknown as Partial<Libc>) });
    tried.stays(); // or the test never ends
    expect(tried.conversation.next()).toBe("read on");
    expect(tried.totals.bytesSent).toBeGreaterThan(1_000);
  });

  test("is not tried again for a while, where it brought nothing", async () => {
    using tried = await Tried.connect();
    const dialogue = begun(libc() as Libc);
    tried.stays(dialogue);
    for (let chunk = 0; chunk < chunksBetweenStays; chunk++) {
      tried.pair.client.socket.write("x");
      tried.stays(dialogue);
    }
    expect(tried.totals.bytesReceived).toBe(0);
    tried.stays(dialogue);
    expect(tried.totals.bytesReceived).toBe(chunksBetweenStays);
  });

  test("gives its processor away to a client that is to close, once a wait has shown that nobody else is there", async () => {
    const c = libc() as Libc;
    const did: string[] = [];
    let closesIn = "poll";
    let peer: Tried | undefined;
    const doing = (name: string) => {
      did.push(name);
      if (name === closesIn) peer?.pair.client.socket.shutdown();
    };
    const poll = (polled: Int32Array, count: number, ms: number) => {
      doing("poll");
      return c.poll(polled, count, ms);
    };
    const noted = { ...c, poll, sched_yield: () => doing("yield") } as unknown as Libc;
    const dialogue = begun(noted);
    const close = async (when: string) => {
      closesIn = when;
      using tried = await Tried.connect(noted, true);
      peer = tried;
      tried.conversation.finish("one-reply");
      tried.conversation.linger();
      tried.stays(dialogue);
      expect(tried.conversation.next()).toBe("close");
      return did.splice(0);
    };
    expect(await close("poll")).toEqual(["poll"]);
    expect(await close("yield")).toEqual(["yield"]);
    // On another processor, it needs its time.
    expect(await close("poll")).toEqual(["yield", "poll"]);
    expect(await close("poll")).toEqual(["poll"]);
  });

  test("reads no more while some of the reply waits, which the next chunk does not touch", async () => {
    using tried = await Tried.connect();
    using full = await Tried.connect(withoutRoom());
    full.says("hello");
    full.says("more");
    expect(full.conversation.next()).toBe("wait for room");
    expect(full.totals.bytesReceived).toBe(5);
    tried.says("GOODBYE");
    expect(Buffer.from(full.conversation.unsent).toString()).toBe("HELLO");
  });
});

onLinux("Dialogue.send()", () => {
  test("offers the kernel all that is unsent, and keeps what it has no room for", async () => {
    using tried = await Tried.connect();
    tried.pair.client.socket.pause();
    const bytes = Buffer.alloc(32 * 1024 * 1024, "a");
    tried.conversation.receive(bytes);
    tried.sends();
    expect(tried.totals.bytesSent).toBeGreaterThan(0);
    // The client's kernel takes more and more, until its own memory is full.
    for (let before = 0; tried.totals.bytesSent > before; ) {
      before = tried.totals.bytesSent;
      expect(tried.conversation.unsent.length).toBe(bytes.length - before);
      tried.sends();
    }
    expect(tried.conversation.unsent.length).toBeGreaterThan(0);
  });

  test("keeps everything on a connection that is gone: Bun's write() tells", async () => {
    using tried = await Tried.connect();
    tried.conversation.receive(Buffer.from("hello"));
    tried.socket.end();
    tried.sends();
    expect(tried.conversation.next()).toBe("wait for room");
    expect(tried.conversation.unsent.length).toBe(5);
  });

  test("lets the last bytes wait for the FIN, and shares a segment with it", async () => {
    using tried = await Tried.connect(undefined, true);
    tried.pair.client.socket.write("hello");
    const segments = () => tcpFigures(descriptorOf(tried.socket))?.segmentsOut ?? 0;
    const before = segments();
    tried.stays();
    expect(tried.conversation.next()).toBe("half-close");
    tried.socket.shutdown();
    expect(segments() - before).toBe(1);
    await tried.pair.client.hears("end");
    expect(tried.pair.client.text).toBe("HELLO");
  });
});
