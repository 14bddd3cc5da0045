/** A whole comparison: what each part of it is made of, with one server missing, cut short, and with servers that go away. */

import { describe, expect, test } from "bun:test";
import { type Compared, compare } from "../../src/comparison/compare.ts";
import type { ComparePlan, Servers } from "../../src/comparison/plan.ts";
import { endpoint } from "../../src/core/endpoint.ts";
import type { Protocol } from "../../src/measurement/record.ts";
import { answerTcp, answerUdp } from "../programs/scripted.ts";
import { openedTcp, openedUdp } from "../protocol/opened.ts";
import { foundAt, pages, planned, Rows } from "./in-this-process.ts";

const upper = (text: string) => text.toUpperCase();
const at = (port: number) => endpoint("127.0.0.1", port);

function run(servers: Partial<Servers>, asked: Partial<ComparePlan> = {}, rows = new Rows()): Promise<Compared> {
  return compare(planned(asked), foundAt(servers), pages, rows);
}

describe("compare()", () => {
  test("has every part for both protocols, and for each size what depends on it", async () => {
    await using udp = await openedUdp();
    await using tcp = openedTcp();
    const rows = new Rows();
    const both = { udp: udp.local, tcp: tcp.local };
    const { series, comparison, end } = await run(both, { sizes: [16, 32, 64] }, rows);
    expect(end).toEqual({ kind: "done" });
    const ways = (bytes: number) => series.filter((one) => one.sentenceBytes === bytes).map(({ way }) => way);
    expect(ways(16)).toEqual(["datagrams", "one-connection", "socket-per-datagram", "connection-per-sentence"]);
    expect([ways(32), ways(64)]).toEqual([
      ["datagrams", "one-connection"],
      ["datagrams", "one-connection"],
    ]);
    expect(comparison.missing).toBeNull();
    expect(comparison.differences.map(({ sentenceBytes, pairs }) => [sentenceBytes, pairs])).toEqual([
      [16, 4],
      [32, 4],
      [64, 4],
    ]);
    expect(comparison.wire.map(({ way, sentenceBytes }) => [way, sentenceBytes])).toEqual(
      series.map(({ way, sentenceBytes }) => [way, sentenceBytes]),
    );
    expect(comparison.boundaries).toMatchObject([
      { protocol: "udp", pieces: [5, 6, 7], seenBy: "client" },
      { protocol: "tcp", seenBy: "client" },
    ]);
    expect(comparison.nobody).toMatchObject([
      { protocol: "udp", outcome: "refused" },
      { protocol: "tcp", outcome: "refused" },
    ]);
    expect(rows.shares).toEqual(rows.shares.toSorted((a, b) => a - b));
    expect(rows.shares.at(-1)).toBe(1);
  });

  test("takes the first answer from fresh sockets, the handshake within it, and the ratio of the medians", async () => {
    await using udp = await openedUdp();
    await using tcp = openedTcp();
    const { comparison, series } = await run({ udp: udp.local, tcp: tcp.local });
    const { firstAnswer } = comparison;
    expect(firstAnswer.udp).toMatchObject({ predictedRoundTrips: 1, measuredMs: { n: 4 }, connectMs: null });
    expect(firstAnswer.tcp).toMatchObject({ predictedRoundTrips: 2, measuredMs: { n: 4 }, connectMs: { n: 4 } });
    const [udpMs = 0, tcpMs = 0] = [firstAnswer.udp, firstAnswer.tcp].map((one) => one?.measuredMs?.medianMs);
    expect(firstAnswer.ratio).toBe(tcpMs / udpMs);
    const own = series.find(({ way }) => way === "connection-per-sentence");
    expect(firstAnswer.tcp?.connectMs).toEqual(own?.connectMs ?? null);
    expect(tcpMs).toBeGreaterThan(own?.exchangeMs?.medianMs ?? Number.NaN);
  });

  test.each(["udp", "tcp"] as const)("says of %s alone what can be said, and has no difference", async (there) => {
    await using udp = await openedUdp();
    await using tcp = openedTcp();
    const missing = { protocol: there === "udp" ? "tcp" : "udp", cause: "refused" } as const;
    const found = foundAt(there === "udp" ? { udp: udp.local } : { tcp: tcp.local }, { missing });
    const { series, comparison, end } = await compare(planned(), found, pages, new Rows());
    expect(end).toEqual({ kind: "done" });
    expect(comparison).toMatchObject({ missing, differences: [] });
    expect(comparison.firstAnswer).toMatchObject({ [missing.protocol]: null, ratio: null });
    const protocols = [series, comparison.boundaries, comparison.nobody].flat().map(({ protocol }) => protocol);
    expect(new Set<Protocol>(protocols)).toEqual(new Set([there]));
  });

  test("stops a sweep at the size that the server cuts, and keeps the sizes before it", async () => {
    using udp = await answerUdp(({ text }, answer) => answer(upper(text).slice(0, 20)));
    await using tcp = openedTcp();
    const { series, comparison, end } = await run({ udp: at(udp.port), tcp: tcp.local }, { sizes: [16, 32, 64] });
    expect(end).toMatchObject({ kind: "wrong-service", peer: at(udp.port) });
    expect([...new Set(series.map(({ sentenceBytes }) => sentenceBytes))]).toEqual([16, 32]);
    expect(comparison.differences).toMatchObject([{ sentenceBytes: 16, pairs: 4 }]);
    expect(comparison).toMatchObject({ boundaries: [], nobody: [] });
  });
});

describe("compare(), interrupted", () => {
  test("keeps what was measured, and looks no further", async () => {
    await using udp = await openedUdp();
    await using tcp = openedTcp();
    const rows = new Rows(({ way, sequence }) => way === "datagrams" && sequence === 9);
    const { series, comparison, end } = await run({ udp: udp.local, tcp: tcp.local }, { count: 1_000 }, rows);
    expect(end).toEqual({ kind: "interrupted" });
    expect(series.map(({ counts }) => counts.answered > 0)).toEqual([true, true, true, true]);
    expect(comparison.differences).toMatchObject([{ pairs: 10 }]);
    expect(comparison.firstAnswer.ratio).toBeGreaterThan(0);
    // Five more connections would have to be made for the fourth.
    expect(comparison.wire.map(({ way }) => way)).toEqual(["datagrams", "one-connection", "socket-per-datagram"]);
    expect(comparison).toMatchObject({ boundaries: [], nobody: [] });
  });

  test("ends at once while it waits for nobody's answer, with all that it has seen", async () => {
    await using udp = await openedUdp();
    await using tcp = openedTcp();
    const rows = new Rows();
    const nobodysAnswer: typeof pages.askUdp = async (message, servers, ...rest) => {
      if (servers[0]?.port === udp.port) return await pages.askUdp(message, servers, ...rest);
      rows.abort();
      return await Promise.withResolvers<never>().promise;
    };
    const found = foundAt({ udp: udp.local, tcp: tcp.local });
    const { series, comparison, end } = await compare(planned(), found, { ...pages, askUdp: nobodysAnswer }, rows);
    expect(end).toEqual({ kind: "interrupted" });
    for (const one of series) expect(one).toMatchObject({ counts: { sent: 4, answered: 4 }, end: { kind: "done" } });
    expect(comparison.wire.length).toBe(4);
    expect(comparison.boundaries.length).toBe(2);
    expect(comparison.nobody).toEqual([]);
  });
});

describe("compare() with a server that dies in the middle", () => {
  /** Lets one of both servers go when it has answered so much. */
  async function dying(protocol: Protocol): Promise<Compared> {
    let answered = 0;
    const isLast = () => ++answered === 40;
    const udp = await answerUdp(({ text }, answer) => {
      answer(upper(text));
      if (protocol === "udp" && isLast()) udp[Symbol.dispose]();
    });
    const tcp = answerTcp({
      data(socket, text) {
        socket.write(upper(text));
        if (protocol === "tcp" && isLast()) tcp[Symbol.dispose]();
      },
    });
    try {
      return await run({ udp: at(udp.port), tcp: at(tcp.port) }, { count: 1_000, replyTimeoutMs: 500 });
    } finally {
      if (protocol === "tcp") udp[Symbol.dispose]();
      else tcp[Symbol.dispose]();
    }
  }

  test("waits for it to come back for a while, then keeps what was measured until then", async () => {
    const [udp, tcp] = await Promise.all([dying("udp"), dying("tcp")]);
    for (const [protocol, { series, comparison, end }] of Object.entries({ udp, tcp })) {
      expect(end).toMatchObject({ kind: "refused", peer: { address: "127.0.0.1" } });
      const [gone] = series.filter((one) => one.end.kind === "refused");
      expect(gone?.protocol).toBe(protocol as Protocol);
      for (const { counts } of series) expect(counts.answered).toBeGreaterThan(10);
      expect(comparison.differences[0]?.pairs).toBeGreaterThan(10);
      expect(comparison).toMatchObject({ boundaries: [], nobody: [] });
    }
  }, 30_000);
});
