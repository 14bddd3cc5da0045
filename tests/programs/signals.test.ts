/** How the programs begin and end: the ready line, Ctrl-C, SIGTERM. */

import { describe, expect, test } from "bun:test";
import { compiled } from "../support/compiled.ts";
import { installed } from "../support/peers.ts";
import { Running } from "../support/running.ts";
import { answerTcp, answerUdp } from "./scripted.ts";
import { ask, client, type StartedServer, startServer } from "./started.ts";

const servers = [
  ["udp-server", "udp-client", "UDP", "Received 1 datagram (5 bytes), sent 1 (5 bytes).\n"],
  ["tcp-server", "tcp-client", "TCP", "Accepted 1 connection, answered 1; received 5 bytes, sent 5.\n"],
] as const;

const nothingYet = /(Received 0 datagrams|Accepted 0 connections).*\n$/;

const stopping = "Stopping: finishing what is owed, at most 5 s. Ctrl-C again ends at once.\n";

for (const [program, asking, protocol, totals] of servers) {
  describe(program, () => {
    test("says that it is ready in the textbook's words, and where on standard error", async () => {
      await using server = await startServer(program);
      await server.printed(/\n/);
      expect(server.text("stdout")).toBe("The server is ready to receive\n");
      expect(server.text("stderr")).toBe(
        `${program} listens on 127.0.0.1:${server.port} (${protocol}). Stop it with Ctrl-C.\n`,
      );
      expect(server.port).toBeGreaterThan(0);
    });

    test("--port 0 without --host: tells the port that the kernel chose, for every address", async () => {
      await using server = new Running([compiled(program), "--port", "0"]);
      const [, port] = await server.printed(/listens on every address of this computer, port (\d+) \(/, "stderr");
      const { stdout } = await ask(asking, Number(port), ["-q", "hello"]);
      expect(stdout).toBe("HELLO\n");
    });

    test("--json tells the port that the kernel chose in its first line, and nothing on standard error", async () => {
      await using server = await startServer(program, ["--json"]);
      const [first] = server.text("stdout").split("\n");
      const local = { address: "127.0.0.1", port: server.port };
      expect(JSON.parse(first ?? "")).toEqual({ event: "listening", protocol, local });
      expect(server.text("stderr")).toBe("");
    });

    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      test(`${signal}: prints its totals and ends with 0`, async () => {
        await using server = await startServer(program);
        await ask(asking, server.port, ["hello"]);
        server.signal(signal);
        const { code, stdout, stderr } = await server.ended();
        expect(stderr).toEndWith(stopping + totals);
        expect({ code, stdout }).toEqual({ code: 0, stdout: "The server is ready to receive\nhello\n" });
      });
    }

    test.skipIf(!installed("timeout"))(
      "ended by timeout(1), which tells it twice: its totals all the same, each time (needs timeout)",
      async () => {
        for (let round = 0; round < 10; round++) {
          await using server = await startServer(program, [], { before: ["timeout", "100"] });
          server.signal("SIGTERM");
          expect(await server.ended()).toMatchObject({ code: 0, stderr: expect.stringMatching(nothingYet) });
        }
      },
      30_000,
    );
  });

  describe(asking, () => {
    test("SIGINT while it waits for a reply: 130, quietly", async () => {
      const { promise: arrived, resolve } = Promise.withResolvers<void>();
      using silentUdp = await answerUdp(() => resolve());
      using silentTcp = answerTcp({ data: () => resolve() });
      const port = protocol === "UDP" ? silentUdp.port : silentTcp.port;
      await using waiting = new Running(client(asking, port, "hello"));
      await arrived;
      waiting.signal("SIGINT");
      expect(await waiting.ended()).toEqual({ code: 130, signal: null, stdout: "", stderr: "" });
    });

    test("SIGINT between two sentences: 130, and what was answered stays", async () => {
      await using server = await startServer(program);
      await using waiting = new Running(client(asking, server.port));
      await waiting.write("one\n");
      await waiting.printed(/ONE\n/);
      waiting.signal("SIGINT");
      expect(await waiting.ended()).toEqual({ code: 130, signal: null, stdout: "From Server: ONE\n", stderr: "" });
    });

    test("SIGTERM ends it, as it ends every program", async () => {
      await using server = await startServer(program);
      await using waiting = new Running(client(asking, server.port));
      await waiting.write("one\n");
      await waiting.printed(/ONE\n/);
      waiting.signal("SIGTERM");
      expect(await waiting.ended()).toMatchObject({ signal: "SIGTERM", stdout: "From Server: ONE\n", stderr: "" });
    });
  });
}

describe("tcp-server, told to stop while a client is connected", () => {
  /** Connects and has one sentence answered, without an end. */
  async function connectAndAsk(server: StartedServer, socket: { text: string; ended: () => void }) {
    const answered = Promise.withResolvers<void>();
    const connection = await Bun.connect({
      hostname: "127.0.0.1",
      port: server.port,
      allowHalfOpen: true,
      socket: {
        data(_socket, bytes) {
          socket.text += bytes.toString();
          answered.resolve();
        },
        end: () => socket.ended(),
      },
    });
    connection.write("one ");
    await answered.promise;
    return connection;
  }

  test("accepts nobody any more, answers what is asked meanwhile, and then ends with 0", async () => {
    await using server = await startServer("tcp-server", ["--keep-alive", "30"]);
    const ended = Promise.withResolvers<void>();
    const heard = { text: "", ended: () => ended.resolve() };
    const connection = await connectAndAsk(server, heard);
    server.signal("SIGTERM");
    await server.printed(/Stopping/, "stderr");
    expect((await ask("tcp-client", server.port, ["hello"])).stderr).toContain("nothing is listening there");
    await ended.promise;
    connection.end();
    const { code, stderr } = await server.ended();
    expect(heard.text).toBe("ONE ");
    expect(stderr).toEndWith(
      `${stopping}Still open: 1 connection.\nAccepted 1 connection, answered 1; received 4 bytes, sent 4.\n`,
    );
    expect(code).toBe(0);
  });

  test("a second Ctrl-C ends it at once, with 130", async () => {
    await using server = await startServer("tcp-server", ["--keep-alive", "30"]);
    const connection = await connectAndAsk(server, { text: "", ended: () => {} });
    server.signal("SIGINT");
    await server.printed(/Stopping/, "stderr");
    expect((await server.signalUntilEnded("SIGINT")).code).toBe(130);
    connection.terminate();
  });
});
