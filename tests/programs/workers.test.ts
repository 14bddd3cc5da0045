/** Servers by several workers: to their users they are one, from the ready line to the totals. */

import { describe, expect, test } from "bun:test";
import { compiled } from "../support/compiled.ts";
import { freePort } from "../support/ports.ts";
import { Running, run } from "../support/running.ts";
import { hasIPv6 } from "../system/loopback.ts";
import { ask, type StartedServer, startServer } from "./started.ts";
import { askAtOnce, askOften, childrenOf, serverPairs, signalGroup, startWorkers, workersServe } from "./workers.ts";

const stopping = "Stopping: finishing what is owed, at most 5 s. Ctrl-C again ends at once.\n";

describe.skipIf(!workersServe).each(serverPairs)("%s --workers (Linux)", (program, _asking) => {
  const protocol = program === "udp-server" ? "UDP" : "TCP";

  test("says once that it is ready, and that several share the port", async () => {
    await using server = await startWorkers(program, 3);
    await server.printed(/workers share that port.*\n/, "stderr");
    await server.printed(/ receive\n/); // another pipe, which may be read later
    expect(server.text("stdout")).toBe("The server is ready to receive\n");
    expect(server.text("stderr")).toBe(
      `${program} listens on 127.0.0.1:${server.port} (${protocol}). Stop it with Ctrl-C.\n` +
        "3 workers share that port; each has its part of the limits.\n",
    );
    expect(childrenOf(server.pid).length).toBe(3);
  });

  test("prints each sentence once, and totals that are the sum, whoever answered", async () => {
    await using server = await startWorkers(program, 2);
    await askOften(program, server.port, 40);
    server.signal("SIGTERM");
    const { code, stdout, stderr } = await server.ended();
    const [ready, ...sentences] = stdout.trimEnd().split("\n");
    expect(ready).toBe("The server is ready to receive");
    expect(sentences.sort()).toEqual(Array.from({ length: 40 }, (_, number) => `sentence ${number}`).sort());
    const totals =
      protocol === "UDP"
        ? "Received 40 datagrams (430 bytes), sent 40 (430 bytes).\n"
        : "Accepted 40 connections, answered 40; received 470 bytes, sent 470.\n";
    expect(stderr).toEndWith(stopping + totals);
    expect(code).toBe(0);
  });

  test("answers over IPv4 and IPv6, at a port that the kernel chose (needs IPv6)", async () => {
    await using server = new Running([compiled(program), "--workers", "2", "--port", "0"]);
    const [, port] = await server.printed(/listens on every address of this computer, port (\d+) \(/, "stderr");
    for (const host of hasIPv6 ? ["127.0.0.1", "::1"] : ["127.0.0.1"]) await askOften(program, Number(port), 10, host);
  });

  test("--json tells how many share the port, and the sum at the end", async () => {
    await using server = await startWorkers(program, 2, ["--json"]);
    await askOften(program, server.port, 10);
    server.signal("SIGTERM");
    const { stdout } = await server.ended();
    const [first, ...records] = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const local = { address: "127.0.0.1", port: server.port };
    expect(first).toEqual({ event: "listening", protocol, local, workers: 2 });
    const last = records.pop();
    expect(records.map(({ event, bytes }) => [event, bytes])).toEqual(Array(10).fill(["sentence", 10]));
    expect(last).toMatchObject({ event: "totals", protocol, bytesReceived: protocol === "UDP" ? 100 : 110 });
    expect(last).not.toHaveProperty("unreportedWorkers");
  });

  test("speaks Korean", async () => {
    await using server = await startWorkers(program, 2, ["--lang", "ko"]);
    await server.printed(/작업 프로세스\(worker\) 2개가 이 포트를 함께 쓰고, 한도도 나누어 가집니다\.\n/, "stderr");
  });

  test("-q prints no sentence, and the totals all the same", async () => {
    await using server = await startWorkers(program, 2, ["-q"]);
    await askOften(program, server.port, 5);
    server.signal("SIGTERM");
    const { stdout, stderr } = await server.ended();
    expect(stdout).toBe("The server is ready to receive\n");
    expect(stderr).toMatch(/^(Received 5 datagrams|Accepted 5 connections)/m);
  });

  test("prints whole lines, no more than one server does, and counts the others", async () => {
    await using server = await startWorkers(program, 2);
    const sentence = `${"한".repeat(300)} lower`; // what is upper case already may be taken for a loop
    // Twenty at a time of each client: all of them fit a receive buffer, also where one worker gets them all.
    const askAll = async () => {
      for (let wave = 0; wave < 6; wave++) await askAtOnce(program, server.port, sentence, 20);
    };
    await Promise.all(Array.from({ length: 8 }, askAll));
    server.signal("SIGTERM");
    const lines = (await server.ended()).stdout.trimEnd().split("\n").slice(1);
    const printed = lines.filter((line) => line === sentence).length;
    const more = lines.flatMap((line) => /^… and ([\d,]+) more$/.exec(line)?.[1]?.replaceAll(",", "") ?? []);
    expect(printed + more.length).toBe(lines.length);
    expect(printed + more.reduce((sum, count) => sum + Number(count), 0)).toBe(8 * 6 * 20);
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    test(`${signal} to all of its processes ends it in good order`, async () => {
      await using server = await startWorkers(program, 3, [], { before: ["setsid"] });
      await askOften(program, server.port, 10);
      signalGroup(server, signal);
      const { code, stderr } = await server.ended();
      expect(stderr).toMatch(/\n(Received 10 datagrams .*|Accepted 10 connections, .*)\n$/);
      expect(stderr).not.toContain("worker ended");
      expect(code).toBe(0);
    });
  }

  test("one worker is one server, without another process", async () => {
    await using server = await startServer(program, ["--workers", "1"]);
    await server.printed(/\n/, "stderr");
    expect(childrenOf(server.pid)).toEqual([]);
    expect(server.text("stderr")).not.toContain("share");
  });
});

const taken = "that port is taken. End the program that has it, or choose another: --port";

describe.skipIf(!workersServe).each(serverPairs)("%s --workers and a port that is taken (Linux)", (program, asking) => {
  /** What a server says that cannot have the port; and that the one which has it still answers. */
  async function isRefused(first: StartedServer, ...args: string[]): Promise<void> {
    const ended = await run([compiled(program), ...args, "--port", `${first.port}`]);
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toEndWith(`${taken}\n`);
    expect((await ask(asking, first.port, ["-q", "hello"])).stdout).toBe("HELLO\n");
  }

  test("a second one joins no first one's workers, at that address or at all", async () => {
    await using first = await startWorkers(program, 2);
    await isRefused(first, "--workers", "2", "--host", "127.0.0.1");
    await isRefused(first, "--workers", "2");
    await isRefused(first, "--host", "127.0.0.1");
  });

  test("they join no server that is alone", async () => {
    await using first = await startServer(program);
    await isRefused(first, "--workers", "2", "--host", "127.0.0.1");
  });

  test("of several that start at once, one serves", async () => {
    const port = await freePort();
    const command = [compiled(program), "--host", "127.0.0.1", "--port", `${port}`, "--workers", "2"];
    await using stack = new AsyncDisposableStack();
    const servers = Array.from({ length: 4 }, () => stack.use(new Running(command)));
    const fates = await Promise.all(servers.map((server) => server.printed(/(listens on|port is taken)/, "stderr")));
    expect(fates.map(([fate]) => fate).sort()).toEqual(["listens on", ...Array<string>(3).fill("port is taken")]);
  });
});

describe.each(["udp-server", "tcp-server"] as const)("%s refuses", (program) => {
  const explain = ["--explain", "--explain and --workers 2 cannot go together. Leave one of them out."];
  const weather = ["--drop 30% --seed 7", "--drop and --workers 2 cannot go together. Leave one of them out."];
  const shares = {
    "udp-server": ["--rate 1", "--rate 1: it is divided among the workers, and 2 of them cannot have a part each."],
    "tcp-server": ["--max-connections 1", "--max-connections 1: it is divided among the workers, and 2 of them"],
  };

  test.each([explain, ...(program === "udp-server" ? [weather] : []), shares[program]])(
    "several workers with %s",
    async (options = "", message = "") => {
      const ended = await run([compiled(program), "--workers", "2", ...options.split(" ")]);
      expect(ended).toMatchObject({ code: 2, stdout: "" });
      expect(ended.stderr).toStartWith(message);
    },
  );
});
