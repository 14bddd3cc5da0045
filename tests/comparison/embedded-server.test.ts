/** The child's side: one hidden word makes a server of a client, and the end of its standard input ends it. */

import { describe, expect, test } from "bun:test";
import { startEmbeddedServers } from "../../src/comparison/embedded-servers.ts";
import { embeddedProtocol, embeddedWord } from "../../src/comparison/embedded-talk.ts";
import { maxSentenceBytes } from "../../src/core/limits.ts";
import type { Protocol } from "../../src/measurement/record.ts";
import { namespacesAllowed } from "../protocol/namespace.ts";
import { compiled } from "../support/compiled.ts";
import { Running, run } from "../support/running.ts";

const protocols: readonly Protocol[] = ["udp", "tcp"];

test("embeddedProtocol() reads what embeddedWord() writes, and nothing else", () => {
  expect(protocols.map(embeddedWord).map(embeddedProtocol)).toEqual([...protocols]);
  for (const word of [undefined, "", "--embedded-server", "--embedded-server=", "--embedded-server=sctp", "udp"]) {
    expect(embeddedProtocol(word)).toBeUndefined();
  }
});

describe.each(["udp-client", "tcp-client"] as const)("%s", (program) => {
  test.each(protocols)(
    "serves over %s, past a SIGINT, and ends with 0 when its standard input ends",
    async (protocol) => {
      await using server = new Running([compiled(program), embeddedWord(protocol)]);
      const [line] = await server.printed(/.*\n/);
      expect(JSON.parse(line)).toEqual({
        event: "listening",
        protocol,
        local: { address: "127.0.0.1", port: expect.any(Number) },
      });
      server.signal("SIGINT");
      await server.write("no order that it knows\nwatch\n");
      await server.printed(/"event":"watching"/);
      server.closeStdin();
      expect(await server.ended()).toMatchObject({ code: 0, signal: null, stderr: "" });
    },
  );

  test("keeps the word to itself: no help names it, and it counts as the first word only", async () => {
    expect((await run([compiled(program), "--help"])).stdout).not.toContain("embedded");
    for (const words of [["--quiet", embeddedWord("udp")], ["--embedded-server=sctp"]]) {
      const { code, stderr } = await run([compiled(program), ...words]);
      expect({ code, named: stderr.includes("--embedded-server") }).toEqual({ code: 2, named: true });
    }
  });
});

test.each(["udp-server", "tcp-server"] as const)("%s does not know the word", async (program) => {
  const { code, stdout } = await run([compiled(program), embeddedWord("udp")]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
});

/** Takes the only port that the kernel may give out, and becomes the program in its arguments. */
const takeThePort = `
import os, socket, sys
for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
    taken = socket.socket(socket.AF_INET, kind)
    taken.bind(("", 40_000))
    os.set_inheritable(taken.fileno(), True)
    taken.detach()
os.execv(sys.argv[1], sys.argv[1:])
`;
const onePort = 'sysctl -qw net.ipv4.ip_local_port_range="40000 40000" && exec python3 -c "$0" "$@"';

test.skipIf(!namespacesAllowed("sysctl", "python3"))(
  "startEmbeddedServers() resolves with the system's word where no port is left (needs network namespaces)",
  async () => {
    const command = ["unshare", "-Urn", "sh", "-c", onePort, takeThePort, compiled("tcp-client")];
    expect(await startEmbeddedServers(command)).toEqual({
      protocol: expect.stringMatching(/^(udp|tcp)$/),
      cause: "EADDRINUSE",
    });
  },
);

test("a mistake of ours ends it with a stack that names our lines", async () => {
  await using server = new Running([compiled("udp-client"), embeddedWord("tcp")]);
  await server.write(Buffer.alloc(maxSentenceBytes + 1, "x"));
  const { code, stderr } = await server.ended();
  expect(code).toBe(1);
  const [thrown] = /^ +at .*$/m.exec(stderr) ?? [];
  expect(thrown).toMatch(/src\/core\/line-splitter\.ts:\d+:\d+\)$/);
});
