/** The lane: batches are taken and answered as one by one, whoever sent them, however long they are. */

import { describe, expect, test } from "bun:test";
import { laneReplyBytes, maxBurst, maxDatagramBytesIPv4, maxInOneTurn } from "../../src/core/limits.ts";
import { Breather } from "../../src/system/breather.ts";
import { DatagramLane } from "../../src/system/datagram-lane.ts";
import { sendto } from "../../src/system/sendto.ts";
import { type DatagramSocket, Inbox } from "../runtime/datagrams.ts";
import { hasIPv6 } from "./loopback.ts";
import { hasNamespaces, inNamespace, loopbackUp } from "./namespace.ts";

interface Taken {
  readonly bytes: Buffer;
  readonly port: number;
  readonly address: string;
  readonly inLane: boolean;
}

/** A server that sends back what it gets, by the lane as soon as a turn of the event loop has brought as much as it may. */
class Served implements Disposable {
  readonly taken: Taken[] = [];
  readonly settled: string[] = [];
  readonly mistakes: unknown[] = [];
  mistaken: string | undefined;
  readonly lane: DatagramLane;
  readonly breather: Breather;
  #all: { count: number; resolve: () => void } | undefined;

  private constructor(readonly socket: DatagramSocket) {
    const take = (message: Uint8Array, port: number, address: string) => {
      this.taken.push({ bytes: Buffer.from(message), port, address, inLane: this.lane.isOpen });
      if (this.taken.length === this.#all?.count) this.#all.resolve();
      if (`${this.taken.at(-1)?.bytes}` === this.mistaken) throw new Error("mistaken");
      const reply = this.lane.room(message.length) ?? Buffer.alloc(message.length);
      reply.set(message);
      if (this.lane.isOpen) this.lane.put(reply, port, address);
      else expect(sendto(socket, reply, port, address)).toBe("sent");
    };
    const turned = (datagrams: number) => this.lane.turned(datagrams);
    const queueFull = () => this.settled.filter((outcome) => outcome === "queue-full").length;
    this.breather = new Breather(socket.fd, {
      queueFull,
      data: take,
      turned,
      error: (mistake) => void this.mistakes.push(mistake),
    });
    const lane = DatagramLane.open(socket, this.breather, (_bytes, _port, _address, outcome) => {
      this.settled.push(outcome);
    });
    if (lane === undefined) throw new Error("this system has no such calls");
    this.lane = lane;
  }

  static async at(hostname: string): Promise<Served> {
    let served: Served | undefined;
    const data = (_socket: unknown, bytes: Buffer, port: number, address: string) =>
      served?.breather.pass(bytes, port, address);
    const socket = (await Bun.udpSocket({ hostname, socket: { data, error() {} } })) as DatagramSocket;
    served = new Served(socket);
    return served;
  }

  /** Resolves when so many have been taken. */
  has(count: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#all = { count, resolve };
    return promise;
  }

  [Symbol.dispose](): void {
    this.lane.end();
    this.breather.end();
    this.socket.close();
  }
}

const enoughForTheLane = maxInOneTurn + maxBurst + 30;

describe.skipIf(process.platform !== "linux")("DatagramLane (needs Linux)", () => {
  test.each(["127.0.0.1", "0.0.0.0", "::", ...(hasIPv6 ? ["::1"] : [])])(
    "takes and answers all in order, at %s, from who sent them",
    async (hostname) => {
      using served = await Served.at(hostname);
      const loopback = hostname === "::1" ? "::1" : "127.0.0.1";
      using client = await Inbox.at(loopback);
      const texts = Array.from({ length: enoughForTheLane }, (_, number) => `${number}`);
      const all = served.has(texts.length);
      for (const text of texts) client.socket.send(text, served.socket.port, loopback);
      await all;
      expect(served.taken.map(({ bytes }) => `${bytes}`)).toEqual(texts);
      // The first came by the event loop; what did not fit its turn came by the lane, and looks the same.
      expect([served.taken[0]?.inLane, served.taken.at(-1)?.inLane]).toEqual([false, true]);
      const names = new Set(served.taken.map(({ address, port }) => `${address} ${port}`));
      expect(names).toEqual(new Set([`${hostname === "::" ? "::ffff:" : ""}${loopback} ${client.socket.port}`]));
      const { messages } = await client.has(texts.length);
      expect(messages.map(({ bytes }) => `${bytes}`).toSorted()).toEqual(texts.toSorted());
      expect(new Set(messages.map(({ port }) => port))).toEqual(new Set([served.socket.port]));
      expect(new Set(served.settled)).toEqual(new Set(["sent"]));
    },
  );

  test("tells its senders apart, more of them than it keeps in mind", async () => {
    using served = await Served.at("::");
    // A hundred at a time: the kernel keeps some 270 small datagrams for a socket that asks for no more.
    for (const network of [1, 2, 3]) {
      const clients = await Promise.all(Array.from({ length: 100 }, (_, n) => Inbox.at(`127.0.${network}.${n + 1}`)));
      const all = served.has(network * 2 * clients.length);
      const questions = clients.flatMap((client) => [0, 1].map((round) => ({ client, round })));
      for (const { client, round } of questions)
        client.socket.send(`${round} ${client.socket.port}`, served.socket.port, "127.0.0.1");
      await all;
      for (const client of clients) {
        const { texts } = await client.has(2);
        expect(texts.toSorted()).toEqual([`0 ${client.socket.port}`, `1 ${client.socket.port}`]);
        client[Symbol.dispose]();
      }
    }
  });

  test("takes datagrams of every length", async () => {
    using served = await Served.at("127.0.0.1");
    using client = await Inbox.at("127.0.0.1");
    const lengths = [0, 1, laneReplyBytes - 1, laneReplyBytes, laneReplyBytes + 1, 9_000, maxDatagramBytesIPv4];
    const all = served.has(maxInOneTurn + lengths.length);
    for (let number = 0; number < maxInOneTurn; number++) client.socket.send("", served.socket.port, "127.0.0.1");
    const sent = lengths.map((length) => Buffer.alloc(length, `${length}-`));
    for (const bytes of sent) client.socket.send(bytes, served.socket.port, "127.0.0.1");
    await all;
    const last = served.taken.slice(maxInOneTurn);
    expect(last.map(({ bytes }, at) => bytes.equals(sent[at] as Buffer))).toEqual(lengths.map(() => true));
    const { messages } = await client.has(maxInOneTurn + lengths.length);
    const replies = messages.map(({ bytes }) => bytes).filter(({ length }) => length > 0);
    for (const bytes of sent.slice(1)) expect(replies.some((reply) => reply.equals(bytes))).toBe(true);
  });

  test("loses nothing for the living between the dead", async () => {
    using served = await Served.at("::");
    using living = await Inbox.at("127.0.0.1");
    const dead = await Promise.all(Array.from({ length: 8 }, () => Inbox.at("127.0.0.1")));
    const count = 10 * dead.length;
    const all = served.has(2 * count);
    for (let number = 0; number < count; number++) {
      dead[number % dead.length]?.socket.send("dead", served.socket.port, "127.0.0.1");
      living.socket.send(`${number}`, served.socket.port, "127.0.0.1");
    }
    for (const one of dead) one[Symbol.dispose](); // their datagrams are in the server's queue by now
    await all;
    const { texts } = await living.has(count);
    expect(texts.map(Number).toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, number) => number));
    expect(new Set(served.settled)).toEqual(new Set(["sent"]));
  });

  test("goes on with the next datagram where one meets a mistake of ours, which is told", async () => {
    using served = await Served.at("127.0.0.1");
    using client = await Inbox.at("127.0.0.1");
    served.mistaken = `${enoughForTheLane - 2}`;
    const all = served.has(enoughForTheLane);
    for (let number = 0; number < enoughForTheLane; number++)
      client.socket.send(`${number}`, served.socket.port, "127.0.0.1");
    await all;
    const { texts } = await client.has(enoughForTheLane - 1);
    expect(texts).not.toContain(served.mistaken);
    expect(texts).toContain(`${enoughForTheLane - 1}`);
    expect(served.mistakes).toEqual([new Error("mistaken")]);
  });

  test("has no memory for a reply where no batch is being taken", async () => {
    using served = await Served.at("127.0.0.1");
    expect(served.lane.room(1)).toBeUndefined();
  });

  test("takes nothing any more after its end", async () => {
    using served = await Served.at("127.0.0.1");
    using client = await Inbox.at("127.0.0.1");
    served.lane.end();
    client.socket.send("hello", served.socket.port, "127.0.0.1");
    served.lane.turned(maxInOneTurn);
    expect(served.taken).toEqual([]);
    await served.has(1);
    expect(served.taken[0]?.inLane).toBe(false);
  });
});

test.skipIf(!hasNamespaces())(
  "DatagramLane writes link-local addresses with their zone, as the event loop does (needs user namespaces)",
  async () => {
    const furnish = `${loopbackUp}; ip link add v0 type veth peer name v1; ip link set v0 up; ip link set v1 up; ip address add fe80::1/64 dev v0 nodad`;
    expect(await inNamespace(furnish, "say-lane-sources.ts", "fe80::1%v0")).toEqual(["fe80::1%v0"]);
  },
);
