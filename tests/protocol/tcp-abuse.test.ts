/** Connections that are opened and left, slow lorises and slow readers, all at once: a good client is served meanwhile. */

import { expect, test } from "bun:test";
import { join } from "node:path";
import { installed } from "../support/peers.ts";
import { Running } from "../support/running.ts";
import { RawTcpPeer } from "./raw-tcp-peer.ts";
import { ServerProcess } from "./server-process.ts";

const abuse = join(import.meta.dir, "tcp-abuse.py");
const [abandoned, lorises, readers, seconds] = [2_000, 200, 20, 3];

/** Ten sentences on a connection of their own, so that ports do not run out. Returns how long each took, the connection with the first. */
async function askTen(port: number): Promise<number[]> {
  let startMs = performance.now();
  using peer = await RawTcpPeer.connect(port);
  const timesMs: number[] = [];
  for (let number = 0; number < 10; number++) {
    expect(await peer.ask("hello")).toBe("HELLO");
    timesMs.push(performance.now() - startMs);
    startMs = performance.now();
  }
  return timesMs;
}

test.skipIf(!installed("python3"))(
  "tcp-server answers a good client's every sentence amid abuse, and its memory has a bound",
  async () => {
    await using server = await ServerProcess.start("tcp-server");
    const idleMiB = server.memoryMiB("VmRSS");
    const amounts = [abandoned, lorises, readers, seconds].map(String);
    await using strangers = new Running(["python3", abuse, "127.0.0.1", `${server.port}`, ...amounts]);
    let goesOn = true;
    const end = strangers.ended().finally(() => {
      goesOn = false;
    });
    const timesMs: number[] = [];
    while (goesOn) timesMs.push(...(await askTen(server.port)));
    expect(await end).toMatchObject({ code: 0, stdout: `${abandoned} ${lorises} ${readers}\n` });
    const p99 = timesMs.sort((a, b) => a - b)[Math.floor(timesMs.length * 0.99)];
    const peakMiB = server.memoryMiB("VmHWM");
    console.info(
      `tcp-server: p99 ${p99?.toFixed(1)} ms of ${timesMs.length}, ${idleMiB.toFixed(0)} to ${peakMiB.toFixed(0)} MiB`,
    );
    // Ten times the replies that the slow readers leave waiting.
    expect(peakMiB - idleMiB).toBeLessThan(10 * readers);
    const { connections } = await server.stop();
    expect(connections).toBeGreaterThanOrEqual(abandoned + lorises + readers + timesMs.length / 10);
  },
  60_000,
);
