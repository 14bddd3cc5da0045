/** Several clients answered in turn by calls of our own, between two turns of the event loop. */

import { describe, expect, test } from "bun:test";
import { Conversation } from "../../src/core/conversation.ts";
import { mostInRound } from "../../src/core/limits.ts";
import { patience } from "../../src/core/patience.ts";
import { newTcpTotals } from "../../src/core/totals.ts";
import { type Libc, libc } from "../../src/system/libc.ts";
import { type ConnectionSocket, type OwnCalls, openOwnCalls } from "../../src/system/own-calls.ts";
import { Round } from "../../src/system/round.ts";
import { connectedPair, type Pair } from "../runtime/connected-pair.ts";

/** So many connections, whose server sides have conversations, and a round that answers them. */
class Table implements Disposable {
  readonly totals = newTcpTotals();
  readonly pairs: Pair[] = [];
  readonly mistakes: string[] = [];
  readonly #round: Round;
  readonly #calls: OwnCalls;

  constructor(c: Libc, send: (socket: ConnectionSocket) => void) {
    this.#calls = openOwnCalls(c) as OwnCalls;
    this.#round = new Round({ send, error: (_socket, mistake) => this.mistakes.push(mistake.message) });
  }

  static async of(count: number, { c = libc() as Libc, send = write } = {}): Promise<Table> {
    const table = new Table(c, send);
    const deadlines = patience({ keepAliveMs: 60_000, idleTimeoutMs: 60_000 });
    for (let one = 0; one < count; one++) {
      const pair = await connectedPair();
      connectionSocket(pair).data = new Conversation({ totals: table.totals, observe: undefined, patience: deadlines });
      table.pairs.push(pair);
    }
    return table;
  }

  conversation(one: number): Conversation {
    return connectionSocket(this.pairs[one] as Pair).data;
  }

  /** All have spoken; then each says this, and the round begins when the event loop has turned. */
  async allSay(text: string): Promise<void> {
    for (const pair of this.pairs) this.#round.add(this.#calls, connectionSocket(pair));
    for (const { client } of this.pairs) client.socket.write(text);
    await new Promise((resolve) => setImmediate(resolve));
  }

  [Symbol.dispose](): void {
    for (const pair of this.pairs) pair[Symbol.dispose]();
  }
}

function connectionSocket({ server }: Pair): ConnectionSocket {
  return server.socket as unknown as ConnectionSocket;
}

function write(socket: ConnectionSocket): void {
  socket.data.sent(socket.write(socket.data.unsent));
}

const onLinux = describe.skipIf(process.platform !== "linux");

onLinux("Round", () => {
  test("answers all who have said something, each the own sentence, and the event loop hears of none", async () => {
    using table = await Table.of(5);
    await table.allSay("hello");
    expect(table.totals).toMatchObject({ bytesReceived: 25, bytesSent: 25 });
    for (const { server, client } of table.pairs) {
      await client.until(() => client.received >= 5);
      expect([client.text, server.heard.includes("data")]).toEqual(["HELLO", false]);
    }
  });

  test("takes FIN, and leaves a reset to the event loop", async () => {
    using table = await Table.of(3);
    table.pairs[0]?.client.socket.shutdown();
    table.pairs[1]?.client.socket.terminate();
    await table.allSay("hello");
    expect(table.conversation(0).next()).toBe("close");
    expect(table.totals.bytesReceived).toBe(5);
    await table.pairs[1]?.server.hears("close ECONNRESET");
  });

  test.each([1, mostInRound + 1])("leaves %i clients to the event loop", async (count) => {
    using table = await Table.of(count);
    await table.allSay("hello");
    expect(table.totals.bytesReceived).toBe(0);
  });

  test("reads no more from a client of whose reply some waits", async () => {
    const more = (socket: ConnectionSocket) => {
      table.pairs.find((pair) => connectionSocket(pair) === socket)?.client.socket.write("more");
    };
    using table = await Table.of(2, { send: more });
    await table.allSay("hello");
    expect([table.conversation(0).next(), table.totals.bytesReceived]).toEqual(["wait for room", 10]);
  });

  test("does not begin with a client of whose reply some waits", async () => {
    using table = await Table.of(2);
    table.conversation(0).receive(Buffer.from("!"));
    await table.allSay("hello");
    expect([table.conversation(0).next(), table.totals.bytesReceived]).toEqual(["wait for room", 6]);
  });

  test("costs a mistake of ours the one connection", async () => {
    let told = 0;
    const send = (socket: ConnectionSocket) => {
      if (told++ === 0) throw new Error("ours");
      write(socket);
    };
    using table = await Table.of(3, { send });
    await table.allSay("hello");
    expect([table.mistakes, table.totals.bytesSent]).toEqual([["ours"], 10]);
  });

  test("ends although clients always have more to say", async () => {
    let received = 0;
    const recv = () => {
      if (++received > 1_000_000) throw new Error("without end");
      return 1_000;
    };
    const endless = { recv, send: (_d: number, _bytes: Uint8Array, length: number) => length };
    const c = { ...(libc() as Libc), ...(endless as unknown as Partial<Libc>) };
    using table = await Table.of(2, { c, send: (socket) => socket.data.sent(socket.data.unsent.length) });
    await table.allSay("x");
    expect(table.mistakes).toEqual([]);
    expect(received).toBeGreaterThanOrEqual(2);
  });
});
