/** Clients that are gone before the server could accept them, or answer them. */

import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import type { SocketObserver } from "../../src/core/events.ts";
import { openTcpServer } from "../../src/tcp-server.ts";
import { ask, startServer } from "../programs/started.ts";
import { compiled } from "../support/compiled.ts";
import type { Running } from "../support/running.ts";
import { InTerminal } from "../support/terminal.ts";
import { EventLog } from "./event-log.ts";
import { RawTcpPeer } from "./raw-tcp-peer.ts";

const early = 20;
const neverAnswered = "never read\n";

/** Handshakes that the kernel of a stopped server makes alone; half of the clients send something, and all of them reset. */
async function connectAndReset(server: Running | InTerminal, port: number): Promise<void> {
  server.signal("SIGSTOP");
  while (!/^State:\s+T/m.test(readFileSync(`/proc/${server.pid}/status`, "latin1"))) await Bun.sleep(0);
  for (let client = 0; client < early; client++) {
    using peer = await RawTcpPeer.connect(port);
    if (client % 2 === 0) await peer.write(neverAnswered);
    peer.reset();
  }
  server.signal("SIGCONT");
}

describe.skipIf(process.platform !== "linux")("tcp-server, after resets before accept() (needs /proc)", () => {
  // A quiet server asks nobody for an address, which would tell; so it still receives what came before the reset, and counts it.
  test.each([
    ["--json", 0],
    ["--json --quiet", (early / 2) * neverAnswered.length],
    ["--json --explain", 0],
  ])("counts them, tells nothing of what they said, and serves on (%s)", async (args, unanswered) => {
    await using server = await startServer("tcp-server", args.split(" "));
    await connectAndReset(server, server.port);
    expect(await ask("tcp-client", server.port, ["-q", "hello"])).toMatchObject({ code: 0, stdout: "HELLO\n" });
    server.signal("SIGTERM");
    const { code, stdout, stderr } = await server.ended();
    expect(stderr).not.toContain("made a mistake");
    expect(stdout).not.toContain("never read");
    const totals = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
    const one = { answered: 1, bytesReceived: unanswered + 5, bytesSent: 5 };
    expect(totals).toMatchObject({ connections: early + 1, ...one, reset: early, givenUp: 0, tooMany: 0 });
    expect(code).toBe(0);
  });

  test("makes no mistake of them in a terminal, where every sentence is printed with its client", async () => {
    await using server = new InTerminal([compiled("tcp-server"), "--host", "127.0.0.1", "--port", "0"]);
    const [, port] = await server.shows(/127\.0\.0\.1:(\d+)/);
    await connectAndReset(server, Number(port));
    expect(await ask("tcp-client", Number(port), ["-q", "hello"])).toMatchObject({ code: 0, stdout: "HELLO\n" });
    await server.shows(/hello/);
    server.signal("SIGTERM");
    const { code, text } = await server.ended();
    expect(text).not.toContain("made a mistake");
    expect(text).toContain(`Accepted ${early + 1} connections, answered 1; received 5 bytes, sent 5.`);
    expect(text).toContain(`${early} reset by the client`);
    expect(code).toBe(0);
  });
});

test("openTcpServer() is rid at once of a client that resets between a sentence and its reply", async () => {
  const log = new EventLog();
  let peer: RawTcpPeer | undefined;
  const observe: SocketObserver = (event) => {
    // The sentence is read, and its reply not written yet.
    if (event.kind === "chunk-received") peer?.reset();
    log.observe(event);
  };
  const limits = { keepAliveMs: 60_000, idleTimeoutMs: 60_000, maxConnections: 10 };
  const server = openTcpServer({ host: "127.0.0.1", port: 0, ...limits }, observe);
  peer = await RawTcpPeer.connect(server.local.port);
  await peer.write("hello");
  expect((await log.seen("connection-closed")).end).toBe("reset");
  expect(log.of("reply-written")).toMatchObject([{ taken: -1 }]);
  expect(server.totals).toMatchObject({ connections: 1, reset: 1, givenUp: 0 });
  await server.stop();
});
