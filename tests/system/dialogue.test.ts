/** recv() and send() by the kernel's own calls: what they do to a conversation, and what is left to Bun. */

import { type Pointer, toArrayBuffer } from "bun:ffi";
import { describe, expect, test } from "bun:test";
import { Conversation } from "../../src/core/conversation.ts";
import { chunksBetweenStays } from "../../src/core/limits.ts";
import { patience } from "../../src/core/patience.ts";
import { newTcpTotals } from "../../src/core/totals.ts";
import { upperCase } from "../../src/core/upper-case.ts";
import { type ConnectionSocket, Dialogue } from "../../src/system/dialogue.ts";
import { type Libc, libc } from "../../src/system/libc.ts";
import { descriptorOf, tcpFigures } from "../../src/system/tcp-figures.ts";
import { texts } from "../protocol/texts.ts";
import { connectedPair, type Pair } from "../runtime/connected-pair.ts";

/** A connection whose server side has a conversation and does the page's part of sending, and a dialogue to try on it. */
class Tried implements Disposable {
  readonly totals = newTcpTotals();
  readonly conversation: Conversation;
  readonly socket: ConnectionSocket;
  readonly dialogue: Dialogue;
  readonly pair: Pair;

  constructor(pair: Pair, dialogue = begun(), oneReply = false) {
    this.pair = pair;
    this.dialogue = dialogue;
    const shared = { totals: this.totals, observe: undefined };
    const deadlines = { keepAliveMs: oneReply ? 0 : 60_000, idleTimeoutMs: 60_000 };
    this.conversation = new Conversation("127.0.0.1", { ...shared, patience: patience(deadlines) });
    this.socket = pair.server.socket as unknown as ConnectionSocket;
    this.socket.data = this.conversation;
  }

  static async connect(dialogue?: Dialogue, oneReply = false): Promise<Tried> {
    return new Tried(await connectedPair(), dialogue, oneReply);
  }

  /** The client sends this, and over loopback the server's kernel has it at once; then the server turns to the client. */
  says(bytes: Uint8Array | string): void {
    this.pair.client.socket.write(bytes);
    this.stays();
  }

  stays(): void {
    this.dialogue.stay(this.socket, () => this.dialogue.send(this.socket));
  }

  async hears(bytes: number): Promise<string> {
    await this.pair.client.until(() => this.pair.client.received >= bytes);
    return Buffer.concat(this.pair.client.chunks).toHex();
  }

  [Symbol.dispose](): void {
    this.pair[Symbol.dispose]();
  }
}

function begun(c = libc() as Libc): Dialogue {
  return new Dialogue(c, c.__errno_location() as Pointer);
}

/** The kernel's calls, but for poll(), which finds the client talking each time: for what comes between poll() and recv(). */
function alwaysTalking(): Libc {
  const poll = (polled: Pointer) => {
    new Int16Array(toArrayBuffer(polled, 0, 16))[3] = 1; // POLLIN came
    return 1;
  };
  return { ...(libc() as Libc), poll: poll as unknown as Libc["poll"] };
}

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
      using tried = await Tried.connect(begun(alwaysTalking()));
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

  test("leaves a reset to Bun, which tells of it", async () => {
    using tried = await Tried.connect();
    tried.pair.client.socket.write("hello");
    tried.pair.client.socket.terminate();
    tried.stays();
    await tried.pair.server.hears("close ECONNRESET");
    expect(tried.totals.bytesReceived).toBe(0);
  });

  test("notes a reset that its own recv() was told of, for the kernel says so once", async () => {
    using tried = await Tried.connect(begun(alwaysTalking()));
    tried.pair.client.socket.terminate();
    tried.stays();
    expect(tried.conversation.next()).toBe("close");
    tried.conversation.closed(undefined);
    expect(tried.totals).toMatchObject({ reset: 1, bytesReceived: 0 });
  });

  test("leaves the client to the event loop where it says nothing", async () => {
    using tried = await Tried.connect(begun(alwaysTalking()));
    tried.stays();
    expect(tried.conversation.next()).toBe("read on");
    tried.pair.client.socket.write("hello");
    await tried.pair.server.hears("data");
    expect(tried.pair.server.text).toBe("hello");
  });

  test("is not tried again for a while, where it brought nothing", async () => {
    using tried = await Tried.connect();
    tried.stays();
    for (let chunk = 0; chunk < chunksBetweenStays; chunk++) tried.says("x");
    expect(tried.totals.bytesReceived).toBe(0);
    tried.stays();
    expect(tried.totals.bytesReceived).toBe(chunksBetweenStays);
  });

  test("reads no more while some of the reply waits, which the next chunk does not touch", async () => {
    using tried = await Tried.connect(begun(alwaysTalking()));
    const noRoom = { ...alwaysTalking(), send: (() => -1) as unknown as Libc["send"] };
    using full = await Tried.connect(begun(noRoom));
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
    tried.dialogue.send(tried.socket);
    const { bytesSent } = tried.totals;
    expect(bytesSent).toBeGreaterThan(0);
    expect(tried.conversation.unsent.length).toBe(bytes.length - bytesSent);
    tried.dialogue.send(tried.socket);
    expect(tried.totals.bytesSent).toBe(bytesSent);
  });

  test("keeps everything on a connection that is gone: Bun's write() tells", async () => {
    using tried = await Tried.connect();
    tried.conversation.receive(Buffer.from("hello"));
    tried.socket.end();
    tried.dialogue.send(tried.socket);
    expect(tried.conversation.next()).toBe("wait for room");
    expect(tried.conversation.unsent.length).toBe(5);
  });

  test("lets the last bytes wait for the FIN, and shares a segment with it", async () => {
    using tried = await Tried.connect(begun(), true);
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
