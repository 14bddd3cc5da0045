/** What went over the wire: what was counted against who else counted it, and what was computed against a computation by hand. */

import { describe, expect, test } from "bun:test";
import type { Servers } from "../../src/comparison/plan.ts";
import { connectionWire, perSentenceWire, udpWire } from "../../src/comparison/wire.ts";
import { endpoint } from "../../src/core/endpoint.ts";
import { countedConnections } from "../../src/core/limits.ts";
import type { Series, Way } from "../../src/measurement/record.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { answerTcp } from "../programs/scripted.ts";
import { openedTcp, openedUdp } from "../protocol/opened.ts";
import { freePort } from "../support/ports.ts";
import { patienceMs } from "./asking.ts";
import { Rows, runRounds, seriesOf } from "./in-this-process.ts";

const ipv4 = 20;
const ipv6 = 40;
const udpHeader = 8;
/** 20, and a timestamp in each segment: Linux on both sides. */
const tcpHeader = 32;
const synHeader = 40;

/** What one way gave. */
async function measured(servers: Partial<Servers>, way: Way, asked = {}, isFirst = true): Promise<Series> {
  return seriesOf(await runRounds(servers, asked, new Rows(), isFirst), way);
}

describe("udpWire()", () => {
  test.each([
    ["127.0.0.1", 2 * (ipv4 + udpHeader), 56],
    ["::1", 2 * (ipv6 + udpHeader), 96],
  ])("counts a datagram each way, with the headers of %s", async (host, headers, byHand) => {
    await using udp = await openedUdp(host);
    const series = await measured({ udp: udp.local }, "datagrams", { count: 10 });
    expect(headers).toBe(byHand);
    expect(udpWire(series)).toEqual({
      ...{ way: "datagrams", sentenceBytes: 32, sentences: 10, packetsOut: 10, packetsIn: 10, packets: "observed" },
      ...{ headerBytesPerSentence: byHand, headers: "computed", retransmissions: null },
    });
  });

  test("counts what came late, twice or wrong, and nothing that did not come", async () => {
    await using udp = await openedUdp();
    const series = await measured({ udp: udp.local }, "datagrams");
    const counts = { ...series.counts, sent: 10, answered: 5, late: 1, unanswered: 4, duplicates: 2, wrong: 1 };
    const wire = udpWire({ ...series, counts });
    expect(wire).toMatchObject({ packetsOut: 10, packetsIn: 9 });
    expect(wire.headerBytesPerSentence).toBeCloseTo((19 * 28) / 10, 10);
  });

  test("has nothing to divide by where nothing was sent", async () => {
    await using udp = await openedUdp();
    const series = await measured({ udp: udp.local }, "datagrams");
    const counts = { ...series.counts, sent: 0, answered: 0 };
    expect(udpWire({ ...series, counts }).headerBytesPerSentence).toBe(0);
  });
});

describe("connectionWire()", () => {
  test.each([
    ["127.0.0.1", ipv4],
    ["::1", ipv6],
  ])("takes the kernel's count of %s, and the headers that this connection has", async (host, ipHeader) => {
    await using tcp = openedTcp({ host });
    const series = await measured({ tcp: tcp.local }, "one-connection", { count: 10, warmup: 3 });
    const { segmentsOut, segmentsIn, retransmissions } = series.kernel;
    const [packetsOut, packetsIn] = [segmentsOut ?? 0, segmentsIn ?? 0];
    expect(packetsOut).toBeGreaterThanOrEqual(10);
    expect(packetsIn).toBeGreaterThanOrEqual(10);
    const headers = { headerBytes: tcpHeader, synHeaderBytes: synHeader };
    expect(connectionWire(series, headers)).toEqual({
      ...{ way: "one-connection", sentenceBytes: 32, sentences: 10, packetsOut, packetsIn },
      headerBytesPerSentence: ((packetsOut + packetsIn) * (ipHeader + tcpHeader)) / 10,
      ...{ packets: "observed", headers: "observed", retransmissions },
    });
  });

  test("counts what the server's kernel counts too", async () => {
    await using tcp = openedTcp({ figures: true });
    const series = await measured({ tcp: tcp.local }, "one-connection", { count: 10 }, false);
    const { figures, when } = await tcp.log.seen("tcp-figures", 2);
    expect(when).toBe("ended");
    // The server's has the handshake, four probes and both FINs in it: those are before the first that counts, or after.
    const out = series.kernel.segmentsOut ?? 0;
    expect(figures?.segmentsIn).toBeGreaterThanOrEqual(out + 2);
    expect(figures?.segmentsIn).toBeLessThanOrEqual(out + 2 + 2 * 4 + 2);
  });

  test("computes both where the kernel does not tell, with the headers of most systems", async () => {
    await using tcp = openedTcp();
    const series = await measured({ tcp: tcp.local }, "one-connection", { count: 10 });
    const kernel = { segmentsOut: null, segmentsIn: null, retransmissions: null, serverDrops: null };
    const wire = connectionWire({ ...series, kernel }, undefined);
    expect(wire).toMatchObject({ packetsOut: 10, packetsIn: 10, packets: "computed", headers: "computed" });
    expect(wire).toMatchObject({ headerBytesPerSentence: 2 * (ipv4 + tcpHeader), retransmissions: null });
  });
});

describe("perSentenceWire()", () => {
  const headers = { headerBytes: tcpHeader, synHeaderBytes: synHeader };

  test.each([
    ["127.0.0.1", ipv4],
    ["::1", ipv6],
  ])("looks at some connections to %s from their SYN to their last ACK", async (host, ipHeader) => {
    await using tcp = openedTcp({ host });
    const series = await measured({ tcp: tcp.local }, "connection-per-sentence");
    const wire = await perSentenceWire(series, connectTcp, patienceMs, headers);
    const { packetsOut, packetsIn } = wire;
    // SYN, ACK, sentence, FIN and the ACKs of reply and FIN; SYN-ACK, ACK, reply, FIN. An ACK may ride along, or go alone.
    expect(packetsOut + packetsIn).toBeGreaterThanOrEqual(9 * countedConnections);
    expect(packetsOut + packetsIn).toBeLessThanOrEqual(11 * countedConnections);
    const bytes = (packetsOut + packetsIn) * (ipHeader + tcpHeader) + countedConnections * 2 * (synHeader - tcpHeader);
    expect(wire).toEqual({
      ...{ way: "connection-per-sentence", sentenceBytes: 32, sentences: countedConnections, packetsOut, packetsIn },
      ...{ headerBytesPerSentence: bytes / countedConnections, packets: "observed", headers: "observed" },
      retransmissions: 0,
    });
  });

  test.each([
    ["127.0.0.1", 8 * (ipv4 + tcpHeader) + 2 * (ipv4 + synHeader), 536],
    ["::1", 8 * (ipv6 + tcpHeader) + 2 * (ipv6 + synHeader), 736],
  ])("computes by the rules, ten segments to %s, where nobody is there to be looked at", async (host, sum, byHand) => {
    await using tcp = openedTcp();
    const series = await measured({ tcp: tcp.local }, "connection-per-sentence");
    const peer = endpoint(host, await freePort());
    expect(sum).toBe(byHand);
    expect(await perSentenceWire({ ...series, peer }, connectTcp, patienceMs, undefined)).toEqual({
      ...{ way: "connection-per-sentence", sentenceBytes: 32, sentences: 1, packetsOut: 6, packetsIn: 4 },
      ...{ packets: "computed", headerBytesPerSentence: byHand, headers: "computed", retransmissions: null },
    });
  });

  test("leaves out connections that broke", async () => {
    let connections = 0;
    using tcp = answerTcp({
      data(socket, text) {
        if (++connections % 2 === 0) return void socket.terminate();
        socket.write(text.toUpperCase());
        socket.end();
      },
    });
    await using ours = openedTcp();
    const series = await measured({ tcp: ours.local }, "connection-per-sentence");
    const peer = endpoint("127.0.0.1", tcp.port);
    const { sentences } = await perSentenceWire({ ...series, peer }, connectTcp, patienceMs, headers);
    expect(sentences).toBe(3);
  });
});
