/** How the TCP server stops: what it owes is finished, nobody new comes in, and no client can keep it for ever. */

import { expect, test } from "bun:test";
import { stopMs } from "../../src/core/limits.ts";
import { openedTcp } from "./opened.ts";
import { RawTcpPeer } from "./raw-tcp-peer.ts";

const tooMuchForKernels = Buffer.alloc(16 * 1024 * 1024, "x");

test("stop() finishes what is owed and takes no new client, when a reply is half sent", async () => {
  const opened = openedTcp();
  using peer = await RawTcpPeer.connect(opened.port, { reading: false });
  peer.write(tooMuchForKernels);
  peer.halfClose();
  await opened.log.seen("reading-paused");

  let stopped = false;
  const stopping = opened.server.stop().then(() => {
    stopped = true;
  });
  await expect(RawTcpPeer.connect(opened.port)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  expect(stopped).toBe(false);
  peer.read();
  const { bytes, end } = await peer.takeAll();
  expect([bytes.equals(Buffer.alloc(tooMuchForKernels.length, "X")), end]).toEqual([true, "fin"]);
  await stopping;
  expect(opened.totals).toMatchObject({ bytesSent: tooMuchForKernels.length, givenUp: 0, reset: 0 });
  expect(opened.log.of("connection-closed").map((event) => event.end)).toEqual(["closed"]);
});

test("stop() sends FIN to a silent client and gives back an unfinished character, long before its keep-alive time", async () => {
  const opened = openedTcp({ keepAliveMs: 600_000, idleTimeoutMs: 600_000 });
  using answered = await RawTcpPeer.connect(opened.port);
  using unfinished = await RawTcpPeer.connect(opened.port);
  expect(await answered.ask("hello")).toBe("HELLO");
  await unfinished.write(Uint8Array.of(0xed, 0x95));
  await opened.log.seen("chunk-received", 2);

  const stopping = opened.server.stop();
  expect(await answered.takeAll()).toEqual({ bytes: Buffer.alloc(0), end: "fin" });
  expect(await unfinished.takeAll()).toEqual({ bytes: Buffer.from([0xed, 0x95]), end: "fin" });
  expect(opened.log.of("server-half-closed").map(({ reason }) => reason)).toEqual(["stopping", "stopping"]);
  answered.halfClose();
  unfinished.halfClose();
  await stopping;
  expect(opened.totals).toMatchObject({ givenUp: 0, reset: 0 });
});

test("stop() resolves at once, when nobody is connected", async () => {
  const opened = openedTcp();
  await opened.server.stop();
  await expect(RawTcpPeer.connect(opened.port)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  expect(opened.log.of("tcp-listening-ended").length).toBe(1);
});

/** Asks until the server ends it, and tells how many replies were whole. */
async function askForEver(peer: RawTcpPeer): Promise<number> {
  for (let replies = 0; ; replies++) {
    const reply = await peer.ask("again").catch(() => undefined);
    if (reply === undefined) return replies;
    expect(reply).toBe("AGAIN");
  }
}

test("stop() sends FIN to who keeps asking, and cuts who takes nothing, at its bound and not before", async () => {
  const opened = openedTcp({ keepAliveMs: 600_000, idleTimeoutMs: 600_000 });
  using asker = await RawTcpPeer.connect(opened.port);
  using neverReads = await RawTcpPeer.connect(opened.port, { reading: false });
  using neverCloses = await RawTcpPeer.connect(opened.port);
  neverReads.write(tooMuchForKernels);
  await opened.log.seen("reading-paused");
  expect(await neverCloses.ask("hello")).toBe("HELLO");

  const startMs = performance.now();
  const asking = askForEver(asker);
  await opened.server.stop();
  expect(performance.now() - startMs).toBeGreaterThanOrEqual(stopMs);
  expect(await asking).toBeGreaterThan(0);
  // Who is only silent got FIN, had its time to close too, and is not counted as given up.
  expect((await neverCloses.takeAll()).end).toBe("fin");
  const ends = opened.log.of("connection-closed").map(({ connection, end }) => `${connection.number} ${end}`);
  expect([ends[0], ...ends.slice(1).sort()]).toEqual(["3 closed", "1 closed", "2 given-up"]);
  expect(opened.totals).toMatchObject({ givenUp: 1, reset: 0 });
}, 30_000);
