/** Measuring the servers of others: the textbook's in Python, socat's and ncat's. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { installed } from "../support/peers.ts";
import { freePort } from "../support/ports.ts";
import { Running } from "../support/running.ts";
import { reportOf } from "./measuring.ts";
import { ask, type StartedServer, startTextbookServer, textbook } from "./started.ts";

const few = ["-c", "20", "--warmup", "3"];
const fellBack =
  "The server closes the connection after each reply. From here on, each sentence gets a connection of its own.\n";
/** Upper case byte by byte, at once. */
const upperCase = "stdbuf -o0 tr a-z A-Z";

describe.skipIf(!installed("python3"))("The textbook's servers", () => {
  let udp: StartedServer;
  let tcp: StartedServer;
  beforeAll(async () => {
    tcp = await startTextbookServer("TCPServer");
    udp = new Running(textbook("UDPServer", `${tcp.port}`)) as StartedServer;
    await udp.printed(/ready to receive\n/);
  });
  afterAll(async () => {
    await udp[Symbol.asyncDispose]();
    await tcp[Symbol.asyncDispose]();
  });

  test("UDP: every sentence is answered", async () => {
    const ended = await ask("udp-client", tcp.port, [...few, "--json"]);
    expect(reportOf(ended).series).toMatchObject([{ counts: { sent: 20, answered: 20 }, fellBack: false }]);
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
  });

  test("TCP: falls back to a connection for each sentence, and says so", async () => {
    const ended = await ask("tcp-client", tcp.port, [...few, "--json"]);
    expect(reportOf(ended).series).toMatchObject([
      { way: "connection-per-sentence", fellBack: true, counts: { sent: 20, answered: 20, connections: 20 } },
    ]);
    expect([ended.code, ended.stderr]).toEqual([0, fellBack]);
    const { stdout } = await ask("tcp-client", tcp.port, few);
    expect(stdout.replace(/\s+/g, " ")).toContain("so each sentence had a connection of its own.");
  });

  test("TCP: says so once, of however many sizes", async () => {
    const { code, stderr } = await ask("tcp-client", tcp.port, [...few, "-s", "16..64"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: fellBack });
  });

  test("--compare: a connection each against datagrams, once said, of every size", async () => {
    const ended = await ask("udp-client", tcp.port, [...few, "--compare", "-s", "16..64", "--json"]);
    const { series, comparison, end } = reportOf(ended);
    expect(end).toEqual({ kind: "done" });
    expect(series.map(({ way }) => way)).toEqual([
      ...(["datagrams", "socket-per-datagram", "connection-per-sentence"] as const),
      ...(["datagrams", "connection-per-sentence", "datagrams", "connection-per-sentence"] as const),
    ]);
    expect(comparison?.differences.map(({ pairs }) => pairs)).toEqual([20, 20, 20]);
    expect([ended.code, ended.stderr]).toEqual([0, fellBack]);
    const { stdout } = await ask("tcp-client", tcp.port, [...few, "--compare"]);
    expect(stdout).toContain("The TCP server closes after each reply: its times are over a connection each.");
  });

  test("TCP: a sentence longer than its recv(1024) is told as that, and what to do", async () => {
    const { code, stdout, stderr } = await ask("tcp-client", tcp.port, [...few, "-s", "2000"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("or read less than was sent");
    expect(stderr).toEndWith("Try smaller sentences: --size\n");
    expect(stderr).toContain("Perhaps 2,000 bytes (and TCP's newline) are more than the server reads at a time");
  });

  test("UDP: a sentence longer than its recvfrom(2048) is told as that, with how much came back", async () => {
    const { code, stdout, stderr } = await ask("udp-client", tcp.port, [...few, "-s", "4000"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^ {2}expected {2}0000000000 THE QUICK .*… \(4000 bytes\)$/m);
    expect(stderr).toMatch(/^ {2}got {7}0000000000 THE QUICK .*… \(2048 bytes\)$/m);
    expect(stderr).toEndWith("Try smaller sentences: --size\n");
  });

  test("--compare with a sweep keeps the sizes that fit, and tells what the next one met", async () => {
    const { code, stdout, stderr } = await ask("udp-client", tcp.port, [...few, "--compare", "-s", "512..4096"]);
    expect(stdout).toStartWith("Not complete: ");
    expect(stdout).toMatch(/^ +512 +0\.\d+ /m);
    expect(stdout).not.toMatch(/^ +2,048 /m);
    expect(stderr).toContain("Perhaps 1,024 bytes (and TCP's newline) are more than the server reads at a time");
    expect(code).toBe(1);
  });
});

describe("Servers made of tr", () => {
  const commands: Record<string, { command: (port: number) => string[]; ready: RegExp; protocol: "udp" | "tcp" }> = {
    "socat over TCP": {
      command: (port) => ["socat", "-dd", `TCP-LISTEN:${port},bind=127.0.0.1,reuseaddr,fork`, `SYSTEM:${upperCase}`],
      ready: /listening on/,
      protocol: "tcp",
    },
    "ncat over TCP": {
      command: (port) => ["ncat", "-v", "-lk", "127.0.0.1", `${port}`, "--sh-exec", upperCase],
      ready: /Listening on/,
      protocol: "tcp",
    },
    "socat over UDP": {
      command: (port) => ["socat", "-dd", `UDP-RECVFROM:${port},bind=127.0.0.1,fork`, `SYSTEM:${upperCase}`],
      ready: /receiving on/,
      protocol: "udp",
    },
  };

  for (const [name, { command, ready, protocol }] of Object.entries(commands)) {
    const programs = [name.split(" ", 1)[0] as string, "stdbuf"];
    test.skipIf(!installed(...programs))(`${name}: every sentence is answered`, async () => {
      const port = await freePort();
      await using server = new Running(command(port));
      await server.printed(ready, "stderr");
      const ended = await ask(`${protocol}-client`, port, ["-c", "10", "--warmup", "2", "--json"]);
      const { series, end } = reportOf(ended);
      expect(end).toEqual({ kind: "done" });
      expect(series).toMatchObject([{ fellBack: false, counts: { sent: 10, answered: 10 } }]);
      expect([ended.code, ended.stderr]).toEqual([0, ""]);
    });
  }

  test.skipIf(!installed("socat", "stdbuf"))("--compare takes socat's over both protocols", async () => {
    const port = await freePort();
    await using tcp = new Running(commands["socat over TCP"]?.command(port) ?? []);
    await using udp = new Running(commands["socat over UDP"]?.command(port) ?? []);
    await tcp.printed(/listening on/, "stderr");
    await udp.printed(/receiving on/, "stderr");
    const ended = await ask("tcp-client", port, ["--compare", "-c", "5", "--warmup", "1", "--json"]);
    const { series, comparison } = reportOf(ended);
    expect(series.map(({ counts }) => counts.answered)).toEqual([5, 5, 5, 5]);
    // A process for each datagram: the first one may be the last to answer.
    expect(comparison?.boundaries[0]?.pieces.toSorted((a, b) => a - b)).toEqual([5, 6, 7]);
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
  });
});
