/** What the TCP client makes of a reply, however the server cuts it, ends it or fails to. */

import { expect, test } from "bun:test";
import type { Framing } from "../../src/core/reply-reader.ts";
import { connected } from "./connected.ts";
import { openedTcp } from "./opened.ts";
import { RawTcpServer } from "./raw-tcp-server.ts";
import { texts } from "./texts.ts";

const framings: readonly Framing[] = ["line", "to-end"];

test.each(framings)("ask() collects a reply that is cut at every byte, framing %s", async (framing) => {
  using server = await RawTcpServer.open();
  const bytes = Buffer.concat(texts.map(([, text]) => text)).filter((byte) => byte !== 0x0a);
  for (let cut = 1; cut < bytes.length; cut++) {
    using client = await connected(server);
    const peer = await server.accepted(cut);
    const asking = client.connection.ask(Buffer.from("x"), framing);
    await peer.write(bytes.subarray(0, cut));
    await client.log.seen("reply-chunk-received");
    await peer.write(bytes.subarray(cut));
    if (framing === "line") await peer.write("\n");
    else peer.halfClose();
    const exchange = await asking;
    expect(exchange).toMatchObject({ outcome: "replied", tries: 1, peer: server.local });
    expect(exchange.outcome === "replied" && Buffer.from(exchange.reply).equals(bytes)).toBe(true);
  }
});

test("ask() sends the sentence and FIN, or the sentence and a newline, as its framing says", async () => {
  using server = await RawTcpServer.open();
  using first = await connected(server);
  first.connection.ask(Buffer.from("to the end"), "to-end");
  expect(await (await server.accepted(1)).takeAll()).toEqual({ bytes: Buffer.from("to the end"), end: "fin" });
  using second = await connected(server);
  const asking = second.connection.ask(Buffer.from("one line"), "line");
  const peer = await server.accepted(2);
  expect((await peer.take(9)).toString()).toBe("one line\n");
  expect(peer.end).toBeUndefined();
  await peer.write("ONE LINE\n");
  await asking;
  second.connection.finish();
  expect(await peer.takeAll()).toEqual({ bytes: Buffer.alloc(0), end: "fin" });
});

test.each(framings)("ask() tells of a reset with what had arrived, framing %s", async (framing) => {
  using server = await RawTcpServer.open();
  using client = await connected(server);
  const asking = client.connection.ask(Buffer.from("hello"), framing);
  const peer = await server.accepted();
  await peer.take(5);
  await peer.write("HEL");
  await client.log.seen("reply-chunk-received");
  peer.reset();
  expect(await asking).toEqual({ outcome: "reset", peer: server.local, partial: Buffer.from("HEL") });
  expect(client.connection.open).toBe(false);
});

test.each(framings)("ask() tells of a reset, when the server resets at once, framing %s", async (framing) => {
  using server = await RawTcpServer.open();
  using client = await connected(server);
  (await server.accepted()).reset();
  await client.log.seen("tcp-socket-closed");
  const exchange = await client.connection.ask(Buffer.from("hello"), framing);
  expect(exchange).toEqual({ outcome: "reset", peer: server.local, partial: Buffer.alloc(0) });
});

test.each(framings)(
  "ask() tells of a close, when the server's FIN comes before any reply, framing %s",
  async (framing) => {
    using server = await RawTcpServer.open();
    using client = await connected(server);
    const asking = client.connection.ask(Buffer.from("hello"), framing);
    const peer = await server.accepted();
    await peer.take(5);
    peer.halfClose();
    expect(await asking).toEqual({ outcome: "closed", peer: server.local, partial: Buffer.alloc(0) });
  },
);

test.each([
  ["line", "no newline"],
  ["to-end", "the end\n"],
] as const)("ask() takes FIN for the end of a reply, framing %s", async (framing, reply) => {
  using server = await RawTcpServer.open();
  using client = await connected(server);
  const asking = client.connection.ask(Buffer.from("hello"), framing);
  const peer = await server.accepted();
  await peer.write(reply);
  peer.halfClose();
  expect(await asking).toMatchObject({ outcome: "replied", reply: Buffer.from(reply) });
});

test("ask() takes the end of the stream for the reply to an empty sentence, when it asks to the end", async () => {
  await using opened = openedTcp();
  using client = await connected(opened);
  const exchange = await client.connection.ask(Buffer.alloc(0), "to-end");
  expect(exchange).toMatchObject({ outcome: "replied", reply: Buffer.alloc(0) });
});

test.each(framings)("ask() passes 8 MiB both ways, the kernel taking part by part, framing %s", async (framing) => {
  await using opened = openedTcp();
  using client = await connected(opened);
  const text = "구역 é𐐨 and so on ".repeat(340_000);
  const exchange = await client.connection.ask(Buffer.from(text), framing);
  expect(exchange.outcome).toBe("replied");
  expect("reply" in exchange && Buffer.from(text.toUpperCase()).equals(exchange.reply)).toBe(true);
  expect(client.log.of("sentence-written").filter(({ waiting }) => waiting > 0).length).toBeGreaterThan(0);
});
