/**
 * A quiet TCP server reads and writes by calls of its own where that is faster: the same bytes, the same ends and the same totals as
 * through Bun, in a process of its own.
 */

import { expect, test } from "bun:test";
import { upperCase } from "../../src/core/upper-case.ts";
import { RawTcpPeer } from "./raw-tcp-peer.ts";
import { ServerProcess } from "./server-process.ts";
import { texts } from "./texts.ts";

const mebibyte = 1024 * 1024;

test("tcp-server answers the upper case of the whole at every cut, when nobody observes", async () => {
  await using server = await ServerProcess.start("tcp-server", ["--keep-alive", "60"]);
  let [sent, connections] = [0, 0];
  for (const [name, bytes] of texts) {
    for (let cut = 1; cut < bytes.length; cut++) {
      using peer = await RawTcpPeer.connect(server.port);
      // An A before the cut is answered whatever is held back: then the first piece has been read alone.
      await peer.write(Buffer.concat([Buffer.from("a"), bytes.subarray(0, cut)]));
      await peer.take(1);
      await peer.write(bytes.subarray(cut));
      peer.halfClose();
      const { bytes: rest, end } = await peer.takeAll();
      expect({ name, cut, end, rest: rest.toHex() }).toEqual({
        name,
        cut,
        end: "fin",
        rest: Buffer.from(upperCase(bytes)).toHex(),
      });
      sent += bytes.length + 1;
      connections++;
    }
  }
  const totals = await server.stop();
  expect(totals).toMatchObject({ connections, answered: connections, bytesReceived: sent, reset: 0, givenUp: 0 });
}, 60_000);

test("tcp-server counts who resets in the middle, and who ends in good order, when nobody observes", async () => {
  await using server = await ServerProcess.start("tcp-server", ["--keep-alive", "60"]);
  for (let client = 0; client < 20; client++) {
    using peer = await RawTcpPeer.connect(server.port);
    for (let sentence = 0; sentence < client; sentence++) expect(await peer.ask("hello 안녕")).toBe("HELLO 안녕");
    if (client % 2 === 0) peer.reset();
    else peer.halfClose();
  }
  using last = await RawTcpPeer.connect(server.port);
  expect(await last.ask("hello")).toBe("HELLO");
  last.halfClose();
  expect((await last.takeAll()).end).toBe("fin");
  // The first one, 0, reset before it said anything.
  expect(await server.stop()).toMatchObject({ connections: 21, answered: 20, reset: 10, givenUp: 0 });
});

test("tcp-server answers everybody in turn, when many keep it busy", async () => {
  await using server = await ServerProcess.start("tcp-server", ["--keep-alive", "60"]);
  // Far more than a server answers in one turn, and than the buffers of both kernels hold.
  const bytes = Buffer.from("안녕 hello ".repeat(2 * mebibyte));
  const expected = Buffer.from(upperCase(bytes));
  const peers = await Promise.all(Array.from({ length: 4 }, () => RawTcpPeer.connect(server.port)));
  for (const peer of peers) peer.write(bytes);
  for (const peer of peers) peer.halfClose();
  const streams = peers.map((peer) => peer.takeAll());
  await Promise.race(streams);
  // Whoever serves one to its end before another has its turn has sent nothing to the others by now.
  expect(peers.filter(({ received }) => received.length === 0).length).toBe(0);
  for (const { bytes: reply, end } of await Promise.all(streams))
    expect([reply.equals(expected), end]).toEqual([true, "fin"]);
  for (const peer of peers) peer[Symbol.dispose]();
  const count = 4 * bytes.length;
  expect(await server.stop()).toMatchObject({ answered: 4, bytesReceived: count, bytesSent: count, reset: 0 });
}, 60_000);

test("tcp-server with --keep-alive 0 answers and closes, and loses no reply to a client that keeps sending", async () => {
  await using server = await ServerProcess.start("tcp-server", ["--keep-alive", "0"]);
  for (let client = 0; client < 50; client++) {
    using peer = await RawTcpPeer.connect(server.port);
    await peer.write("hello");
    if (client % 2 === 0) peer.write("and more that nobody answers");
    const { bytes, end } = await peer.takeAll();
    expect([bytes.toString().slice(0, 5), end]).toEqual(["HELLO", "fin"]);
    peer.halfClose();
  }
  expect(await server.stop()).toMatchObject({ connections: 50, answered: 50, givenUp: 0 });
});
