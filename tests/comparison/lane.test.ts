/** One way to carry sentences, a sentence at a time: what a step gives, and what is no answer to it. */

import { afterEach, describe, expect, test } from "bun:test";
import { Lane } from "../../src/comparison/lane.ts";
import { endpoint } from "../../src/core/endpoint.ts";
import type { SeriesPlan } from "../../src/measurement/account.ts";
import type { Way } from "../../src/measurement/record.ts";
import { answerTcp, answerUdp } from "../programs/scripted.ts";
import { patienceMs } from "./asking.ts";
import { pages } from "./in-this-process.ts";

let lanes: Lane[] = [];
let ticking: Timer[] = [];
afterEach(() => {
  for (const timer of ticking) clearInterval(timer);
  for (const lane of lanes) lane.carrier.close();
  ticking = [];
  lanes = [];
});

/** Opens a lane to a port on 127.0.0.1, and looks after its deadlines. Everything counts from its beginning. */
async function opened(way: Way, port: number, replyTimeoutMs = patienceMs): Promise<Lane> {
  const protocol = way === "datagrams" || way === "socket-per-datagram" ? "udp" : "tcp";
  const peer = endpoint("127.0.0.1", port);
  const plan: SeriesPlan = {
    ...{ protocol, way, peer, replyTimeoutMs, sentenceBytes: 16, intervalMs: 0, window: 1, mostSentences: 100 },
  };
  const lane = await Lane.open(plan, patienceMs, pages);
  lane.beginCounting();
  lanes.push(lane);
  ticking.push(setInterval(() => lane.tick(), 5));
  return lane;
}

const upper = (text: string) => text.toUpperCase();

describe("step()", () => {
  test.each(["datagrams", "socket-per-datagram"] as const)(
    "resolves with the times of an exchange: %s",
    async (way) => {
      using server = await answerUdp(({ text }, answer) => answer(upper(text)));
      const lane = await opened(way, server.port);
      for (let round = 0; round < 3; round++) {
        const step = await lane.step();
        expect(step?.exchangeMs).toBeGreaterThan(0);
        expect(step?.totalMs).toBeGreaterThanOrEqual(step?.exchangeMs ?? Number.NaN);
      }
      expect(lane.close(false)).toMatchObject({ way, counts: { sent: 3, answered: 3 }, end: { kind: "done" } });
      expect(server.received.map((text) => text.slice(0, 10))).toEqual(["0000000000", "0000000001", "0000000002"]);
    },
  );

  test("has the handshake in the whole, and not in the exchange, of a connection for each sentence", async () => {
    using server = answerTcp({ data: (socket, text) => void socket.write(upper(text)) });
    const lane = await opened("connection-per-sentence", server.port);
    const step = await lane.step();
    const { connectMs, exchangeMs } = lane.close(false);
    expect(exchangeMs?.maxMs).toBe(step?.exchangeMs as number);
    expect(step?.totalMs).toBeGreaterThan((step?.exchangeMs ?? 0) + (connectMs?.maxMs ?? Number.NaN));
  });

  test("resolves without times where nothing came in time, also where a late reply to the sentence before comes", async () => {
    const held: string[] = [];
    using server = await answerUdp(({ text }, answer) => {
      // The first is answered when the second is here, and the second never.
      if (held.push(text) === 2) answer(upper(held[0] ?? ""));
    });
    const lane = await opened("datagrams", server.port, 50);
    expect(await lane.step()).toBeUndefined();
    expect(await lane.step()).toBeUndefined();
    expect(lane.close(false).counts).toMatchObject({ sent: 2, answered: 0, late: 1, unanswered: 1 });
  });

  test("does not take a second reply to the sentence before for an answer", async () => {
    const held: string[] = [];
    using server = await answerUdp(({ text }, answer) => {
      held.push(text);
      answer(upper(held[0] ?? ""));
    });
    const lane = await opened("datagrams", server.port, 50);
    expect(await lane.step()).toMatchObject({ exchangeMs: expect.any(Number) });
    expect(await lane.step()).toBeUndefined();
    expect(lane.close(false).counts).toMatchObject({ sent: 2, answered: 1, duplicates: 1, unanswered: 1 });
  });

  test("gives the exchange its own time where a second reply to the sentence before comes in it", async () => {
    const held: string[] = [];
    using server = await answerUdp(({ text }, answer) => {
      if (held.push(text) === 2) answer(upper(held[0] ?? ""));
      answer(upper(text));
    });
    const lane = await opened("datagrams", server.port);
    const steps = [await lane.step(), await lane.step()].map((step) => step?.exchangeMs ?? Number.NaN);
    const { exchangeMs, counts } = lane.close(false);
    expect(counts).toMatchObject({ answered: 2, duplicates: 1 });
    expect([exchangeMs?.minMs, exchangeMs?.maxMs]).toEqual([Math.min(...steps), Math.max(...steps)]);
  });

  test.each(["datagrams", "one-connection", "socket-per-datagram", "connection-per-sentence"] as const)(
    "ends at once where it is interrupted: %s",
    async (way) => {
      const arrived = Promise.withResolvers<void>();
      using udp = await answerUdp(() => arrived.resolve());
      using tcp = answerTcp({ data: () => arrived.resolve() });
      const lane = await opened(way, way === "datagrams" || way === "socket-per-datagram" ? udp.port : tcp.port);
      const stepping = lane.step();
      await arrived.promise;
      lane.interrupt();
      expect(await stepping).toBeUndefined();
      expect(await lane.step()).toBeUndefined();
      expect(lane.close(false)).toMatchObject({ counts: { sent: 0, answered: 0 }, end: { kind: "interrupted" } });
    },
  );
});

test("close() counts the rate by the time that was spent on this lane, and not on another one", async () => {
  using quick = await answerUdp(({ text }, answer) => answer(upper(text)));
  using slow = await answerUdp(({ text }, answer) => void setTimeout(() => answer(upper(text)), 40));
  const lanes = [await opened("datagrams", quick.port), await opened("datagrams", slow.port)] as const;
  for (let round = 0; round < 3; round++) for (const lane of lanes) await lane.step();
  const [one, other] = lanes.map((lane) => lane.close(false));
  expect(other?.elapsedMs).toBeGreaterThan(3 * 39);
  expect(one?.elapsedMs).toBeLessThan(other?.elapsedMs ?? 0);
});
