/** Workers that die, and a server of workers that does: what is told, and who goes on. */

import { describe, expect, test } from "bun:test";
import { namespacesAllowed } from "../protocol/namespace.ts";
import { RawTcpPeer } from "../protocol/raw-tcp-peer.ts";
import { endlessFlood, openNetwork } from "../protocol/strangers.ts";
import { compiled } from "../support/compiled.ts";
import { freePort } from "../support/ports.ts";
import { Running, run } from "../support/running.ts";
import { client } from "./started.ts";
import { askOften, childrenOf, hasWorkers, killOne, serverPairs, startWorkers, workersServe } from "./workers.ts";

const ended = "A worker ended (SIGKILL); another one takes its place.\n";
const incomplete = "  Incomplete: 1 worker ended before telling the last counts, of 0.1 s or so.\n";

describe.skipIf(!workersServe).each(serverPairs)("%s --workers (Linux)", (program, _asking) => {
  test("replaces a worker that is killed, says so, and that the totals are incomplete", async () => {
    await using server = await startWorkers(program, 2);
    await killOne(server);
    await askOften(program, server.port, 20);
    await hasWorkers(server, 2);
    server.signal("SIGTERM");
    const { code, stderr } = await server.ended();
    expect(stderr).toContain(`limits.\n${ended}Stopping`);
    expect(stderr).toEndWith(incomplete);
    expect(code).toBe(0);
  });

  test("says it in Korean, and in JSON", async () => {
    await using server = await startWorkers(program, 2, ["--lang", "ko", "--json"]);
    process.kill(childrenOf(server.pid)[0] as number, "SIGKILL");
    await server.printed(/작업 프로세스\(worker\) 하나가 끝났습니다 \(SIGKILL\)\. 다른 것으로 바꿉니다\.\n/, "stderr");
    server.signal("SIGTERM");
    expect(JSON.parse((await server.ended()).stdout.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({
      event: "totals",
      unreportedWorkers: 1,
    });
  });

  test("keeps its port while all workers are gone, and answers again", async () => {
    await using server = await startWorkers(program, 2);
    for (const pid of childrenOf(server.pid)) process.kill(pid, "SIGKILL");
    const second = await run([compiled(program), "--workers", "2", "--host", "127.0.0.1", "--port", `${server.port}`]);
    expect(second.stderr).toContain("that port is taken");
    expect(server.text("stderr").split(ended).length).toBe(3);
    await hasWorkers(server, 2);
    await askOften(program, server.port, 5);
  });

  test("takes longer to replace a worker that keeps dying", async () => {
    await using server = await startWorkers(program, 2);
    const [survivor] = childrenOf(server.pid);
    for (const wait of ["", " in 0.1 s", " in 0.2 s"]) {
      await hasWorkers(server, 2);
      process.kill(childrenOf(server.pid).find((pid) => pid !== survivor) as number, "SIGKILL");
      await server.printed(new RegExp(`takes its place${wait}\\.`), "stderr");
    }
    await askOften(program, server.port, 5);
  });

  test("ends with its workers when it is killed, and starts again at once at the same port", async () => {
    const args = ["--port", `${await freePort()}`];
    for (let round = 0; round < 3; round++) {
      await using server = await startWorkers(program, 3, args);
      await askOften(program, server.port, 5);
      server.signal("SIGKILL");
      await using next = await startWorkers(program, 3, args);
      await askOften(program, next.port, 5);
      // They share the standard error of the server: it ends when the last of them does.
      expect((await server.ended()).signal).toBe("SIGKILL");
    }
  }, 20_000);
});

test.skipIf(!workersServe)(
  "tcp-server --workers ends at once at a second Ctrl-C, with its workers (Linux)",
  async () => {
    await using server = await startWorkers("tcp-server", 2, ["--keep-alive", "60"]);
    using peer = await RawTcpPeer.connect(server.port);
    expect(await peer.ask("hello")).toBe("HELLO");
    server.signal("SIGINT");
    await server.printed(/Stopping.*\nStill open/, "stderr");
    expect((await server.signalUntilEnded("SIGINT")).code).toBe(130);
    expect(server.text("stderr")).toEndWith("Ctrl-C again ends at once.\nStill open: 1 connection.\n");
  },
);

describe.skipIf(!workersServe)("A worker that is killed under load (Linux)", () => {
  test("costs udp-client a try, and no answer", async () => {
    await using server = await startWorkers("udp-server", 2, ["-q"]);
    await using asking = new Running(client("udp-client", server.port, "-q", "--timeout", "0.2", "--retries", "20"));
    const sentences = Array.from({ length: 3_000 }, (_, number) => `sentence ${number}`);
    await asking.write(`${sentences.join("\n")}\n`);
    asking.closeStdin();
    await asking.printed(/SENTENCE 100\n/);
    await killOne(server);
    const { code, stdout } = await asking.ended();
    expect(stdout).toBe(`${sentences.join("\n").toUpperCase()}\n`);
    expect(code).toBe(0);
  }, 20_000);

  test("takes its own connections along, and no others", async () => {
    await using server = await startWorkers("tcp-server", 2, ["-q", "--keep-alive", "60"]);
    await using stack = new AsyncDisposableStack();
    const peers: RawTcpPeer[] = [];
    for (let number = 0; number < 40; number++) {
      const peer = stack.use(await RawTcpPeer.connect(server.port));
      expect(await peer.ask("hello")).toBe("HELLO");
      peers.push(peer);
    }
    await killOne(server);
    const fates = await Promise.all(
      peers.map((peer) =>
        peer.ask("again").then(
          (answer) => answer,
          () => `${peer.end}`,
        ),
      ),
    );
    // A connection of a process that is killed ends with FIN where all was read.
    const fate = (each: string) => fates.filter((other) => other === each).length;
    expect(fate("AGAIN")).toBeGreaterThan(0);
    expect(fate("AGAIN") + fate("fin") + fate("reset")).toBe(peers.length);
    expect(fate("AGAIN")).toBeLessThan(peers.length);
    await askOften("tcp-server", server.port, 5);
  });
});

test.skipIf(!workersServe || !namespacesAllowed("python3"))(
  "udp-server ends with its workers when it is killed, in the middle of a flood too (needs network namespaces)",
  async () => {
    await using network = await openNetwork();
    const command = network.command(compiled("udp-server"), "-p", "7000", "--workers", "2", "-q");
    await using server = new Running(command);
    await server.printed(/ready/);
    await using stack = new AsyncDisposableStack();
    for (let number = 0; number < 2; number++) {
      const flood = stack.use(new Running(endlessFlood(network, "10.9.0.1", 7_000)));
      await flood.printed(/more/);
    }
    server.signal("SIGKILL");
    expect((await server.ended()).signal).toBe("SIGKILL");
  },
  20_000,
);
