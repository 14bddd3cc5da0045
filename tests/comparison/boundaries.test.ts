/** Three writes back to back: datagrams keep their boundaries, a stream has none, and it is told who saw that. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { messageBoundaries } from "../../src/comparison/boundaries.ts";
import { type EmbeddedServers, startEmbeddedServers } from "../../src/comparison/embedded-servers.ts";
import { endpoint } from "../../src/core/endpoint.ts";
import { answerTcp, answerUdp } from "../programs/scripted.ts";
import { compiled } from "../support/compiled.ts";
import { freePort } from "../support/ports.ts";
import { patienceMs } from "./asking.ts";

const patience = { replyTimeoutMs: patienceMs, connectTimeoutMs: patienceMs };
const writes = [5, 6, 7];
const at = (port: number) => endpoint("127.0.0.1", port);

function sum(pieces: readonly number[]): number {
  return pieces.reduce((bytes, piece) => bytes + piece, 0);
}

describe("messageBoundaries() asks an embedded server", () => {
  let servers: EmbeddedServers;
  beforeAll(async () => {
    const started = await startEmbeddedServers([compiled("tcp-client")]);
    if ("cause" in started) throw new Error(JSON.stringify(started));
    servers = started;
  });
  afterAll(() => servers.stop());

  test("how many datagrams it got: each as it was sent", async () => {
    for (let i = 0; i < 20; i++) {
      const seen = await messageBoundaries("udp", servers.udp, patience, servers);
      expect(seen).toEqual({ protocol: "udp", writes, pieces: [5, 6, 7], seenBy: "server" });
    }
  });

  test("how many chunks it got: nobody knows before, and no byte is missing", async () => {
    for (let i = 0; i < 20; i++) {
      const { pieces, ...rest } = await messageBoundaries("tcp", servers.tcp, patience, servers);
      expect(rest).toEqual({ protocol: "tcp", writes, seenBy: "server" });
      expect(sum(pieces)).toBe(18);
    }
  });
});

test("messageBoundaries() leaves out what an embedded server got from somebody else", async () => {
  const pieces = [{ port: 1, bytes: 3 }];
  using server = await answerUdp(({ text, port }, answer) => {
    pieces.push({ port, bytes: text.length }, { port: 1, bytes: 4 });
    answer(text.toUpperCase());
  });
  const watched = { server: at(server.port), end: async () => pieces };
  const never = Promise.withResolvers<never>().promise;
  const embedded = { udp: at(1), tcp: at(1), failed: never, watch: async () => watched, stop: async () => {} };
  expect(await messageBoundaries("udp", at(1), patience, embedded)).toMatchObject({ pieces: [5, 6, 7] });
});

describe("messageBoundaries() tells in how many pieces the reply came back, of another server", () => {
  test("over UDP: a datagram for each", async () => {
    using server = await answerUdp(({ text }, answer) => answer(text.toUpperCase()));
    const seen = await messageBoundaries("udp", at(server.port), patience);
    expect(seen).toEqual({ protocol: "udp", writes, pieces: [5, 6, 7], seenBy: "client" });
    expect(server.received).toEqual(["abcd\n", "abcde\n", "abcdef\n"]);
  });

  test("over UDP: what came until patience ended", async () => {
    using server = await answerUdp(({ text }, answer) => text.length !== 6 && answer(text.toUpperCase()));
    const seen = await messageBoundaries("udp", at(server.port), { ...patience, replyTimeoutMs: 300 });
    expect(seen.pieces).toEqual([5, 7]);
  });

  test("over TCP: one piece, where the server waits for all", async () => {
    let received = "";
    using server = answerTcp({
      data(socket, text) {
        received += text;
        if (received.length === 18) socket.write(received.toUpperCase());
      },
    });
    const seen = await messageBoundaries("tcp", at(server.port), patience);
    expect(seen).toEqual({ protocol: "tcp", writes, pieces: [18], seenBy: "client" });
  });

  test.each([
    ["closes", "end", [5]],
    ["resets", "terminate", []],
  ] as const)("over TCP: what came until the server %s", async (_what, how, expected) => {
    let received = "";
    using server = answerTcp({
      data(socket, text) {
        received += text;
        if (received.length < 18) return;
        if (how === "end") socket.write(received.slice(0, 5).toUpperCase());
        socket[how]();
      },
    });
    const { pieces } = await messageBoundaries("tcp", at(server.port), patience);
    expect(pieces).toEqual([...expected]);
  });

  test.each(["udp", "tcp"] as const)("over %s: none, and soon, where nobody listens", async (protocol) => {
    const seen = await messageBoundaries(protocol, at(await freePort()), patience);
    expect(seen).toEqual({ protocol, writes, pieces: [], seenBy: "client" });
  });
});

test("messageBoundaries() does without an embedded server that is gone", async () => {
  const started = await startEmbeddedServers([compiled("tcp-client")]);
  if ("cause" in started) throw new Error(JSON.stringify(started));
  await started.stop();
  for (const protocol of ["udp", "tcp"] as const) {
    const seen = await messageBoundaries(protocol, started[protocol], patience, started);
    expect(seen).toEqual({ protocol, writes, pieces: [], seenBy: "client" });
  }
});
