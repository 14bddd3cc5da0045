/** Turns of the event loop that datagrams cannot prolong, and in which none of them is lost. */

import { describe, expect, test } from "bun:test";
import { maxInOneTurn } from "../../src/core/limits.ts";
import { Breather } from "../../src/system/breather.ts";
import { sendto } from "../../src/system/sendto.ts";
import { type DatagramSocket, Inbox } from "../runtime/datagrams.ts";
import { hasNamespaces, inNamespace, loopbackUp } from "./namespace.ts";
import { selfFeeding } from "./self-feeding.ts";

/** Bun reads eight at once, and passes on all of them. */
const readAtOnce = 8;

const never = () => 0;

function throwOn(mistake: unknown): never {
  throw mistake;
}

/** A server behind a breather, which answers each datagram at once, and a client. */
class Served implements Disposable {
  readonly turns: number[] = [];
  readonly taken: string[] = [];
  readonly breather: Breather;

  private constructor(
    readonly client: Inbox,
    readonly socket: DatagramSocket,
  ) {
    const take = (bytes: Uint8Array, port: number, address: string) => {
      this.taken.push(`${bytes}`);
      expect(sendto(socket, bytes, port, address)).toBe("sent");
    };
    const turned = (datagrams: number) => void this.turns.push(datagrams);
    this.breather = new Breather(socket.fd, { data: take, turned, error: throwOn, queueFull: never });
  }

  static async open(): Promise<Served> {
    const client = await Inbox.at("127.0.0.1");
    let served: Served | undefined;
    const data = (_socket: unknown, bytes: Buffer, port: number, address: string) =>
      served?.breather.pass(bytes, port, address);
    const socket = (await Bun.udpSocket({ hostname: "::", socket: { data, error() {} } })) as DatagramSocket;
    served = new Served(client, socket);
    return served;
  }

  /** Sends so many in one turn of this event loop: they wait in the kernel. */
  send(count: number): string[] {
    const texts = Array.from({ length: count }, (_, number) => `datagram ${number}`);
    for (const text of texts) this.client.socket.send(text, this.socket.port, "127.0.0.1");
    return texts;
  }

  [Symbol.dispose](): void {
    this.breather.end();
    this.socket.close();
    this.client[Symbol.dispose]();
  }
}

describe.skipIf(process.platform !== "linux")("Breather (needs Linux)", () => {
  test("ends a turn after so many datagrams, and loses none, nor their order", async () => {
    using served = await Served.open();
    const texts = served.send(200);
    const { messages } = await served.client.has(texts.length);
    expect(served.taken).toEqual(texts);
    expect(messages.map(({ bytes }) => `${bytes}`).toSorted()).toEqual(texts.toSorted());
    // All of them left from the server's port, also those that Bun had read before it was stopped.
    expect(new Set(messages.map(({ port }) => port))).toEqual(new Set([served.socket.port]));
    await new Promise<void>((resolve) => setImmediate(resolve));
    expect(served.turns.reduce((sum, datagrams) => sum + datagrams)).toBe(texts.length);
    expect(served.turns.length).toBeGreaterThanOrEqual(texts.length / (maxInOneTurn + readAtOnce));
    expect(Math.max(...served.turns)).toBeLessThan(maxInOneTurn + readAtOnce);
  });

  test("is busy from the second datagram of a turn on", async () => {
    using served = await Served.open();
    const busy: boolean[] = [];
    const data = () => void busy.push(breather.isBusy);
    const breather = new Breather(served.socket.fd, { data, turned: () => {}, error: throwOn, queueFull: never });
    for (let number = 0; number < 3; number++) breather.pass(new Uint8Array(), 1, "127.0.0.1");
    await new Promise<void>((resolve) => setImmediate(resolve));
    breather.pass(new Uint8Array(), 1, "127.0.0.1");
    expect(busy).toEqual([false, true, true, false]);
    breather.end();
  });

  test("gives what it kept when it is ended in the middle of a turn, and the descriptor is the server's again", async () => {
    using served = await Served.open();
    served.breather.hold();
    served.breather.pass(Buffer.from("kept"), served.client.socket.port, "::ffff:127.0.0.1");
    expect(served.taken).toEqual([]);
    served.breather.end();
    expect(served.taken).toEqual(["kept"]);
    const { messages } = await served.client.has(1);
    expect(messages[0]?.port).toBe(served.socket.port);
  });

  test("leaves the next turn to Bun where it waits to hear of room, until there was some", async () => {
    using served = await Served.open();
    let full = 0;
    const handlers = { data: () => {}, turned: () => {}, error: throwOn, queueFull: () => full };
    const breather = new Breather(served.socket.fd, handlers);
    expect(breather.holdNextTurn()).toBe(true);
    breather.release();
    full++;
    expect([breather.holdNextTurn(), breather.holdNextTurn()]).toEqual([false, true]);
    breather.end();
  });

  test("lets timers have their turn where datagrams never end, each time", async () => {
    let breather: Breather | undefined;
    using socket = await selfFeeding(4_000, (descriptor, take) => {
      breather = new Breather(descriptor, { data: take, turned: () => {}, error: throwOn, queueFull: never });
      return (...datagram) => breather?.pass(...datagram);
    });
    for (let time = 0; time < 3; time++) {
      const before = socket.received;
      socket.begin();
      await new Promise<void>((resolve) => setTimeout(resolve, 1));
      expect(socket.gaveUp).toBe(false);
      expect(socket.received).toBeGreaterThan(before);
    }
    breather?.end();
  }, 20_000);
});

describe.skipIf(!hasNamespaces("tc"))(
  "Breather.holdNextTurn() where a slow link fills the queue (needs tc and user namespaces)",
  () => {
    const slow = `${loopbackUp}; tc qdisc add dev lo root tbf rate 20mbit burst 16kb limit 64mb`;

    test("lets Bun hear of room, and ask for it no more, where a full queue was told of", async () => {
      expect(await inNamespace(slow, "say-room.ts", "1")).toEqual({ isHeld: false, before: true, after: false });
    });

    // The other way round: with an epoll that goes on telling of room, an idle server is never idle.
    test("would have it ask for ever otherwise", async () => {
      expect(await inNamespace(slow, "say-room.ts", "0")).toEqual({ isHeld: true, before: true, after: true });
    });
  },
);
