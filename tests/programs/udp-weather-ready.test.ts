/** udp-server in injected weather: what it says that it does, before it does it. */

import { describe, expect, test } from "bun:test";
import { Weather } from "../../src/core/weather.ts";
import { ask, startServer } from "./started.ts";
import { options, replies, rough, totalsOf } from "./weather-server.ts";

describe("udp-server's ready message", () => {
  test.each([
    [
      "en",
      rough,
      "Injected weather: drop 30%, delay 50 ms ± 20 ms, duplicate 5%, reorder 10%. The same again: --seed 7",
    ],
    ["en", ["--drop", ".5"], "Injected weather: drop 0.5%. The same again: --seed 7"],
    ["en", ["--jitter", "20ms"], "Injected weather: delay 0 ms ± 20 ms. The same again: --seed 7"],
    ["en", ["--delay", "1.5"], "Injected weather: delay 1500 ms."],
    [
      "ko",
      ["--drop", "30%", "--reorder", "10"],
      "일부러 만든 날씨(injected): 버림 30%, 순서 바꿈 10%. 똑같이 다시 하려면: --seed 7",
    ],
  ])("says in %s what %j injects", async (language, weather, line) => {
    await using server = await startServer("udp-server", [...weather, "--seed", "7", "--lang", language]);
    await server.printed(/injected.*\n/i, "stderr");
    expect(server.text("stderr").split("\n")[1]).toBe(line);
    expect(server.text("stdout")).toBe("The server is ready to receive\n");
  });

  test("chooses a seed where none is given, another one each time, and tells it so that it can be repeated", async () => {
    const seeds = new Set<string>();
    for (let times = 0; times < 3; times++) {
      await using server = await startServer("udp-server", ["--drop", "50%"]);
      const [, seed = ""] = await server.printed(/The same again: --seed (\d+)\n/, "stderr");
      seeds.add(seed);
      const weather = new Weather({ ...options, dropPercent: 50, seed: Number(seed) });
      const answered = Array.from({ length: 20 }, (_, at) => (weather.next().isDropped ? [] : `A${at + 1}`)).flat();
      expect(await replies(server, 20, answered.length)).toEqual(answered);
      expect((await totalsOf(server)).lines).toContain(`  ${20 - answered.length} injected: not answered (--drop)`);
    }
    expect(seeds.size).toBeGreaterThan(1);
  });

  test("with --json is part of the first line", async () => {
    await using server = await startServer("udp-server", [...rough, "--seed", "7", "--json"]);
    expect(JSON.parse(server.text("stdout").split("\n")[0] ?? "")).toMatchObject({
      event: "listening",
      injected: options,
    });
    expect(server.text("stderr")).toBe("");
  });

  test("says nothing of weather where there is none, a seed or not", async () => {
    await using server = await startServer("udp-server", ["--drop", "0", "--seed", "7"]);
    await ask("udp-client", server.port, ["hello"]);
    const { lines } = await totalsOf(server);
    expect(lines.join("\n")).not.toMatch(/inject/i);
    await using json = await startServer("udp-server", ["--json", "--seed", "7"]);
    expect(JSON.parse(json.text("stdout"))).not.toHaveProperty("injected");
  });
});
