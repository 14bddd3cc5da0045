/** The TCP server and a stream that is cut anywhere: the reply is the upper case of the whole. */

import { expect, test } from "bun:test";
import { upperCase } from "../../src/core/upper-case.ts";
import type { EventLog } from "./event-log.ts";
import { openedTcp } from "./opened.ts";
import { RawTcpPeer } from "./raw-tcp-peer.ts";
import { texts } from "./texts.ts";

/** Sends a piece and waits until the server has taken it as a chunk of its own, so that no piece joins the next one. */
async function sendApart(peer: RawTcpPeer, piece: Uint8Array, log: EventLog): Promise<void> {
  const chunks = log.of("chunk-received").length;
  await peer.write(piece);
  const { bytes } = await log.seen("chunk-received", chunks + 1);
  expect(Buffer.from(bytes)).toEqual(Buffer.from(piece));
}

test.each(texts)("openTcpServer() answers the upper case of the whole at every cut: %s", async (_name, bytes) => {
  await using opened = openedTcp();
  for (let cut = 1; cut < bytes.length; cut++) {
    using peer = await RawTcpPeer.connect(opened.port);
    await sendApart(peer, bytes.subarray(0, cut), opened.log);
    await sendApart(peer, bytes.subarray(cut), opened.log);
    peer.halfClose();
    const { bytes: reply, end } = await peer.takeAll();
    expect({ cut, end, reply: reply.toString("hex") }).toEqual({
      cut,
      end: "fin",
      reply: Buffer.from(upperCase(bytes)).toString("hex"),
    });
  }
});

test.each(texts)("openTcpServer() answers the upper case of the whole, byte by byte: %s", async (_name, bytes) => {
  await using opened = openedTcp();
  using peer = await RawTcpPeer.connect(opened.port);
  for (const byte of bytes) await sendApart(peer, Uint8Array.of(byte), opened.log);
  peer.halfClose();
  expect(await peer.takeAll()).toEqual({ bytes: Buffer.from(upperCase(bytes)), end: "fin" });
});

test("openTcpServer() holds back an unfinished character only, when a client waits within one", async () => {
  await using opened = openedTcp();
  using peer = await RawTcpPeer.connect(opened.port);
  await sendApart(peer, Buffer.from([0x61, 0x62, 0xed, 0x95]), opened.log);
  expect((await peer.take(2)).toString()).toBe("AB");
  expect(opened.log.of("chunk-received")[0]?.heldBytes).toBe(2);
  await peer.write(Uint8Array.of(0x9c));
  expect((await peer.take(3)).toString()).toBe("한");
});
