/** Servers that a client starts for itself: they answer, tell what they got when they are asked to, and never stay behind. */

import { afterAll, describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedServers, startEmbeddedServers } from "../../src/comparison/embedded-servers.ts";
import { endpoint } from "../../src/core/endpoint.ts";
import type { Protocol } from "../../src/measurement/record.ts";
import { compiled } from "../support/compiled.ts";
import { Running } from "../support/running.ts";
import { InTerminal } from "../support/terminal.ts";
import { ask } from "./asking.ts";

const root = join(import.meta.dir, "..", "..");
const holdServers = [process.execPath, join(import.meta.dir, "hold-servers.ts")];
const protocols: readonly Protocol[] = ["udp", "tcp"];
const commands = {
  "the compiled udp-client": [compiled("udp-client")],
  "the compiled tcp-client": [compiled("tcp-client")],
  "udp-client.ts": [process.execPath, join(root, "src", "udp-client.ts")],
  "tcp-client.ts": [process.execPath, join(root, "src", "tcp-client.ts")],
};
const folder = mkdtempSync(join(tmpdir(), "embedded-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function start(command: readonly string[]): Promise<EmbeddedServers> {
  const servers = await startEmbeddedServers(command);
  if ("cause" in servers) throw new Error(JSON.stringify(servers));
  return servers;
}

/** The same command, which leaves the number of each server's process in a file. */
function noting(command: readonly string[]): { command: string[]; pid: (protocol: Protocol) => number } {
  const prefix = join(folder, `pid-${Bun.randomUUIDv7()}`);
  const script = `echo $$ > ${prefix}\${2#*=}; exec "$@"`;
  const pid = (protocol: Protocol) => Number(readFileSync(`${prefix}${protocol}`, "latin1"));
  return { command: ["sh", "-c", script, "sh", ...command], pid };
}

describe("startEmbeddedServers()", () => {
  test.each(Object.entries(commands))("serves over both protocols, with %s", async (_name, command) => {
    const servers = await start(command);
    expect(servers).toMatchObject({ udp: { address: "127.0.0.1" }, tcp: { address: "127.0.0.1" } });
    for (const protocol of protocols) expect(await ask(protocol, servers[protocol], "안녕 tcp")).toBe("안녕 TCP");
    await servers.stop();
    for (const protocol of protocols) expect(await ask(protocol, servers[protocol], "x")).toMatch(/^(ECONN)?REFUSED$/i);
    expect(await Promise.race([servers.failed, "not failed"])).toBe("not failed");
  });

  test("ends its servers with code 0: nobody has to kill them", async () => {
    const codes = join(folder, "codes");
    const script = `"$@"; echo $? >> ${codes}`;
    const servers = await start(["sh", "-c", script, "sh", ...commands["the compiled tcp-client"]]);
    await servers.stop();
    expect(readFileSync(codes, "latin1")).toBe("0\n0\n");
  });

  test("gives each server a process of its own, and ends it", async () => {
    const { command, pid } = noting(commands["the compiled udp-client"]);
    const servers = await start(command);
    const pids = protocols.map(pid);
    expect(new Set([...pids, process.pid]).size).toBe(3);
    for (const one of pids) expect(readFileSync(`/proc/${one}/cmdline`, "latin1")).toContain("--embedded-server=");
    await servers.stop();
    for (const one of pids) expect(() => process.kill(one, 0)).toThrow("ESRCH");
  });

  test.each([
    ["cannot be started", ["/no/such/program"], /^ENOENT$/],
    ["ends at once", ["true"], /^exit code 0$/],
    ["ends with an error", ["sh", "-c", "exit 3"], /^exit code 3$/],
  ])("resolves with the cause where the program %s", async (_what, command, cause) => {
    expect(await startEmbeddedServers(command)).toEqual({
      protocol: expect.stringMatching(/^(udp|tcp)$/),
      cause: expect.stringMatching(cause),
    });
  });

  test.each(protocols)("resolves with the cause, and leaves nothing running, where only %s fails", async (broken) => {
    const other = protocols.find((protocol) => protocol !== broken) as Protocol;
    const { command, pid } = noting(commands["the compiled udp-client"]);
    const script = `case "$*" in *=${broken}) exit 7;; esac; exec "$@"`;
    const failing = ["sh", "-c", script, "sh", ...command];
    expect(await startEmbeddedServers(failing)).toEqual({ protocol: broken, cause: "exit code 7" });
    expect(() => process.kill(pid(other), 0)).toThrow("ESRCH");
  });

  test.each(protocols)("tells of a server that dies: %s", async (dying) => {
    const { command, pid } = noting(commands["the compiled udp-client"]);
    const servers = await start(command);
    process.kill(pid(dying), "SIGKILL");
    expect(await servers.failed).toEqual({ protocol: dying, cause: "SIGKILL" });
    expect(await servers.watch(dying)).toBeUndefined();
    expect(await servers.watch(dying)).toBeUndefined();
    await servers.stop();
  });

  test("ends a watch of a server that dies, with what it could still tell", async () => {
    const { command, pid } = noting(commands["the compiled udp-client"]);
    const servers = await start(command);
    const watch = await servers.watch("udp");
    if (watch === undefined) throw new Error("the server is gone");
    expect(await ask("udp", watch.server, "last words")).toBe("LAST WORDS");
    process.kill(pid("udp"), "SIGKILL");
    await servers.failed;
    expect([[], [10]]).toContainEqual((await watch.end()).map(({ bytes }) => bytes));
    await servers.stop();
  });
});

describe("an embedded server", () => {
  test("ends with the client that started it, also where that is killed", async () => {
    await using client = new Running([...holdServers, compiled("tcp-client")]);
    const [, udp, tcp] = await client.printed(/servers: (\d+) (\d+)/);
    client.signal("SIGKILL");
    // They share the standard error of the client: it ends when the last of the three does.
    await client.ended();
    expect(await ask("udp", endpoint("127.0.0.1", Number(udp)), "x")).toBe("refused");
    expect(await ask("tcp", endpoint("127.0.0.1", Number(tcp)), "x")).toBe("ECONNREFUSED");
  });

  test("answers on after Ctrl-C in the terminal that it shares with its client", async () => {
    await using terminal = new InTerminal([...holdServers, compiled("udp-client")]);
    await terminal.shows(/servers: /);
    terminal.type("\x03");
    expect((await terminal.ended()).text).toContain("answers: HELLO HELLO");
  });
});
