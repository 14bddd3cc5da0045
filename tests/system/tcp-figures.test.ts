/** What the kernel counts of a connection: the same as `ss` shows, to the last segment, and nothing left open. */

import { describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { endpoint } from "../../src/core/endpoint.ts";
import type { SocketEvent, TcpFigures } from "../../src/core/events.ts";
import { FiguresTeller, tcpFigures, tellFigures } from "../../src/system/tcp-figures.ts";
import { connectedPair, roundTrip } from "../runtime/connected-pair.ts";
import { installed } from "../support/peers.ts";

const onLinux = describe.skipIf(process.platform !== "linux");

/** The descriptor is there, though Bun's types leave it out. */
function descriptorOf(socket: object): number {
  if ("fd" in socket && typeof socket.fd === "number") return socket.fd;
  throw new TypeError("a socket of Bun's has a descriptor");
}

/** What `ss` reads through netlink, of the connection between two ports of this host. */
function shownBySs(localPort: number, peerPort: number): TcpFigures {
  const filter = `( sport = :${localPort} and dport = :${peerPort} )`;
  const shown = Bun.spawnSync(["ss", "-Htin", filter]).stdout.toString();
  // ss leaves out what is zero.
  const value = (pattern: RegExp) => Number(pattern.exec(shown)?.[1] ?? 0);
  return {
    segmentsOut: value(/\bsegs_out:(\d+)/),
    segmentsIn: value(/\bsegs_in:(\d+)/),
    retransmissions: value(/\bretrans:\d+\/(\d+)/),
    smoothedRttMs: value(/ rtt:([\d.]+)/),
    maxSegmentBytes: value(/\bmss:(\d+)/),
    congestionWindow: value(/\bcwnd:(\d+)/),
  };
}

function openDescriptors(): number {
  return readdirSync("/proc/self/fd").length;
}

describe("tcpFigures()", () => {
  test("tells nothing of what is no connection, or none any more", async () => {
    expect(tcpFigures(-1)).toBeUndefined();
    expect(tcpFigures(1_000_000)).toBeUndefined();
    const socket = await Bun.udpSocket({ hostname: "127.0.0.1" });
    expect(tcpFigures(descriptorOf(socket))).toBeUndefined();
    socket.close();
  });

  onLinux("on Linux", () => {
    test.skipIf(!installed("ss"))("tells what ss shows of the same connection (needs ss)", async () => {
      using pair = await connectedPair();
      pair.client.socket.write("a".repeat(100_000));
      await pair.server.until(() => pair.server.received === 100_000);
      pair.server.socket.write("hello");
      await pair.client.until(() => pair.client.received === 5);
      await roundTrip();
      for (const { socket } of [pair.client, pair.server]) {
        // A delayed acknowledgement may go out while ss runs.
        const before = tcpFigures(descriptorOf(socket));
        const shown = shownBySs(socket.localPort, socket.remotePort);
        expect(shown.segmentsIn).toBeGreaterThan(1);
        expect([before, tcpFigures(descriptorOf(socket))]).toContainEqual(shown);
      }
    });

    test("counts each side's segments: what goes out here comes in there, but for the SYN-ACK", async () => {
      using pair = await connectedPair();
      pair.client.socket.write("hello");
      await pair.server.until(() => pair.server.received === 5);
      const server = () => tcpFigures(descriptorOf(pair.server.socket));
      const before = server();
      const client = tcpFigures(descriptorOf(pair.client.socket));
      // SYN, ACK, hello.
      expect([client?.segmentsOut, before?.segmentsIn]).toEqual([3, 3]);
      // A delayed acknowledgement may go out just now.
      expect([before, server()].map((one) => (one?.segmentsOut ?? 0) + 1)).toContain(client?.segmentsIn as number);
    });
  });
});

/** Keeps what it is told, without the ends. */
function told(): { events: SocketEvent[]; figures: () => (TcpFigures | undefined)[]; moments: () => string[] } {
  const events: SocketEvent[] = [];
  const ours = () => events.filter((event) => event.kind === "tcp-figures");
  return { events, figures: () => ours().map(({ figures }) => figures), moments: () => ours().map(({ when }) => when) };
}

const local = endpoint("127.0.0.1", 40_000);
const peer = endpoint("127.0.0.1", 12_000);

describe("FiguresTeller", () => {
  test("tells nothing where nobody wants it, and opens nothing", async () => {
    using pair = await connectedPair();
    const { events } = told();
    for (const [wanted, observe] of [
      [false, (event: SocketEvent) => void events.push(event)],
      [undefined, (event: SocketEvent) => void events.push(event)],
      [true, undefined],
    ] as const) {
      const before = process.platform === "linux" ? openDescriptors() : 0;
      const teller = new FiguresTeller(wanted, observe);
      teller.begin(pair.client.socket, local, peer);
      teller.tell("answered");
      expect(process.platform === "linux" ? openDescriptors() : 0).toBe(before);
      teller.end();
    }
    expect(events).toEqual([]);
  });

  test("tells at the beginning, when it is asked, and at the end, and then no more", async () => {
    using pair = await connectedPair();
    const { events, moments } = told();
    const teller = new FiguresTeller(true, (event) => void events.push(event));
    teller.tell("answered");
    teller.begin(pair.client.socket, local, peer);
    teller.tell("answered");
    teller.end();
    teller.end();
    teller.tell("answered");
    expect(moments()).toEqual(["connected", "answered", "ended"]);
    expect(events[0]).toMatchObject({ local, peer });
  });

  onLinux("on Linux", () => {
    test("counts to the last segment, also where Bun has closed the socket, and leaves nothing open", async () => {
      const { events, figures } = told();
      const before = openDescriptors();
      const teller = new FiguresTeller(true, (event) => void events.push(event));
      using pair = await connectedPair({ server: { end: (socket) => void socket.end() } });
      teller.begin(pair.client.socket, local, peer);
      pair.client.socket.shutdown();
      await pair.client.hears("close");
      await pair.server.hears("close");
      expect("fd" in pair.client.socket && pair.client.socket.fd).toBe(-1);
      teller.end();
      // SYN, ACK, FIN, ACK against SYN-ACK, FIN; the server's kernel may acknowledge our FIN by itself.
      expect(figures().map((one) => one?.segmentsOut)).toEqual([2, 4]);
      expect([2, 3]).toContain(figures().at(-1)?.segmentsIn as number);
      pair.listener.stop(true);
      expect(openDescriptors()).toBeLessThanOrEqual(before);
    });
  });
});

test("tellFigures() tells them of one connection of a server's", async () => {
  using pair = await connectedPair();
  const { events } = told();
  const connection = { number: 7, local: peer, peer: local };
  tellFigures((event) => void events.push(event), "connected", connection, pair.server.socket);
  const figures = tcpFigures(descriptorOf(pair.server.socket));
  expect(events).toEqual([{ kind: "tcp-figures", when: "connected", local: peer, peer: local, connection, figures }]);
  tellFigures(undefined, "connected", connection, pair.server.socket);
});
