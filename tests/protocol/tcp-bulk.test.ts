/** 64 MiB through the TCP server by a client that reads slowly: nothing is lost, and the server keeps little of it. */

import { expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { openedTcp } from "./opened.ts";
import { RawTcpPeer } from "./raw-tcp-peer.ts";
import { ServerProcess } from "./server-process.ts";

const mebibyte = 1024 * 1024;

/** Blocks of ASCII and of longer characters in turn, no two alike, each with its upper case. */
function* blocks(bytes: number): Generator<{ lower: Buffer; upper: Buffer }> {
  for (let made = 0, number = 0; made < bytes; number++) {
    const text = (number % 2 === 0 ? `block ${number} ` : `구역 ${number} é𐐨 `).repeat(64);
    const lower = Buffer.from(text);
    made += lower.length;
    yield { lower, upper: Buffer.from(text.toUpperCase()) };
  }
}

interface Work {
  readonly sentence: Buffer;
  readonly replyBytes: number;
  readonly replyHash: string;
}

function work(bytes: number): Work {
  const hash = createHash("sha256");
  const lower: Buffer[] = [];
  let replyBytes = 0;
  for (const block of blocks(bytes)) {
    lower.push(block.lower);
    hash.update(block.upper);
    replyBytes += block.upper.length;
  }
  return { sentence: Buffer.concat(lower), replyBytes, replyHash: hash.digest("hex") };
}

/** Sends it all as fast as TCP lets it, and takes a rest after every chunk of the reply. */
async function streamSlowly(port: number, { sentence, replyBytes }: Work, halfClose: "at once" | "at last") {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  await once(socket, "connect");
  if (halfClose === "at once") socket.end(sentence);
  else socket.write(sentence);
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of socket) {
    hash.update(chunk);
    bytes += chunk.length;
    if (bytes === replyBytes && halfClose === "at last") socket.end();
    await Bun.sleep(1); // this is the slowness
  }
  return { replyBytes: bytes, replyHash: hash.digest("hex") };
}

test.each(["at last", "at once"] as const)(
  "tcp-server passes 64 MiB to a slow reader and stays small, when the client half-closes %s",
  async (halfClose) => {
    await using server = await ServerProcess.start("tcp-server");
    const everything = work(64 * mebibyte);
    const idleMiB = server.memoryMiB("VmHWM");
    const { sentence: _, ...expected } = everything;
    expect(await streamSlowly(server.port, everything, halfClose)).toEqual(expected);
    const grownMiB = server.memoryMiB("VmHWM") - idleMiB;
    console.info(`tcp-server: ${idleMiB.toFixed(0)} MiB idle, at the peak ${grownMiB.toFixed(0)} MiB more`);
    expect(grownMiB).toBeLessThan(64);
    expect(await server.stop()).toMatchObject({
      connections: 1,
      answered: 1,
      bytesReceived: everything.sentence.length,
      bytesSent: everything.replyBytes,
      reset: 0,
      givenUp: 0,
    });
  },
  60_000,
);

test("openTcpServer() stops reading from a client that does not read, and goes on when it does", async () => {
  await using opened = openedTcp();
  using peer = await RawTcpPeer.connect(opened.port, { reading: false });
  const { sentence, replyBytes, replyHash } = work(16 * mebibyte);
  peer.write(sentence);
  peer.halfClose();
  await opened.log.seen("reading-paused");
  expect(opened.totals.bytesReceived).toBeLessThan(sentence.length);
  peer.read();
  const { bytes, end } = await peer.takeAll();
  expect([bytes.length, createHash("sha256").update(bytes).digest("hex"), end]).toEqual([replyBytes, replyHash, "fin"]);
  expect(opened.log.of("reading-resumed").length).toBe(opened.log.of("reading-paused").length);
  expect(opened.totals).toMatchObject({ bytesReceived: sentence.length, bytesSent: replyBytes });
});

test("openTcpServer() loses nothing of a reply, when a client reads only after it has sent everything and FIN", async () => {
  await using opened = openedTcp();
  using peer = await RawTcpPeer.connect(opened.port, { reading: false });
  const { sentence, replyHash } = work(mebibyte / 4);
  peer.write(sentence);
  peer.halfClose();
  await opened.log.seen("client-half-closed");
  peer.read();
  const { bytes, end } = await peer.takeAll();
  expect([createHash("sha256").update(bytes).digest("hex"), end]).toEqual([replyHash, "fin"]);
  expect((await opened.log.seen("connection-closed")).end).toBe("closed");
});
