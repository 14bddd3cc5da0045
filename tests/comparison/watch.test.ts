/** What a watched server tells: every datagram and chunk that it got, whose it was, and nothing before or after. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { type EmbeddedServers, startEmbeddedServers, type Watch } from "../../src/comparison/embedded-servers.ts";
import type { Protocol } from "../../src/measurement/record.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { Inbox } from "../runtime/datagrams.ts";
import { compiled } from "../support/compiled.ts";
import { ask, patienceMs } from "./asking.ts";

const protocols: readonly Protocol[] = ["udp", "tcp"];
let servers: EmbeddedServers;

beforeAll(async () => {
  const started = await startEmbeddedServers([compiled("udp-client")]);
  if ("cause" in started) throw new Error(JSON.stringify(started));
  servers = started;
});
afterAll(() => servers.stop());

async function watch(protocol: Protocol): Promise<Watch> {
  const watching = await servers.watch(protocol);
  if (watching === undefined) throw new Error("the server is gone");
  return watching;
}

describe("Watch", () => {
  test("has each datagram, with the port that it came from, an empty one too", async () => {
    const watching = await watch("udp");
    const { port, address } = watching.server;
    using one = await Inbox.at("127.0.0.1");
    using other = await Inbox.at("127.0.0.1");
    const sent = [
      { from: one, bytes: 5 },
      { from: other, bytes: 60_000 },
      { from: one, bytes: 0 },
    ];
    for (const { from, bytes } of sent) {
      const before = from.messages.length;
      from.socket.send(Buffer.alloc(bytes, "x"), port, address);
      await from.has(before + 1);
    }
    expect(await watching.end()).toEqual(sent.map(({ from, bytes }) => ({ port: from.socket.port, bytes })));
  });

  test("has each chunk of each connection", async () => {
    const watching = await watch("tcp");
    const options = { connectTimeoutMs: patienceMs, silenceTimeoutMs: patienceMs };
    const connections = [await connectTcp([watching.server], options), await connectTcp([watching.server], options)];
    const pieces: { port: number; bytes: number }[] = [];
    for (const sentence of ["a", "bcd", "안녕"]) {
      for (const connection of connections) {
        if (Array.isArray(connection)) throw new Error(connection[0]?.cause);
        const bytes = Buffer.from(sentence);
        expect(await connection.ask(bytes, "line")).toMatchObject({ outcome: "replied" });
        pieces.push({ port: connection.local.port, bytes: bytes.length + "\n".length });
      }
    }
    expect(await watching.end()).toEqual(pieces);
    for (const connection of connections) if (!Array.isArray(connection)) connection.close();
  });

  test.each(protocols)("has nothing of what goes to the unwatched endpoint: %s", async (protocol) => {
    const watching = await watch(protocol);
    expect(watching.server).not.toEqual(servers[protocol]);
    expect(await ask(protocol, servers[protocol], "unwatched")).toBe("UNWATCHED");
    expect(await watching.end()).toEqual([]);
  });

  test.each(protocols)(
    "can be had again, from its beginning; after its end nobody is at its endpoint: %s",
    async (protocol) => {
      const first = await watch(protocol);
      expect(await ask(protocol, first.server, "first")).toBe("FIRST");
      expect(await first.end()).toMatchObject([{ bytes: 5 }]);
      const second = await watch(protocol);
      expect(await second.end()).toEqual([]);
      expect(await ask(protocol, servers[protocol], "still there")).toBe("STILL THERE");
      expect(await ask(protocol, first.server, "x")).toMatch(/^(ECONN)?REFUSED$/i);
    },
  );
});
