/** Clients that hold on to the TCP server: the slow, the long, and more than there are descriptors for. */

import { expect, test } from "bun:test";
import { ask, startServer } from "../programs/started.ts";
import { installed } from "../support/peers.ts";
import { Running } from "../support/running.ts";
import { openedTcp } from "./opened.ts";
import { RawTcpPeer } from "./raw-tcp-peer.ts";
import { cpuMsOf } from "./server-process.ts";

test("openTcpServer() lets go of clients that send a byte now and then, and not of one that says more", async () => {
  await using opened = openedTcp({ keepAliveMs: 1_000, idleTimeoutMs: 400, minRate: 50 });
  const slow = await Promise.all(Array.from({ length: 20 }, () => RawTcpPeer.connect(opened.port)));
  using good = await RawTcpPeer.connect(opened.port);
  const trickling = setInterval(() => {
    for (const peer of slow) void peer.write("x");
  }, 100);
  try {
    while (opened.totals.tooSlow < slow.length) expect(await good.ask("hello")).toBe("HELLO");
    const ends = await Promise.all(slow.map((peer) => peer.takeAll()));
    expect(new Set(ends.map(({ end }) => end))).toEqual(new Set(["fin"]));
    expect(new Set(opened.log.of("server-half-closed").map(({ reason }) => reason))).toEqual(new Set(["too-slow"]));
    expect(await good.ask("still here")).toBe("STILL HERE");
    expect(opened.totals).toMatchObject({ tooSlow: slow.length, givenUp: 0 });
  } finally {
    clearInterval(trickling);
    for (const peer of slow) peer[Symbol.dispose]();
  }
}, 20_000);

/** Sends 16 MiB and reads its reply by the byte, a hundred a second, until it is cut off. */
const readsByTheByte = `
import socket, sys, threading, time
client = socket.socket()
client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
client.connect(("127.0.0.1", int(sys.argv[1])))
def send():
    try:
        client.sendall(b"x" * (16 << 20))
    except OSError:
        pass
threading.Thread(target=send, daemon=True).start()
try:
    while client.recv(1):
        time.sleep(0.01)
    print("closed")
except ConnectionResetError:
    print("reset")
`;

test.skipIf(!installed("python3"))(
  "openTcpServer() gives up clients that read their reply by the byte, and serves the others meanwhile",
  async () => {
    await using opened = openedTcp({ idleTimeoutMs: 500, minRate: 1 });
    using good = await RawTcpPeer.connect(opened.port);
    await using stack = new AsyncDisposableStack();
    for (let number = 0; number < 5; number++) {
      stack.use(new Running(["python3", "-c", readsByTheByte, `${opened.port}`]));
    }
    while (opened.totals.givenUp < 5) expect(await good.ask("hello")).toBe("HELLO");
    expect(opened.log.of("connection-closed").map(({ end }) => end)).toEqual(
      Array.from({ length: 5 }, () => "given-up"),
    );
  },
  20_000,
);

test("openTcpServer() ends a connection whose time is over, however much it says, after what it owes", async () => {
  await using opened = openedTcp({ maxLifetimeMs: 300 });
  using peer = await RawTcpPeer.connect(opened.port);
  const startMs = performance.now();
  let asked = 0;
  while (peer.end === undefined) {
    const reply = peer.ask("hello").catch((error: Error) => error.message);
    if ((await reply) !== "HELLO") break;
    asked++;
  }
  expect((await peer.takeAll()).end).toBe("fin");
  expect(performance.now() - startMs).toBeGreaterThanOrEqual(300);
  expect(asked).toBeGreaterThan(10);
  expect(opened.log.of("server-half-closed")).toMatchObject([{ reason: "lifetime" }]);
  expect(opened.totals).toMatchObject({ lifetimeOver: 1, reset: 0 });
}, 20_000);

test("tcp-server at its descriptor limit turns the next clients away, waits for free, and takes new ones when some have left", async () => {
  const before = ["sh", "-c", 'ulimit -n 128 && exec "$0" "$@"'];
  await using server = await startServer("tcp-server", ["--json", "--quiet", "--keep-alive", "60"], { before });
  const peers = await Promise.all(Array.from({ length: 200 }, () => RawTcpPeer.connect(server.port)));
  try {
    const answers = await Promise.all(peers.map((peer) => peer.ask("hello").catch(() => "turned away")));
    // 64 of the 128 are kept back: standard streams, the event loop, files.
    expect(answers.filter((answer) => answer === "HELLO").length).toBe(64);
    const [startMs, cpuMs] = [performance.now(), cpuMsOf(server.pid)];
    await Bun.sleep(1_000); // the time that is measured
    const busy = (cpuMsOf(server.pid) - cpuMs) / (performance.now() - startMs);
    console.info(`tcp-server, full: ${(busy * 100).toFixed(1)} % of a processor`);
    expect(busy).toBeLessThan(0.1); // what spins takes a whole one
    for (const peer of peers) peer[Symbol.dispose]();
    while ((await ask("tcp-client", server.port, ["-q", "hello"])).stdout !== "HELLO\n") {}
  } finally {
    for (const peer of peers) peer[Symbol.dispose]();
  }
}, 30_000);
