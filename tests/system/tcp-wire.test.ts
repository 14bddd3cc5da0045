/** What a connection puts on the wire: the same as `ss` shows, and to the last byte what a gate in the kernel counts. */

import { describe, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { descriptorOf, tcpFigures } from "../../src/system/tcp-figures.ts";
import { congestionControl, HeldConnection, tcpWireFigures } from "../../src/system/tcp-wire.ts";
import { connectedPair, roundTrip } from "../runtime/connected-pair.ts";
import { installed } from "../support/peers.ts";
import { hasNamespaces, inNamespace, loopbackUp } from "./namespace.ts";
import type { Wire } from "./say-wire.ts";

const onLinux = describe.skipIf(process.platform !== "linux");
const ipv4HeaderBytes = 20;
/** The port that the rules of the gate are about. */
const gatePort = 7_000;

/** What `ss` reads through netlink, of the connection between two ports of this host. */
function shownBySs(localPort: number, peerPort: number): string {
  return Bun.spawnSync(["ss", "-Htin", `( sport = :${localPort} and dport = :${peerPort} )`]).stdout.toString();
}

test.each([-1, 1_000_000])("tcpWireFigures() and congestionControl() tell nothing of %d, no connection", (nothing) => {
  expect(tcpWireFigures(nothing)).toBeUndefined();
  expect(congestionControl(nothing)).toBeUndefined();
});

onLinux("on Linux", () => {
  test.skipIf(!installed("ss"))("tcpWireFigures() tells what ss shows of the same connection (needs ss)", async () => {
    using pair = await connectedPair();
    pair.client.socket.write("a".repeat(100_000));
    await pair.server.until(() => pair.server.received === 100_000);
    await roundTrip();
    const { socket } = pair.client;
    const shown = shownBySs(socket.localPort, socket.remotePort);
    expect(tcpWireFigures(socket)).toMatchObject({
      bytesSent: Number(/\bbytes_sent:(\d+)/.exec(shown)?.[1]),
      bytesRetransmitted: 0,
      segmentsOut: Number(/\bsegs_out:(\d+)/.exec(shown)?.[1]),
    });
    expect(tcpWireFigures(socket)).toMatchObject({ bytesSent: 100_000 });
    expect(shown).toMatch(new RegExp(`\\s${congestionControl(socket)}\\s`));
  });

  test("tcpWireFigures() takes a socket or its descriptor, and agrees with tcpFigures()", async () => {
    using pair = await connectedPair();
    const descriptor = descriptorOf(pair.client.socket);
    const { segmentsOut, segmentsIn, retransmissions } = tcpFigures(descriptor) ?? {};
    expect(tcpWireFigures(descriptor)).toMatchObject({ segmentsOut, segmentsIn, retransmissions, bytesSent: 0 });
    expect(tcpWireFigures(pair.client.socket)).toEqual(tcpWireFigures(descriptor));
  });

  test("HeldConnection counts to the last segment, where Bun has closed the socket, and leaves nothing open", async () => {
    const openDescriptors = () => readdirSync("/proc/self/fd").length;
    const before = openDescriptors();
    using pair = await connectedPair({ server: { end: (socket) => void socket.end() } });
    const held = new HeldConnection(pair.client.socket);
    pair.client.socket.shutdown();
    await pair.client.hears("close");
    await pair.server.hears("close");
    expect(tcpWireFigures(pair.client.socket)).toBeUndefined();
    // SYN, ACK, FIN, ACK.
    expect(held.figures()?.segmentsOut).toBe(4);
    held[Symbol.dispose]();
    held[Symbol.dispose]();
    expect(held.figures()).toBeUndefined();
    pair.listener.stop(true);
    expect(openDescriptors()).toBeLessThanOrEqual(before);
  });

  test("congestionControl() tells what this host's new connections begin with, where none is given", async () => {
    using pair = await connectedPair();
    expect(congestionControl()).toBe(readFileSync("/proc/sys/net/ipv4/tcp_congestion_control", "latin1").trim());
    expect(congestionControl()).toBe(congestionControl(pair.client.socket) as string);
  });
});

/** A kernel's TCP by its settings, and the headers that follow from them: options of 4 bytes each, timestamps of 12. */
const kernels = [
  { set: "tcp_timestamps=1 tcp_sack=1 tcp_window_scaling=1", timestamps: true, header: 32, syn: 40 },
  { set: "tcp_timestamps=0 tcp_sack=1 tcp_window_scaling=1", timestamps: false, header: 20, syn: 32 },
  { set: "tcp_timestamps=0 tcp_sack=0 tcp_window_scaling=0", timestamps: false, header: 20, syn: 24 },
  { set: "tcp_timestamps=1 tcp_sack=0 tcp_window_scaling=0", timestamps: true, header: 32, syn: 36 },
];

/** Counts at the gate what goes to the server and what comes from it; `rule` may throw some of it away after that. */
function furnish(set: string, rule = ""): string {
  const settings = set.split(" ").map((setting) => `sysctl -q net.ipv4.${setting}`);
  const chain = `type filter hook input priority 0; tcp dport ${gatePort} counter name to; tcp sport ${gatePort} counter name from; ${rule}`;
  const table = `table inet gate { counter to {}; counter from {}; chain in { ${chain} }; }`;
  return [loopbackUp, ...settings, `nft '${table}'`].join("; ");
}

/** Bytes with IP headers that the client's kernel sent, by its figures: all segments alike, but for the SYNs. */
function bytesOut({ client }: Wire, syns: number): number {
  if (client?.bytesSent === undefined) throw new TypeError("this kernel does not tell");
  const { segmentsOut, headerBytes, synHeaderBytes, bytesSent } = client;
  return segmentsOut * (ipv4HeaderBytes + headerBytes) + syns * (synHeaderBytes - headerBytes) + bytesSent;
}

describe.skipIf(!hasNamespaces("nft", "sysctl"))("in a network of its own (needs nft and user namespaces)", () => {
  test.each(kernels)("the headers are the wire's to the byte: $set", async ({ set, timestamps, header, syn }) => {
    const wire = (await inNamespace(furnish(set), "say-wire.ts", `${gatePort}`)) as Wire;
    const { to, from } = wire.counters;
    expect(wire.client).toMatchObject({ timestamps, headerBytes: header, synHeaderBytes: syn, bytesSent: 3 * 8 });
    expect(to).toMatchObject({ packets: wire.client?.segmentsOut, bytes: bytesOut(wire, 1) });
    const segmentsIn = wire.client?.segmentsIn ?? 0;
    const repliesBytes = segmentsIn * (ipv4HeaderBytes + header) + (syn - header) + 3 * 6;
    expect(from).toMatchObject({ packets: segmentsIn, bytes: repliesBytes });
  });

  // Every third packet to the server is dropped: the SYN is the first of all, and the first question comes after its ACK.
  // Without selective acknowledgements, which would come on top.
  test("what was sent again is in the counts: payload, headers and a lost SYN", async () => {
    const lossy = `tcp dport ${gatePort} numgen inc mod 3 == 0 drop;`;
    const wire = (await inNamespace(furnish("tcp_sack=0", lossy), "say-wire.ts", `${gatePort}`)) as Wire;
    const { retransmissions = 0, bytesSent = 0, bytesRetransmitted = 0, segmentsOut } = wire.client ?? {};
    expect(retransmissions).toBeGreaterThan(1);
    expect(bytesSent - bytesRetransmitted).toBe(3 * 8);
    expect(bytesRetransmitted).toBeGreaterThan(0);
    expect(wire.counters.to).toMatchObject({ packets: segmentsOut, bytes: bytesOut(wire, 2) });
  }, 20_000);
});
