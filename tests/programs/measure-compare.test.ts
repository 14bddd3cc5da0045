/** `--compare` with compiled programs, in a network of its own: which servers it takes, and what it says of those that are missing. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Namespace, namespacesAllowed } from "../protocol/namespace.ts";
import { compiled } from "../support/compiled.ts";
import { Running, run } from "../support/running.ts";
import { type Client, clients, Folder, reportOf } from "./measuring.ts";
import { clientIn, openDualStack, serverIn, socketsIn, usualPort } from "./networks.ts";
import type { StartedServer } from "./started.ts";

const few = ["--compare", "-c", "10", "--warmup", "2", "--timeout", "30"];

describe.skipIf(!namespacesAllowed("ss"))("--compare, in a network of its own (needs user namespaces)", () => {
  let empty: Namespace;
  let full: Namespace;
  let servers: StartedServer[] = [];
  beforeAll(async () => {
    [empty, full] = await Promise.all([Namespace.open(), Namespace.open()]);
    servers = await Promise.all([serverIn(full, "udp-server"), serverIn(full, "tcp-server", "--keep-alive", "60")]);
  });
  afterAll(async () => {
    for (const server of servers) await server[Symbol.asyncDispose]();
    for (const network of [empty, full]) await network[Symbol.asyncDispose]();
  });

  test.each(clients)(
    "%s starts both servers where nobody is at port 12000, says so, and ends them",
    async (program) => {
      const ended = await run(clientIn(empty, program, ...few, "--json"));
      expect([ended.code, ended.stderr]).toEqual([0, ""]);
      const { conditions, comparison } = reportOf(ended);
      expect(conditions).toMatchObject({ servers: "embedded", host: "localhost", sameHost: true });
      expect(comparison?.boundaries.map(({ seenBy }) => seenBy)).toEqual(["server", "server"]);
      expect(comparison?.boundaries[0]?.pieces).toEqual([5, 6, 7]);
      expect(await socketsIn(empty)).toBe("");
      const { stdout } = await run(clientIn(empty, program, ...few));
      expect(stdout).toContain("Servers embedded (started by us): UDP 127.0.0.1:");
    },
  );

  test.each(clients)("%s takes the servers that it finds at port 12000", async (program) => {
    const ended = await run(clientIn(full, program, ...few, "--json"));
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
    const at = { address: "127.0.0.1", port: usualPort };
    expect(reportOf(ended).conditions).toMatchObject({ servers: "found", udp: at, tcp: at });
    const { stdout } = await run(clientIn(full, program, ...few));
    expect(stdout).toContain("Found at localhost: UDP 127.0.0.1:12000, TCP 127.0.0.1:12000");
    const named = await run(clientIn(full, program, ...few, "--host", "127.0.0.1", "--json"));
    expect(reportOf(named).conditions.servers).toBe("given");
  });

  test("Both clients report the same sections, of the same ways", async () => {
    const outline = async (program: Client) => {
      const { stdout } = await run(clientIn(full, program, ...few));
      return stdout.split("\n").filter((line) => /^(\S| {2}(UDP|TCP),)/.test(line) && !/ chunks? of /.test(line));
    };
    const [udp, tcp] = await Promise.all(clients.map(outline));
    const words = (lines: string[] = []) => lines.map((line) => line.replace(/ {2,}[\d.].*$/, ""));
    expect(words(udp).filter((line) => /^\d /.test(line)).length).toBe(7);
    expect(words(tcp)).toEqual(words(udp));
  });

  test.each([
    ["udp", "udp-server", "TCP"],
    ["tcp", "tcp-server", "UDP"],
  ] as const)(
    "With only %s there, it says what is missing, reports the other, and ends with 1",
    async (there, program, gone) => {
      await using network = await Namespace.open();
      await using _server = await serverIn(network, program);
      for (const args of [[], ["--host", "localhost"]]) {
        const ended = await run(clientIn(network, "udp-client", ...few, ...args, "--json"));
        const { conditions, comparison, series } = reportOf(ended);
        expect(conditions.servers).toBe(args.length > 0 ? "given" : "found");
        expect(comparison?.missing).toEqual({ protocol: gone === "UDP" ? "udp" : "tcp", cause: "refused" });
        expect(new Set(series.map(({ protocol }) => protocol))).toEqual(new Set([there]));
        expect(ended.code).toBe(1);
      }
      const { stdout, stderr } = await run(clientIn(network, "tcp-client", ...few));
      expect(stderr).toEndWith(
        `Not compared: only ${there.toUpperCase()} was measured. No ${gone} server at localhost: nothing is listening there. Start one: ${gone.toLowerCase()}-server\n`,
      );
      expect(stdout.replace(/\s+/g, " ")).toContain(
        `No ${gone} server at localhost: nothing is listening there. What follows is about ${there.toUpperCase()} alone. To compare, start one (${gone.toLowerCase()}-server), or stop the other: where there is neither, both are started here.`,
      );
      const { stdout: named } = await run(clientIn(network, "tcp-client", ...few, "--host", "localhost"));
      expect(named.replace(/\s+/g, " ")).toContain(
        ` alone. To compare, start one: ${gone.toLowerCase()}-server Closed`,
      );
    },
  );

  test("With none at a port that is named, it starts none, says what to do, and ends with 1", async () => {
    const ended = await run(clientIn(empty, "tcp-client", ...few, "--port", "4321", "--json"));
    expect(ended).toEqual({
      code: 1,
      signal: null,
      stdout: "",
      stderr:
        "Cannot compare: no server answers at localhost:4321 (UDP: refused; TCP: refused). Start both there, udp-server --port 4321 and tcp-server --port 4321; or leave out --host and --port, and they are started here.\n",
    });
    const korean = await run(clientIn(empty, "udp-client", ...few, "--host", "::1", "--lang", "ko"));
    expect(korean.stderr).toStartWith(
      "비교할 수 없습니다. 응답하는 서버가 없습니다: [::1]:12000 (UDP: 거부됨; TCP: 거부됨).",
    );
    expect(korean.code).toBe(1);
  });

  test("Servers on IPv6 alone are found, and have its headers", async () => {
    using folder = new Folder();
    await using network = await openDualStack(folder);
    const start = (program: "udp-server" | "tcp-server") =>
      new Running(network.command(compiled(program), "-q", "--host", "::1"));
    await using udp = start("udp-server");
    await using tcp = start("tcp-server");
    for (const server of [udp, tcp]) await server.printed(/ready to receive/);
    const ended = await run(clientIn(network, "udp-client", ...few, "--json"));
    const { conditions, comparison } = reportOf(ended);
    const at = { address: "::1", port: usualPort };
    expect(conditions).toMatchObject({ servers: "found", udp: at, tcp: at });
    const bytes = comparison?.wire.map(({ way, headerBytesPerSentence }) => [way, headerBytesPerSentence]);
    expect(bytes).toContainEqual(["datagrams", 2 * (40 + 8)]);
    expect(ended.code).toBe(0);
  });
});
