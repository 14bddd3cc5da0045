/** A server that is killed and started again at once, on the same port: no port is left taken, and clients say what happened. */

import { expect, test } from "bun:test";
import { RawTcpPeer } from "../protocol/raw-tcp-peer.ts";
import { compiled } from "../support/compiled.ts";
import { freePort } from "../support/ports.ts";
import { Running } from "../support/running.ts";
import { ask, client, type StartedServer, startServer } from "./started.ts";

async function kill(server: StartedServer): Promise<void> {
  server.signal("SIGKILL");
  expect((await server.ended()).signal).toBe("SIGKILL");
}

test("tcp-server takes its port again after kill -9, while connections of the last one are open and in TIME_WAIT", async () => {
  const port = await freePort();
  const options = ["--port", `${port}`, "--keep-alive", "0"];
  await using first = await startServer("tcp-server", options);
  // It closes first, so TIME_WAIT is the server's.
  for (let number = 0; number < 20; number++) {
    using peer = await RawTcpPeer.connect(port);
    await peer.write("hello");
    expect((await peer.takeAll()).bytes.toString()).toBe("HELLO");
    peer.halfClose();
  }
  using open = await RawTcpPeer.connect(port);
  await kill(first);
  await using _ = await startServer("tcp-server", options);
  expect(await ask("tcp-client", port, ["-q", "hello"])).toMatchObject({ code: 0, stdout: "HELLO\n" });
  expect(["fin", "reset"]).toContain((await open.takeAll()).end);
});

test("tcp-client goes on with the next server, and says so", async () => {
  const port = await freePort();
  const options = ["--port", `${port}`, "--keep-alive", "60"];
  await using first = await startServer("tcp-server", options);
  await using session = new Running(client("tcp-client", port, "-q"));
  await session.write("one\ntwo\nnext");
  await session.printed(/TWO\n/);
  await kill(first);
  await using _ = await startServer("tcp-server", options);
  await session.write("\nlast\n");
  session.closeStdin();
  const { code, stdout, stderr } = await session.ended();
  expect({ code, stdout }).toEqual({ code: 0, stdout: "ONE\nTWO\nNEXT\nLAST\n" });
  expect(stderr).toContain("The server closed the connection.");
});

test("tcp-client says that nothing listens there, where no next server comes", async () => {
  await using server = await startServer("tcp-server", ["--keep-alive", "60"]);
  await using session = new Running(client("tcp-client", server.port, "-q"));
  await session.write("one\ntwo\nnext");
  await session.printed(/TWO\n/);
  await kill(server);
  await session.write("\nlast\n");
  session.closeStdin();
  const { code, stderr } = await session.ended();
  expect(code).toBe(1);
  expect(stderr).toContain(`Cannot connect to 127.0.0.1:${server.port}: nothing is listening there.`);
});

test("udp-server takes its port again after kill -9, and udp-client says what it met between", async () => {
  const port = await freePort();
  await using first = await startServer("udp-server", ["--port", `${port}`]);
  expect(await ask("udp-client", port, ["-q", "hello"])).toMatchObject({ code: 0, stdout: "HELLO\n" });
  await kill(first);
  const refused = await ask("udp-client", port, ["-q", "hello"]);
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toStartWith(`Refused by 127.0.0.1:${port}: nothing listens there`);
  await using _ = await startServer("udp-server", ["--port", `${port}`]);
  expect(await ask("udp-client", port, ["-q", "hello"])).toMatchObject({ code: 0, stdout: "HELLO\n" });
});

test.each(["udp-server", "tcp-server"] as const)(
  "%s says that the port is taken, while the first one lives",
  async (program) => {
    await using first = await startServer(program);
    await using second = new Running([compiled(program), "--host", "127.0.0.1", "--port", `${first.port}`]);
    const { code, stderr } = await second.ended();
    expect(code).toBe(1);
    expect(stderr).toContain("that port is taken");
  },
);
