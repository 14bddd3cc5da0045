/** The same sentences every way in turn: the order, what counts, and which exchanges make a pair. */

import { describe, expect, test } from "bun:test";
import { Rounds } from "../../src/comparison/rounds.ts";
import { endpoint } from "../../src/core/endpoint.ts";
import { clientErrorMs, sameHostErrorMs } from "../../src/core/limits.ts";
import type { Way } from "../../src/measurement/record.ts";
import { answerTcp, answerUdp } from "../programs/scripted.ts";
import { openedTcp, openedUdp } from "../protocol/opened.ts";
import { foundAt, pages, planned, Rows, runRounds as run, seriesOf } from "./in-this-process.ts";

const forth: readonly Way[] = ["datagrams", "one-connection", "socket-per-datagram", "connection-per-sentence"];
const back = forth.toReversed();
const upper = (text: string) => text.toUpperCase();

describe("run()", () => {
  test("goes every way in turn, and every other round backwards", async () => {
    await using udp = await openedUdp();
    await using tcp = openedTcp();
    const rows = new Rows();
    const { series, end } = await run({ udp: udp.local, tcp: tcp.local }, { count: 3, warmup: 2 }, rows);
    expect(rows.measuredWays()).toEqual([...forth, ...back, ...forth]);
    expect(end).toEqual({ kind: "done" });
    expect(series.map(({ way }) => way)).toEqual([...forth]);
    expect(rows.shares).toEqual([1 / 3, 2 / 3, 1]);
  });

  test("counts nothing of the warm-up", async () => {
    await using udp = await openedUdp();
    await using tcp = openedTcp();
    const rows = new Rows();
    const { series } = await run({ udp: udp.local, tcp: tcp.local }, { count: 3, warmup: 5 }, rows);
    for (const { way, warmup, counts, exchangeMs } of series) {
      const warm = rows.all.filter((row) => row.way === way && row.phase === "warmup");
      expect({ way, warm: warm.length, warmup }).toEqual({ way, warm: warmup, warmup });
      // Also where a lane was probed before: that is part of it.
      expect(warmup).toBe(5);
      expect(counts).toMatchObject({ sent: 3, answered: 3 });
      expect(exchangeMs?.n).toBe(3);
    }
  });

  test("ends when its time is over, after a whole round", async () => {
    await using udp = await openedUdp();
    await using tcp = openedTcp();
    const result = await run({ udp: udp.local, tcp: tcp.local }, { count: null, durationMs: 1 });
    expect(result.end).toEqual({ kind: "done" });
    const sent = result.series.map(({ counts }) => counts.sent);
    expect(sent[0]).toBeGreaterThan(0);
    expect(new Set(sent).size).toBe(1);
  });

  test("opens sockets of their own only for the first size, and only of the protocols that are there", async () => {
    await using udp = await openedUdp();
    await using tcp = openedTcp();
    const both = { udp: udp.local, tcp: tcp.local };
    const ways = async (...args: Parameters<typeof run>) => (await run(...args)).series.map(({ way }) => way);
    expect(await ways(both, {}, new Rows(), false)).toEqual(["datagrams", "one-connection"]);
    expect(await ways({ udp: udp.local })).toEqual(["datagrams", "socket-per-datagram"]);
    expect(await ways({ tcp: tcp.local })).toEqual(["one-connection", "connection-per-sentence"]);
  });

  test("pairs the rounds in which both were answered, and no other", async () => {
    // Answers nothing to numbers 1 and 4.
    using udp = await answerUdp(({ text }, answer) => /^\d{9}[14]/.test(text) || answer(upper(text)));
    await using tcp = openedTcp();
    const rows = new Rows();
    const asked = { count: 6, replyTimeoutMs: 50 };
    const result = await run({ udp: endpoint("127.0.0.1", udp.port), tcp: tcp.local }, asked, rows);
    const tcpMs = rows.of("one-connection").map(({ exchangeMs }) => exchangeMs ?? Number.NaN);
    const differences = rows
      .of("datagrams")
      .flatMap(({ sequence, exchangeMs }) => (exchangeMs === null ? [] : (tcpMs[sequence] as number) - exchangeMs));
    expect(result.difference).toMatchObject({ pairs: 4, lowMs: Math.min(...differences), errorMs: sameHostErrorMs });
    expect(result.difference?.highMs).toBe(Math.max(...differences));
    for (const way of ["datagrams", "socket-per-datagram"] as const) {
      expect(seriesOf(result, way).counts).toMatchObject({ sent: 6, answered: 4, unanswered: 2 });
    }
    expect(result.firstAnswerMs.udp?.n).toBe(4);
    expect(result.firstAnswerMs.tcp?.n).toBe(6);
  });

  test("believes smaller differences where a network is between", async () => {
    await using udp = await openedUdp();
    await using tcp = openedTcp();
    const rounds = new Rounds(planned(), false, pages, new Rows());
    const { difference } = await rounds.run(foundAt({ udp: udp.local, tcp: tcp.local }), 32, true);
    expect(difference?.errorMs).toBe(clientErrorMs);
  });

  test("has no difference where nothing was answered over one of both", async () => {
    using udp = await answerUdp(() => {});
    await using tcp = openedTcp();
    const asked = { count: 2, replyTimeoutMs: 20 };
    const result = await run({ udp: endpoint("127.0.0.1", udp.port), tcp: tcp.local }, asked);
    expect(result.difference).toBeUndefined();
    expect(result.firstAnswerMs.udp).toBeNull();
  });
});

describe("run() where the server closes after each reply", () => {
  test("goes on with a connection for each sentence, and pairs those", async () => {
    await using udp = await openedUdp();
    await using tcp = openedTcp({ keepAliveMs: 0 });
    const rows = new Rows();
    const result = await run({ udp: udp.local, tcp: tcp.local }, {}, rows);
    expect(result.series.map(({ way, fellBack }) => [way, fellBack])).toEqual([
      ["datagrams", false],
      ["socket-per-datagram", false],
      ["connection-per-sentence", true],
    ]);
    expect(seriesOf(result, "connection-per-sentence").counts).toMatchObject({ sent: 4, answered: 4, connections: 4 });
    expect(result.difference?.pairs).toBe(4);
    expect(rows.fallbacks).toBe(1);
    expect(rows.of("one-connection")).toEqual([]);
  });

  test("does so for another size too, where no connection of its own was asked for", async () => {
    await using udp = await openedUdp();
    await using tcp = openedTcp({ keepAliveMs: 0 });
    const plan = planned({ sizes: [16, 32] });
    const result = await new Rounds(plan, true, pages, new Rows()).run(
      foundAt({ udp: udp.local, tcp: tcp.local }),
      32,
      false,
    );
    expect(result.series.map(({ way }) => way)).toEqual(["datagrams", "connection-per-sentence"]);
  });

  test("does so where it is closed before it reads the next sentence, and so by RST", async () => {
    const answered = new WeakSet<object>();
    using tcp = answerTcp({
      data(socket, text) {
        if (answered.has(socket)) return void socket.terminate();
        answered.add(socket);
        socket.write(upper(text));
      },
    });
    const rows = new Rows();
    const { series } = await run({ tcp: endpoint("127.0.0.1", tcp.port) }, {}, rows);
    expect(series).toMatchObject([
      { way: "connection-per-sentence", fellBack: true, counts: { sent: 4, answered: 4 } },
    ]);
    expect(rows.fallbacks).toBe(1);
  });

  test("connects anew where it closes after some more, and stays with one connection at a time", async () => {
    await using udp = await openedUdp();
    let answered = 0;
    using tcp = answerTcp({
      data(socket, text) {
        socket.write(upper(text));
        if (++answered % 3 === 0) socket.end();
      },
    });
    const result = await run({ udp: udp.local, tcp: endpoint("127.0.0.1", tcp.port) }, { count: 12 });
    expect(result.end).toEqual({ kind: "done" });
    const { counts, fellBack } = seriesOf(result, "one-connection");
    expect(fellBack).toBe(false);
    expect(counts.connections).toBeGreaterThan(1);
  });
});
