/** Names that no address can be found for. Nothing is asked of the network: the tests see to that. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Program } from "../../src/narration/topics.ts";
import { compiled } from "../support/compiled.ts";
import { installed } from "../support/peers.ts";
import { run } from "../support/running.ts";

/** A label has 63 letters at most (RFC 1035 2.3.4): the resolver refuses this one by itself. */
const tooLong = "a".repeat(64);

const commands: readonly (readonly [Program, ...string[]])[] = [
  ["udp-client", "hello"],
  ["tcp-client", "hello"],
  ["udp-server"],
  ["tcp-server"],
];

describe("a host name that cannot exist", () => {
  for (const [program, ...words] of commands) {
    test(`${program} says so and ends with 1`, async () => {
      const ended = await run([compiled(program), "--host", tooLong, ...words]);
      expect(ended).toEqual({
        code: 1,
        signal: null,
        stdout: "",
        stderr: `Cannot find a host named ${tooLong} (ENOTFOUND). Check the name, or use an address.\n`,
      });
    });
  }

  test("is told in Korean, too", async () => {
    const { code, stderr } = await run([compiled("tcp-client"), "--host", tooLong, "--lang", "ko", "안녕"]);
    expect(stderr).toBe(
      `그런 이름의 호스트(host)가 없습니다: ${tooLong} (ENOTFOUND). 이름을 확인하거나 주소를 직접 쓰세요.\n`,
    );
    expect(code).toBe(1);
  });

  test.skipIf(!installed("strace"))("costs no packet: no socket of the Internet is opened", async () => {
    const trace = ["strace", "-f", "-e", "trace=socket,sendto,sendmsg,sendmmsg"];
    const { stderr } = await run([...trace, compiled("udp-client"), "--host", tooLong, "hello"]);
    expect(stderr).toContain("Cannot find a host");
    expect(stderr).not.toMatch(/AF_INET|send(to|msg|mmsg)\(/);
  });
});

/** Some systems forbid user namespaces. */
const canUnshare = installed("unshare") && Bun.spawnSync(["unshare", "-Urnm", "true"]).success;

describe.skipIf(!canUnshare)("a name service that does not answer (in a network namespace of its own)", () => {
  let folder = "";
  // No interface is up in there: what the resolver sends goes nowhere.
  const script = `mount --bind "$0/nsswitch.conf" /etc/nsswitch.conf && mount --bind "$0/resolv.conf" /etc/resolv.conf && exec "$@"`;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "resolver-"));
    await Bun.write(join(folder, "nsswitch.conf"), "hosts: dns\n");
    await Bun.write(join(folder, "resolv.conf"), "nameserver 192.0.2.53\noptions timeout:1 attempts:1\n");
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  for (const [program, ...words] of commands) {
    test(`${program} says so and ends with 1`, async () => {
      const alone = ["unshare", "-Urnm", "sh", "-c", script, folder];
      const ended = await run([...alone, compiled(program), "--host", "nowhere.example", ...words]);
      expect(ended).toEqual({
        code: 1,
        signal: null,
        stdout: "",
        stderr:
          "Cannot look up nowhere.example: the name service does not answer. Check the network, or use an address.\n",
      });
    });
  }
});
