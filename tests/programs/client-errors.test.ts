/** What the clients say where there is nobody to ask, and where a reply is cut off. */

import { describe, expect, test } from "bun:test";
import { Namespace, namespacesAllowed } from "../protocol/namespace.ts";
import { openedTcp, openedUdp } from "../protocol/opened.ts";
import { compiled } from "../support/compiled.ts";
import { freePort } from "../support/ports.ts";
import { run } from "../support/running.ts";
import { hasIPv6 } from "../system/loopback.ts";
import { ask, startServer } from "./started.ts";

const clients = ["udp-client", "tcp-client"] as const;

test("tcp-client --json tells in one record that there is no server", async () => {
  const port = await freePort();
  const { code, stdout } = await ask("tcp-client", port, ["--json"], "one\ntwo\n");
  const peer = { address: "127.0.0.1", port };
  const failures = [{ peer, cause: "ECONNREFUSED", waitedMs: expect.any(Number) }];
  expect(JSON.parse(stdout)).toEqual({ outcome: "not-connected", failures });
  expect(code).toBe(1);
});

/** A label has 63 letters at most (RFC 1035 2.3.4): the resolver refuses this one by itself. */
const tooLong = "a".repeat(64);

test.each(clients)("%s --json tells in one record that a name has no address", async (program) => {
  const { code, stdout, stderr } = await run([compiled(program), "--host", tooLong, "--json", "hello"]);
  expect(JSON.parse(stdout)).toEqual({ outcome: "unknown-host", host: tooLong, code: "ENOTFOUND" });
  expect(stderr).toStartWith("Cannot find a host named ");
  expect(code).toBe(1);
});

describe.skipIf(!namespacesAllowed("sysctl"))("In a network of its own (needs network namespaces)", () => {
  test.each(clients)("%s --json tells in one record that a name service is not there", async (program) => {
    await using network = await Namespace.open();
    const { code, stdout } = await run(network.command(compiled(program), "-H", "nowhere.invalid", "--json", "hello"));
    const record = { outcome: "unknown-host", host: "nowhere.invalid", code: expect.stringMatching(/^E/) };
    expect(JSON.parse(stdout)).toEqual(record);
    expect(code).toBe(1);
  });

  test("udp-client that gets no port does not blame standard input", async () => {
    const noPorts =
      "sysctl -qw net.ipv4.ip_local_port_range='40000 40001' net.ipv4.ip_local_reserved_ports=40000-40001";
    await using network = await Namespace.open(noPorts);
    const command = network.command(compiled("udp-client"), "-H", "127.0.0.1", "-p", "7000");
    const { code, stdout, stderr } = await run(command, { stdin: "hello\n" });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("EADDRINUSE");
    expect(stderr).not.toContain("standard input");
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

test.skipIf(!hasIPv6)("-H '[::1]' is the address in brackets (needs ::1)", async () => {
  await using udp = await openedUdp("::1");
  await using tcp = openedTcp({ host: "::1" });
  for (const [program, port] of [
    ["udp-client", udp.port],
    ["tcp-client", tcp.port],
  ] as const) {
    const ended = await run([compiled(program), "-H", "[::1]", "-p", `${port}`, "-q", "hello"]);
    expect(ended).toMatchObject({ code: 0, stdout: "HELLO\n", stderr: "" });
  }
});

test("tcp-client calls no reply what a server that reads once answers to 3,000,000 bytes", async () => {
  await using server = await startServer("tcp-server", ["--keep-alive", "0", "-q"]);
  const { code, stdout, stderr } = await ask("tcp-client", server.port, [], `${"a".repeat(3_000_000)}\n`);
  expect(stderr).toContain("too few for this sentence");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
});
