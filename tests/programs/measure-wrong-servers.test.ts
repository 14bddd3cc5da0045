/** Something else at the port, or nobody: a clear message, what was measured is kept, exit code 1. */

import { describe, expect, test } from "bun:test";
import { namespacesAllowed } from "../protocol/namespace.ts";
import { compiled } from "../support/compiled.ts";
import { Running, run } from "../support/running.ts";
import { type Client, clients, Folder, reportOf } from "./measuring.ts";
import { clientIn, openDualStack } from "./networks.ts";
import { answerTcp, answerUdp } from "./scripted.ts";
import { ask, startServer } from "./started.ts";

const nothingListens = "nothing listens there (ICMP port unreachable)";
const upper = (text: string) => text.toUpperCase();

describe("Something else at the port", () => {
  const advice = "Check the port: --port\n";

  test.each([
    ["udp-client", []],
    ["tcp-client", []],
    ["tcp-client", ["--reconnect"]],
    ["udp-client", ["--compare"]],
    ["tcp-client", ["--compare"]],
  ] as const)("%s %p: a server that echoes", async (program, args) => {
    using udp = await answerUdp(({ text }, answer) => answer(text));
    using tcp = answerTcp({ data: (socket, text) => void socket.write(text) });
    const isCompare = args.some((arg) => arg === "--compare");
    const port = program === "udp-client" ? udp.port : tcp.port;
    if (isCompare) return await comparesWithEcho(program, port);
    const ended = await ask(program, port, ["-c", "10", ...args]);
    expect(ended.stderr).toBe(
      `Cannot measure 127.0.0.1:${port}: what answers there is no upper-case server.\n` +
        "  expected  0000000000 THE QUICK BROWN FOX X\n" +
        `  got       0000000000 the quick brown fox x\n${advice}`,
    );
    expect(ended).toMatchObject({ code: 1, stdout: "" });
  });

  /** Only one of both protocols is answered here: the other one is missing. */
  async function comparesWithEcho(program: Client, port: number): Promise<void> {
    const { code, stdout, stderr } = await ask(program, port, ["--compare", "-c", "10", "--json"]);
    expect(stderr).toContain("what answers there is no upper-case server");
    expect(stderr).toEndWith(advice);
    expect(reportOf({ stdout })).toMatchObject({ kind: "comparison", end: { kind: "wrong-service" } });
    expect(code).toBe(1);
  }

  test("tcp-client: what was measured is kept where the replies turn wrong in the middle", async () => {
    using tcp = answerTcp({
      data: (socket, text) => void socket.write(text.startsWith("0000000050") ? "\x1b[2Jnonsense\n" : upper(text)),
    });
    const { code, stdout, stderr } = await ask("tcp-client", tcp.port, ["-c", "100", "--warmup", "10"]);
    expect(stdout).toStartWith("Not complete: what answers there is no upper-case server.\n");
    expect(stdout).toMatch(/answered +40 /);
    expect(stderr).toContain("got       \\x1b[2Jnonsense\n");
    expect(stderr).toEndWith(`What was measured until then is reported. ${advice}`);
    expect(code).toBe(1);
  });

  test("udp-client: a wrong reply in the middle is counted, and told by the exit code", async () => {
    using udp = await answerUdp(({ text }, answer) => {
      if (text.startsWith("0000000005")) answer("nonsense");
      answer(upper(text));
    });
    const ended = await ask("udp-client", udp.port, ["-c", "10", "--warmup", "2", "--json"]);
    const { end, series } = reportOf(ended);
    expect(end).toEqual({ kind: "done" });
    expect(series[0]?.counts).toMatchObject({ sent: 10, answered: 10, wrong: 1 });
    expect([ended.code, ended.stderr]).toEqual([1, ""]);
  });

  test("tcp-client: a server that closes at once, or resets, is not called unreachable", async () => {
    using closing = answerTcp({ data: (socket) => void socket.end() });
    using resetting = answerTcp({ data: (socket) => void socket.terminate() });
    const args = ["-c", "3"];
    const closed = await ask("tcp-client", closing.port, args);
    expect(closed.stderr).toStartWith(`Closed by 127.0.0.1:${closing.port} before it answered. `);
    const reset = await ask("tcp-client", resetting.port, args);
    expect(reset.stderr).toStartWith(`Reset by 127.0.0.1:${resetting.port} after 0 bytes of the reply. `);
    expect([closed, reset]).toMatchObject([
      { code: 1, stdout: "" },
      { code: 1, stdout: "" },
    ]);
  });

  test("udp-client: a server that never answers is called unanswered, as of one sentence", async () => {
    using udp = await answerUdp(() => {});
    const { code, stdout, stderr } = await ask("udp-client", udp.port, ["-c", "3", "--timeout", "0.02"]);
    const told = /^Unanswered by 127\.0\.0\.1:(\d+): no reply in (\d+) tries \(.*wait longer: --timeout\n$/.exec(
      stderr,
    );
    expect(told?.slice(1).map(Number)).toEqual([udp.port, udp.received.length]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });
});

describe("Nobody at the port", () => {
  test("is told as by a client that asks one sentence", async () => {
    await using gone = await startServer("udp-server");
    await gone[Symbol.asyncDispose]();
    const { port } = gone;
    const udp = await ask("udp-client", port, ["-c", "3"]);
    const tcp = await ask("tcp-client", port, ["-c", "3"]);
    expect([udp, tcp]).toMatchObject([
      {
        code: 1,
        stdout: "",
        stderr: `Refused by 127.0.0.1:${port}: ${nothingListens}. Start one: udp-server --port ${port}\n`,
      },
      {
        code: 1,
        stdout: "",
        stderr: `Cannot connect to 127.0.0.1:${port}: nothing is listening there. Start one: tcp-server --port ${port}\n`,
      },
    ]);
    const json = await ask("tcp-client", port, ["-c", "3", "--json"]);
    expect(reportOf(json).end).toEqual({ kind: "refused", peer: { address: "127.0.0.1", port } });
  });
});

describe.skipIf(!namespacesAllowed())("A name with two addresses (needs user namespaces)", () => {
  const few = ["-c", "3", "--warmup", "1", "--json"];

  test.each([
    ["udp-client", "::1"],
    ["udp-client", "127.0.0.1"],
    ["tcp-client", "::1"],
    ["tcp-client", "127.0.0.1"],
  ] as const)("%s: it is measured where somebody is, at %s", async (program, address) => {
    using folder = new Folder();
    await using network = await openDualStack(folder);
    const command = network.command(compiled(program === "udp-client" ? "udp-server" : "tcp-server"));
    await using server = new Running([...command, "-q", "--host", address]);
    await server.printed(/ready to receive/);
    const ended = await run(clientIn(network, program, ...few));
    expect(reportOf(ended).series).toMatchObject([{ peer: { address }, counts: { answered: 3 } }]);
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
  });

  test.each(clients)("%s: the first, where nobody is at either, and its report says so", async (program) => {
    using folder = new Folder();
    await using network = await openDualStack(folder);
    const ended = await run(clientIn(network, program, ...few));
    expect(reportOf(ended).end).toEqual({ kind: "refused", peer: { address: expect.any(String), port: 12_000 } });
    expect(ended.stderr).toEndWith(`Start one: ${program.slice(0, 3)}-server\n`);
    expect(ended.code).toBe(1);
  });
});
