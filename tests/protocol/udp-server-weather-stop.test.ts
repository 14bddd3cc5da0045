/** The UDP server in injected weather, told to stop: what it owes goes out in time, the rest is dropped and counted. */

import { describe, expect, test } from "bun:test";
import { stopMs } from "../../src/core/limits.ts";
import { inWeather, sendAll, takeAll } from "./in-weather.ts";
import { RawUdpPeer } from "./raw-udp-peer.ts";

describe("stop() of a server in injected weather", () => {
  test("sends what waits when it is due, and takes nothing that would be later", async () => {
    await using opening = await inWeather({ delayMs: 1_000 });
    using client = await RawUdpPeer.open();
    const startedMs = performance.now();
    await client.send("owed", opening.local);
    await opening.log.seen("weather-injected");
    const stopped = opening.server.stop();
    await client.send("too late", opening.local);
    expect(await opening.log.seen("datagram-dropped")).toMatchObject({ reason: "injected-late" });
    expect(opening.log.of("udp-socket-closed")).toEqual([]);
    await stopped;
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(1_000);
    expect(await takeAll(client, 1)).toEqual(["OWED"]);
    expect(opening.totals).toMatchObject({ datagramsReceived: 2, datagramsSent: 1, "injected-late": 1 });
  });

  // Waiting for them would take longer than a test may.
  test("drops and counts what would be due after the longest time that it may take", async () => {
    await using opening = await inWeather({ delayMs: 3 * stopMs, duplicatePercent: 100 });
    using client = await RawUdpPeer.open();
    await sendAll(client, 3, opening.local);
    await opening.log.seen("weather-injected", 3);
    await opening.server.stop();
    expect(opening.log.of("datagram-dropped").map(({ reason }) => reason)).toEqual(Array(6).fill("injected-late"));
    expect(opening.totals).toMatchObject({ datagramsReceived: 3, datagramsSent: 0, "injected-late": 6 });
    expect(opening.log.of("udp-socket-closed").length).toBe(1);
  });

  test("lets out at once what is held back", async () => {
    await using opening = await inWeather({ reorderPercent: 100 });
    using client = await RawUdpPeer.open();
    await sendAll(client, 3, opening.local);
    await opening.log.seen("weather-injected", 3);
    await opening.server.stop();
    expect(await takeAll(client, 3)).toEqual(["A0", "A1", "A2"]);
    expect(opening.totals).toMatchObject({ "injected-hold": 3, "injected-reorder": 0, "injected-late": 0 });
  });

  test("has nothing to wait for where nothing waits", async () => {
    await using opening = await inWeather({ dropPercent: 100, delayMs: 60_000 });
    using client = await RawUdpPeer.open();
    await client.send("dropped", opening.local);
    await opening.log.seen("datagram-dropped");
    await opening.server.stop();
    expect(opening.log.of("udp-socket-closed").length).toBe(1);
  });
});
