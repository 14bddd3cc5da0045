/** udp-server in injected weather: what its totals and its explanations say that it did, and how it ends. */

import { describe, expect, test } from "bun:test";
import { compiled } from "../support/compiled.ts";
import { run } from "../support/running.ts";
import { ask, startServer } from "./started.ts";
import { replies, rough, totalsOf } from "./weather-server.ts";

describe("udp-server in injected weather", () => {
  test("leaves exactly those unanswered that the seed says, each run anew", async () => {
    for (let times = 0; times < 2; times++) {
      await using server = await startServer("udp-server", ["--drop", "30%", "--seed", "7", "--json", "-q"]);
      expect(await replies(server, 9, 7)).toEqual(["A1", "A2", "A3", "A4", "A6", "A7", "A8"]);
      expect((await totalsOf(server)).record).toMatchObject({
        datagramsReceived: 9,
        datagramsSent: 7,
        injectedDrop: 2,
      });
    }
  });

  test("counts each effect apart, marked as injected, in text of both languages", async () => {
    const weather = ["--drop", "30%", "--delay", "2ms", "--duplicate", "100%", "--seed", "7"];
    for (const [language, expected] of [
      [
        "en",
        [
          "Received 5 datagrams (10 bytes), sent 8 (16 bytes).",
          "  1 injected: not answered (--drop)",
          "  4 injected: reply delayed (--delay, --jitter)",
          "  4 injected: reply sent twice (--duplicate)",
        ],
      ],
      [
        "ko",
        [
          "받은 데이터그램 5개(10바이트), 보낸 데이터그램 8개(16바이트).",
          "  1개 일부러(injected): 답하지 않음 (--drop)",
          "  4개 일부러(injected): 답을 늦춤 (--delay, --jitter)",
          "  4개 일부러(injected): 답을 두 번 보냄 (--duplicate)",
        ],
      ],
    ] as const) {
      await using server = await startServer("udp-server", [...weather, "--lang", language]);
      await replies(server, 5, 8);
      const { lines } = await totalsOf(server);
      expect(lines.slice(-4)).toEqual([...expected]);
    }
  });

  test("counts each effect apart with --json, whether or not it came", async () => {
    await using server = await startServer("udp-server", [...rough, "--seed", "7", "--json", "-q"]);
    await replies(server, 5, 4);
    expect((await totalsOf(server)).record).toMatchObject({
      event: "totals",
      datagramsReceived: 5,
      datagramsSent: 4,
      injectedDrop: 1,
      injectedDelay: 4,
      injectedDuplicate: 0,
      injectedHold: 0,
      injectedReorder: 0,
      injectedOverflow: 0,
      injectedLate: 0,
    });
  });

  test.each([
    [
      "en",
      "Injected by this server: the reply to PEER waits 2.00 ms, is sent twice.",
      "injected by this server (--drop)",
    ],
    [
      "ko",
      "이 서버가 일부러 하는 일 (답 → PEER): 2.00 ms 늦게 보냅니다. 두 번 보냅니다.",
      "이 서버가 일부러 버렸습니다(--drop).",
    ],
  ])("--explain tells in %s what is injected, and that it is", async (language, waits, drops) => {
    // Three conversations a second are told, and of seed 3 the third is dropped.
    const weather = ["--drop", "30%", "--delay", "2ms", "--duplicate", "100%", "--seed", "3"];
    await using server = await startServer("udp-server", [...weather, "--explain", "--lang", language]);
    await replies(server, 1, 2);
    await replies(server, 2, 2);
    const told = (await totalsOf(server)).lines
      .join(" ")
      .replaceAll(/\s+/g, " ")
      .replaceAll(/127\.0\.0\.1:\d+/g, "PEER");
    expect(told).toContain(waits);
    expect(told).toContain(drops);
    expect(told.split("serverSocket.send()").length - 1).toBe(4);
  });

  test("told to stop, sends what it owes and ends with 0; what is owed too late is dropped, and counted", async () => {
    await using owing = await startServer("udp-server", ["--delay", "1"]);
    const asking = ask("udp-client", owing.port, ["-q", "hello"]);
    await owing.printed(/hello\n/);
    expect((await totalsOf(owing)).lines.at(-1)).toBe("  1 injected: reply delayed (--delay, --jitter)");
    expect(await asking).toMatchObject({ code: 0, stdout: "HELLO\n" });

    await using late = await startServer("udp-server", ["--delay", "3600"]);
    const inVain = ask("udp-client", late.port, ["-q", "--timeout", "1", "--retries", "0", "hello"]);
    await late.printed(/hello\n/);
    const { lines } = await totalsOf(late);
    expect(lines.slice(-3)).toEqual([
      "Received 1 datagram (5 bytes), sent 0 (0 bytes).",
      "  1 injected: reply delayed (--delay, --jitter)",
      "  1 injected: not answered, because the server stopped before that",
    ]);
    expect(await inVain).toMatchObject({ code: 1 });
  });

  test("is the UDP server's alone, and wrong values are misuse", async () => {
    for (const [program, option, value] of [
      ["tcp-server", "--drop", "30%"],
      ["udp-client", "--drop", "30%"],
      ["udp-server", "--drop", "130%"],
      ["udp-server", "--delay", "soon"],
      ["udp-server", "--seed", "x"],
    ] as const) {
      const { code, stdout, stderr } = await run([compiled(program), option, value]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain(option);
      expect(stderr).toEndWith(`See: ${program} --help\n`);
    }
  });
});
