/** The UDP server in injected weather, over real sockets: every fate is the one that was rolled. */

import { describe, expect, spyOn, test } from "bun:test";
import { maxHeldBackMs } from "../../src/core/limits.ts";
import { holdingBack } from "../core/sky.ts";
import { inWeather, predicted, sendAll, takeAll } from "./in-weather.ts";
import { RawUdpPeer } from "./raw-udp-peer.ts";

describe("openUdpServer() in injected weather", () => {
  const rough = { dropPercent: 30, duplicatePercent: 20 };

  test.each([7, 8, 4_711])(
    "drops and duplicates exactly the replies that seed %d says, and counts them",
    async (seed) => {
      await using server = await inWeather({ ...rough, seed });
      using client = await RawUdpPeer.open();
      const fates = predicted({ ...rough, seed }, 200);
      const expected = fates.flatMap(({ isDropped, isDuplicated }, number) =>
        isDropped ? [] : Array(isDuplicated ? 2 : 1).fill(`A${number}`),
      );
      await sendAll(client, fates.length, server.local);
      expect(await takeAll(client, expected.length)).toEqual(expected);
      await server.log.seen("datagram-received", fates.length);
      const dropped = fates.filter(({ isDropped }) => isDropped).length;
      const twice = fates.filter(({ isDropped, isDuplicated }) => !isDropped && isDuplicated).length;
      expect(server.totals).toMatchObject({
        datagramsReceived: 200,
        datagramsSent: expected.length,
        "injected-drop": dropped,
        "injected-duplicate": twice,
        "injected-delay": 0,
      });
      expect(200 + twice).toBe(expected.length + dropped);
      expect(server.log.of("datagram-dropped").map(({ reason }) => reason)).toEqual(
        Array(dropped).fill("injected-drop"),
      );
      expect(server.log.of("weather-injected").length).toBe(twice);
    },
  );

  test("tells what it does to each reply that it does not drop", async () => {
    const weather = { dropPercent: 30, delayMs: 5, jitterMs: 5, duplicatePercent: 30, reorderPercent: 30 };
    await using server = await inWeather(weather);
    using client = await RawUdpPeer.open();
    await sendAll(client, 50, server.local);
    await server.log.seen("datagram-received", 50);
    const fates = predicted(weather, 50).filter(({ isDropped }) => !isDropped);
    expect(server.log.of("weather-injected").map(({ fate }) => fate)).toEqual(fates);
    expect(server.log.of("weather-injected").every(({ peer }) => peer.port === client.local.port)).toBe(true);
  });

  test("lets each reply wait for its delay at least", async () => {
    const weather = { delayMs: 30, jitterMs: 25 };
    await using server = await inWeather(weather);
    using client = await RawUdpPeer.open();
    const fates = predicted(weather, 20);
    const startedMs = performance.now();
    await sendAll(client, fates.length, server.local);
    const seen = new Set<string>();
    while (seen.size < fates.length) {
      const text = (await client.next()).bytes.toString();
      const fate = fates[Number(text.slice(1))];
      expect(performance.now() - startedMs).toBeGreaterThanOrEqual(fate?.delayMs ?? Number.NaN);
      seen.add(text);
    }
    expect(server.totals).toMatchObject({ datagramsSent: 20, "injected-delay": 20, "injected-reorder": 0 });
  });

  test("has one timer, however many replies wait", async () => {
    using set = spyOn(globalThis, "setTimeout");
    using cleared = spyOn(globalThis, "clearTimeout");
    await using server = await inWeather({ delayMs: 100, jitterMs: 50 });
    using client = await RawUdpPeer.open();
    await sendAll(client, 50, server.local);
    await server.log.seen("weather-injected", 50);
    const timers = set.mock.results.filter((_, call) => set.mock.calls[call]?.[0].name === "replyWhenDue");
    expect(timers.length).toBeGreaterThanOrEqual(50);
    const over = new Set<unknown>(cleared.mock.calls.map(([timer]) => timer));
    expect(timers.filter(({ value }) => !over.has(value)).length).toBeLessThanOrEqual(1);
    await takeAll(client, 50);
  });

  test("goes on with a delay while nothing else arrives, as often as it must", async () => {
    await using server = await inWeather({ delayMs: 3 });
    using client = await RawUdpPeer.open();
    for (let number = 0; number < 30; number++) {
      expect((await client.ask(`a${number}`, server.local)).toString()).toBe(`A${number}`);
    }
  });

  test("lets the next reply overtake one that is held back", async () => {
    await using server = await inWeather(holdingBack(true, false, false));
    using client = await RawUdpPeer.open();
    await sendAll(client, 3, server.local);
    expect(await takeAll(client, 3)).toEqual(["A1", "A0", "A2"]);
    expect(server.totals).toMatchObject({ "injected-hold": 1, "injected-reorder": 1 });
  });

  test("lets out a reply that nothing overtakes, after the longest wait", async () => {
    await using server = await inWeather(holdingBack(true));
    using client = await RawUdpPeer.open();
    const startedMs = performance.now();
    expect((await client.ask("alone", server.local)).toString()).toBe("ALONE");
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(maxHeldBackMs);
    expect(server.totals).toMatchObject({ "injected-hold": 1, "injected-reorder": 0 });
  });

  test("rolls only for what it would answer", async () => {
    const grows = "ΐ".repeat(20_000); // its upper case fits no datagram
    await using server = await inWeather({ dropPercent: 30 });
    using client = await RawUdpPeer.open();
    for (const sentence of [grows, "one", grows, "two", "three", "four", "five", "six"]) {
      await client.send(sentence, server.local);
    }
    // Seed 7 drops the fifth, and not what came before.
    expect(await takeAll(client, 5)).toEqual(["ONE", "TWO", "THREE", "FOUR", "SIX"]);
    expect(server.totals).toMatchObject({ "reply-too-long": 2, "injected-drop": 1 });
  });

  test("tells a quiet server's observer what is dropped, and not of each reply", async () => {
    await using server = await inWeather({ dropPercent: 30, delayMs: 1 }, true);
    using client = await RawUdpPeer.open();
    await sendAll(client, 6, server.local);
    await takeAll(client, 5);
    expect(server.log.of("datagram-dropped").length).toBe(1);
    expect(server.log.of("weather-injected")).toEqual([]);
  });
});
