/** A hundred thousand random messages: every reply is the model's, nothing is printed raw, and the servers live on. */

import { beforeAll, describe, expect, test } from "bun:test";
import fc from "fast-check";
import { unsafeCharacters } from "../../src/core/visible.ts";
import { modelUpperCase } from "../core/upper-case-model.ts";
import { RawTcpPeer } from "../protocol/raw-tcp-peer.ts";
import { RawUdpPeer } from "../protocol/raw-udp-peer.ts";
import { ask, type StartedServer, startServer } from "./started.ts";

const count = 100_000;
/** Any bytes, any text, and what people write. */
const message = fc.oneof(
  fc.uint8Array({ maxLength: 24 }),
  fc.string({ unit: "binary", maxLength: 12 }).map((text) => new Uint8Array(Buffer.from(text))),
  fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => new Uint8Array(Buffer.from(text))),
);

const messages: Uint8Array[] = [];
beforeAll(() => {
  messages.push(...fc.sample(message, { seed: 85, numRuns: count }));
});

/** Ends a server in good order and tells what in its output a terminal could act on. */
async function rawInOutputOf(server: StartedServer): Promise<string[]> {
  server.signal("SIGTERM");
  const { code, stdout, stderr } = await server.ended();
  expect(code).toBe(0);
  expect(stdout.split("\n").length).toBeGreaterThan(300);
  return `${stdout}${stderr}`.replaceAll("\n", "").match(unsafeCharacters) ?? [];
}

describe("udp-server", () => {
  test("answers 100,000 random datagrams as the model does", async () => {
    // Most of them are in upper case already, one after the other from one socket: the loop breaker would leave some out.
    await using server = await startServer("udp-server", ["--loop-limit", "none"]);
    using client = await RawUdpPeer.open();
    const local = { address: "127.0.0.1", port: server.port };
    const window = 64;
    for (let start = 0; start < count; start += window) {
      const some = messages.slice(start, start + window);
      await Promise.all(some.map((one) => client.send(one, local)));
      for (const one of some) expect((await client.next()).bytes.equals(modelUpperCase(one))).toBe(true);
    }
    expect(await ask("udp-client", server.port, ["-q", "hello"])).toMatchObject({ code: 0, stdout: "HELLO\n" });
    expect(await rawInOutputOf(server)).toEqual([]);
  }, 60_000);
});

describe("tcp-server", () => {
  const chunks = 50;

  /** Sends a stream in chunks, waits for its whole reply; or resets in the middle of it. */
  async function converse(port: number, stream: readonly Uint8Array[], reset: boolean): Promise<void> {
    using peer = await RawTcpPeer.connect(port);
    await Promise.all(stream.map((chunk) => peer.write(chunk)));
    if (reset) return peer.reset();
    peer.halfClose();
    const { bytes, end } = await peer.takeAll();
    expect(end).toBe("fin");
    expect(bytes.equals(modelUpperCase(Buffer.concat(stream)))).toBe(true);
  }

  test("answers 2,000 streams of 50 random chunks as the model does, and survives those that reset", async () => {
    await using server = await startServer("tcp-server");
    const streams = Array.from({ length: count / chunks }, (_, number) =>
      messages.slice(number * chunks, (number + 1) * chunks),
    );
    for (let start = 0; start < streams.length; start += 250) {
      const some = streams.slice(start, start + 250);
      await Promise.all(some.map((stream, number) => converse(server.port, stream, number % 10 === 9)));
    }
    expect(await ask("tcp-client", server.port, ["-q", "hello"])).toMatchObject({ code: 0, stdout: "HELLO\n" });
    expect(await rawInOutputOf(server)).toEqual([]);
  }, 60_000);
});
