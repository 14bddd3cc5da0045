/** Clients that keep the TCP server waiting: it waits for free, and the others do not wait with it. */

import { expect, test } from "bun:test";
import { compiled } from "../support/compiled.ts";
import { Running } from "../support/running.ts";
import { openedTcp } from "./opened.ts";
import { RawTcpPeer } from "./raw-tcp-peer.ts";
import { ServerProcess } from "./server-process.ts";

/** 16 MiB: more than the kernels and the server keep for one connection. */
const pieces = 256;
const piece = Buffer.alloc(64 * 1024, "x");

async function exchanges(peer: RawTcpPeer, count: number): Promise<void> {
  for (let number = 0; number < count; number++) expect(await peer.ask(`try ${number}`)).toBe(`TRY ${number}`);
}

/** A client that sends 16 MiB and reads nothing. */
class NeverReads {
  taken = 0;

  constructor(readonly peer: RawTcpPeer) {
    for (let number = 0; number < pieces; number++) peer.write(piece).then(() => this.taken++);
  }
}

test("openTcpServer() gives up a client that never reads after the idle time, and serves the others meanwhile", async () => {
  await using opened = openedTcp({ idleTimeoutMs: 300 });
  using other = await RawTcpPeer.connect(opened.port);
  expect(await other.ask("before")).toBe("BEFORE");
  using peer = await RawTcpPeer.connect(opened.port, { reading: false });
  const connectMs = performance.now();
  new NeverReads(peer);
  await opened.log.seen("reading-paused");
  while (opened.log.of("connection-closed").length === 0) await exchanges(other, 20);
  expect(performance.now() - connectMs).toBeGreaterThanOrEqual(300);
  const [closed] = opened.log.of("connection-closed");
  expect(closed).toMatchObject({ connection: { number: 2 }, end: "given-up" });
  expect(opened.totals).toMatchObject({ givenUp: 1, reset: 0 });
  expect((await peer.takeAll()).end).toBe("reset");
});

test("openTcpServer() answers a client that sends a byte now and then, between hundreds of others' sentences", async () => {
  await using opened = openedTcp();
  using other = await RawTcpPeer.connect(opened.port);
  using slow = await RawTcpPeer.connect(opened.port);
  const received: string[] = [];
  for (const byte of Buffer.from("a안é")) {
    await slow.write(Uint8Array.of(byte));
    await exchanges(other, 200);
    received.push(slow.received.toString());
  }
  expect(received).toEqual(["A", "A", "A", "A안", "A안", "A안É"]);
  slow.halfClose();
  expect((await slow.takeAll()).end).toBe("fin");
});

test("tcp-server serves on, when a client process is killed in the middle of its session", async () => {
  await using server = await ServerProcess.start("tcp-server", ["--keep-alive", "600"]);
  await using client = new Running([compiled("tcp-client"), "-q", "-H", "127.0.0.1", "-p", `${server.port}`]);
  await client.write("hello\nworld\n");
  await client.printed(/HELLO\n/);
  client.signal("SIGKILL");
  expect((await client.ended()).signal).toBe("SIGKILL");
  using other = await RawTcpPeer.connect(server.port);
  await exchanges(other, 100);
  other.halfClose();
  expect((await other.takeAll()).end).toBe("fin");
  expect(await server.stop()).toMatchObject({ connections: 2, answered: 2, givenUp: 0 });
}, 30_000);

/** Clients of every kind that keeps a server waiting. */
async function waitingClients(port: number): Promise<{ peers: RawTcpPeer[]; stuck: NeverReads[] }> {
  const peers: RawTcpPeer[] = [];
  const stuck: NeverReads[] = [];
  const connect = async (reading: boolean) => {
    const peer = await RawTcpPeer.connect(port, { reading });
    peers.push(peer);
    return peer;
  };
  for (let number = 0; number < 10; number++) {
    stuck.push(new NeverReads(await connect(false)));
    await connect(true); // never sends
    await (await connect(true)).write(Uint8Array.of(0xed)); // stays within a character
    await (await connect(true)).ask("once"); // is answered, and silent from then on
    (await connect(true))[Symbol.dispose](); // vanishes at once
  }
  stuck[0]?.peer.halfClose(); // its FIN waits behind what is not read
  return { peers, stuck };
}

test("tcp-server spends no processor time and no more memory, while all of its clients keep it waiting", async () => {
  await using server = await ServerProcess.start("tcp-server", ["--keep-alive", "600", "--idle-timeout", "600"]);
  using other = await RawTcpPeer.connect(server.port);
  const { peers, stuck } = await waitingClients(server.port);
  try {
    // Nothing moves any more, when it did not in the time that 200 others' sentences took.
    const taken = () => stuck.reduce((sum, one) => sum + one.taken, 0);
    for (let before = -1; before !== taken(); ) {
      before = taken();
      await exchanges(other, 200);
    }
    expect(taken()).toBeLessThan(pieces * stuck.length);
    const [startMs, cpuMs, memoryMiB] = [performance.now(), server.cpuMs(), server.memoryMiB("VmRSS")];
    await Bun.sleep(1_000); // the time that is measured
    const busy = (server.cpuMs() - cpuMs) / (performance.now() - startMs);
    const grownMiB = server.memoryMiB("VmRSS") - memoryMiB;
    console.info(
      `tcp-server with ${peers.length} waiting clients: ${(busy * 100).toFixed(1)} % of a processor, ${grownMiB.toFixed(1)} MiB more (${memoryMiB.toFixed(0)})`,
    );
    expect(busy).toBeLessThan(0.1); // what spins takes a whole one
    expect(grownMiB).toBeLessThan(4);
    await exchanges(other, 200);
  } finally {
    for (const peer of peers) peer[Symbol.dispose]();
  }
}, 30_000);
