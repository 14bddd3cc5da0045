/** Rounds in bad weather, and cut short: what is counted there, and what is kept. */

import { describe, expect, test } from "bun:test";
import { endpoint } from "../../src/core/endpoint.ts";
import { answerTcp, answerUdp } from "../programs/scripted.ts";
import { inWeather, predicted } from "../protocol/in-weather.ts";
import { openedTcp, openedUdp } from "../protocol/opened.ts";
import { Rows, runRounds as run, seriesOf } from "./in-this-process.ts";

const upper = (text: string) => text.toUpperCase();

describe("run() in bad weather", () => {
  test("counts each unanswered, exactly those that the weather drops", async () => {
    const weather = { dropPercent: 30, seed: 5 };
    await using udp = await inWeather(weather);
    const result = await run({ udp: udp.local }, { count: 20, replyTimeoutMs: 250 });
    const dropped = predicted(weather, 40).filter(({ isDropped }) => isDropped).length;
    const [datagrams, fresh] = result.series;
    expect((datagrams?.counts.unanswered ?? 0) + (fresh?.counts.unanswered ?? 0)).toBe(dropped);
    expect(dropped).toBeGreaterThan(0);
    expect(result.end).toEqual({ kind: "done" });
  });

  test("counts second replies, and waits for the last ones", async () => {
    await using udp = await inWeather({ duplicatePercent: 100 });
    const result = await run({ udp: udp.local }, { count: 5 });
    expect(seriesOf(result, "datagrams").counts).toMatchObject({ sent: 5, answered: 5, duplicates: 5 });
  });

  test("counts what comes after its time as late, and gives it no time", async () => {
    await using udp = await inWeather({ delayMs: 60 });
    await using tcp = openedTcp();
    const result = await run({ udp: udp.local, tcp: tcp.local }, { count: 3, replyTimeoutMs: 40 });
    const { counts, exchangeMs } = seriesOf(result, "datagrams");
    expect(counts).toMatchObject({ sent: 3, answered: 0 });
    expect(counts.late).toBeGreaterThan(0);
    expect(exchangeMs).toBeNull();
    expect(result.difference).toBeUndefined();
  });
});

describe("run() keeps what was measured", () => {
  test("when it is interrupted in the middle", async () => {
    await using udp = await openedUdp();
    await using tcp = openedTcp();
    const rows = new Rows(({ way, sequence }) => way === "datagrams" && sequence === 5);
    const result = await run({ udp: udp.local, tcp: tcp.local }, { count: 1_000 }, rows);
    expect(result.end).toEqual({ kind: "interrupted" });
    expect(seriesOf(result, "datagrams").counts).toMatchObject({ sent: 6, answered: 6 });
    expect(result.difference?.pairs).toBe(6);
  });

  test("when it is interrupted before anything was sent", async () => {
    await using udp = await openedUdp();
    await using tcp = openedTcp();
    const rows = new Rows();
    rows.abort();
    const result = await run({ udp: udp.local, tcp: tcp.local }, {}, rows);
    expect(result.end).toEqual({ kind: "interrupted" });
    expect(rows.all).toEqual([]);
  });

  test.each(["udp", "tcp"] as const)("when what answers over %s is no upper-case server", async (wrong) => {
    const echo = (text: string) => (/^\d{9}[3-9]/.test(text) ? text : upper(text));
    using udp = await answerUdp(({ text }, answer) => answer(wrong === "udp" ? text : upper(text)));
    using tcp = answerTcp({ data: (socket, text) => void socket.write(wrong === "tcp" ? echo(text) : upper(text)) });
    const at = (port: number) => endpoint("127.0.0.1", port);
    const result = await run({ udp: at(udp.port), tcp: at(tcp.port) });
    expect(result.end).toMatchObject({ kind: "wrong-service", peer: at(wrong === "udp" ? udp.port : tcp.port) });
    const { counts, end } = seriesOf(result, wrong === "udp" ? "datagrams" : "one-connection");
    expect(counts.wrong).toBeGreaterThan(0);
    expect(end).toEqual(result.end);
  });
});
