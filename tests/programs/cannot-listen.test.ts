/** Servers that cannot listen: what they say, and their exit code. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmod, cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compiled } from "../support/compiled.ts";
import { installed } from "../support/peers.ts";
import { run } from "../support/running.ts";
import { startServer } from "./started.ts";

const taken = "that port is taken. End the program that has it, or choose another: --port";
const takenKo = "이미 쓰고 있는 포트(port)입니다. 그 프로그램을 끝내거나 다른 포트를 고르세요: --port";

for (const protocol of ["TCP", "UDP"] as const) {
  const program = protocol === "TCP" ? "tcp-server" : "udp-server";

  /** Runs a server that is expected to fail, and checks the whole of what it says. */
  async function fails(args: string[], message: string): Promise<void> {
    const ended = await run([compiled(program), ...args]);
    expect(ended).toEqual({ code: 1, signal: null, stdout: "", stderr: `${message}\n` });
  }

  describe(`${program} cannot listen`, () => {
    test("on a port that is taken, for one address or for all", async () => {
      await using first = await startServer(program);
      const { port } = first;
      const there = `127.0.0.1:${port} (${protocol})`;
      await fails(["-H", "127.0.0.1", "-p", `${port}`], `Cannot listen on ${there}: ${taken}`);
      const everywhere = `every address of this computer, port ${port} (${protocol})`;
      await fails(["-p", `${port}`], `Cannot listen on ${everywhere}: ${taken}`);
      await fails(
        ["-H", "127.0.0.1", "-p", `${port}`, "--lang", "ko"],
        `기다릴 수 없습니다 (${there.replace(" (", ", ")}: ${takenKo}`,
      );
    });

    test("on an address of another computer", async () => {
      const message = "that address is not one of this computer's. Leave out --host to listen on all of them.";
      await fails(["-H", "192.0.2.1"], `Cannot listen on 192.0.2.1:12000 (${protocol}): ${message}`);
      await fails(["-H", "2001:db8::1"], `Cannot listen on [2001:db8::1]:12000 (${protocol}): ${message}`);
      const inKorean = "이 컴퓨터의 주소가 아닙니다. --host 옵션을 빼면 모든 주소에서 기다립니다.";
      await fails(
        ["-H", "192.0.2.1", "--lang", "ko"],
        `기다릴 수 없습니다 (192.0.2.1:12000, ${protocol}): ${inKorean}`,
      );
    });
  });

  test(`${program} listens where the other protocol has the same port: their port spaces are separate`, async () => {
    await using other = await startServer(protocol === "TCP" ? "udp-server" : "tcp-server");
    await using server = await startServer(program, ["--port", `${other.port}`]);
    expect(server.port).toBe(other.port);
  });
}

/** The first port that everybody may bind; Linux can be told another than 1024. */
const firstUnprivileged = Number(
  await readFile("/proc/sys/net/ipv4/ip_unprivileged_port_start", "latin1").catch(() => "0"),
);
const canBeSomebodyElse = process.getuid?.() === 0 && firstUnprivileged > 1 && installed("setpriv");

// Only root can become somebody else, and only below ip_unprivileged_port_start is a port privileged.
describe.skipIf(!canBeSomebodyElse)("an ordinary user (needs root to become one)", () => {
  const nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
  let folder = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "programs-"));
    await chmod(folder, 0o755);
    for (const program of ["tcp-server", "udp-server"] as const) await cp(compiled(program), join(folder, program));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  for (const protocol of ["TCP", "UDP"]) {
    const program = `${protocol.toLowerCase()}-server`;
    const port = `${firstUnprivileged - 1}`;

    test(`cannot start ${program} on a privileged port`, async () => {
      const command = [...nobody, join(folder, program), "-H", "127.0.0.1", "-p", port];
      expect(await run(command)).toEqual({
        code: 1,
        signal: null,
        stdout: "",
        stderr: `Cannot listen on 127.0.0.1:${port} (${protocol}): ports below 1024 are for administrators. Choose another: --port\n`,
      });
      const inKorean = await run([...command, "--lang", "ko"]);
      expect(inKorean.stderr).toContain("1024보다 낮은 포트(port)는 관리자만 쓸 수 있습니다.");
      expect(inKorean.code).toBe(1);
    });
  }
});
