/** tcp-client where something goes wrong: what it says, and its exit code. */

import { describe, expect, test } from "bun:test";
import { compiled } from "../support/compiled.ts";
import { installed } from "../support/peers.ts";
import { freePort } from "../support/ports.ts";
import { Running, run } from "../support/running.ts";
import { answerTcp } from "./scripted.ts";
import { ask, client, startServer } from "./started.ts";

const reconnecting = "The server closed the connection. Whenever it does, a new one is opened for the next sentence.\n";

describe("tcp-client, nobody there", () => {
  test("says that nothing is listening, and how to start a server", async () => {
    const port = await freePort();
    expect(await ask("tcp-client", port, ["hello"])).toEqual({
      code: 1,
      signal: null,
      stdout: "",
      stderr: `Cannot connect to 127.0.0.1:${port}: nothing is listening there. Start one: tcp-server --port ${port}\n`,
    });
    const inKorean = await ask("tcp-client", port, ["--lang", "ko", "안녕"]);
    expect(inKorean.stderr).toBe(
      `연결할 수 없습니다 (127.0.0.1:${port}): 그 포트(port)에서 기다리는 프로그램이 없습니다. 서버를 시작하세요: tcp-server --port ${port}\n`,
    );
    expect(inKorean.code).toBe(1);
  });

  test("writes an IPv6 address in brackets, as the port follows it", async () => {
    const port = await freePort();
    const { code, stderr } = await run([compiled("tcp-client"), "--host", "::1", "--port", `${port}`, "hello"]);
    expect(stderr).toStartWith(`Cannot connect to [::1]:${port}: nothing is listening there.`);
    expect(code).toBe(1);
  });

  test("says so before it reads a sentence: of several, none is asked", async () => {
    const port = await freePort();
    await using asking = new Running(client("tcp-client", port));
    const { code, stderr } = await asking.ended(); // its standard input is still open
    expect(stderr).toStartWith("Cannot connect to ");
    expect(code).toBe(1);
  });

  test("tells of a server that ended between two sentences", async () => {
    await using server = await startServer("tcp-server", ["--keep-alive", "30"]);
    await using asking = new Running(client("tcp-client", server.port));
    await asking.write("one\n");
    await asking.printed(/ONE/);
    server.signal("SIGKILL");
    await server.ended();
    await asking.write("two\nthree\n");
    const { code, stdout, stderr } = await asking.ended();
    expect({ code, stdout }).toEqual({ code: 1, stdout: "From Server: ONE\n" });
    expect(stderr).toStartWith(
      `${reconnecting}Cannot connect to 127.0.0.1:${server.port}: nothing is listening there.`,
    );
  });
});

/** Listens, accepts nobody, and fills its queue: from then on Linux drops each SYN, as a firewall would. */
const fullQueue = `
import socket
welcoming = socket.socket()
welcoming.bind(("127.0.0.1", 0))
welcoming.listen(0)
waiting = []
try:
    while True:
        waiting.append(socket.create_connection(welcoming.getsockname(), timeout=0.1))
except TimeoutError:
    print(welcoming.getsockname()[1], flush=True)
input()
`;

test.skipIf(!installed("python3"))("tcp-client gives up a handshake that nobody answers", async () => {
  await using server = new Running(["python3", "-c", fullQueue]);
  const [, port] = await server.printed(/(\d+)\n/);
  const { code, stderr } = await ask("tcp-client", Number(port), ["--connect-timeout", "0.1", "hello"]);
  expect(stderr).toBe(
    `Cannot connect to 127.0.0.1:${port}: no answer to the handshake within 0.1 s. Check the address, and whether a firewall drops the packets; or allow more: --connect-timeout\n`,
  );
  expect(code).toBe(1);
});

describe("tcp-client, no whole reply", () => {
  test("a server that is silent after a part: tells how much came", async () => {
    using server = answerTcp({ data: (socket) => void socket.write("HEL") });
    const { code, stdout, stderr } = await ask("tcp-client", server.port, ["--timeout", "0.1", "hello"]);
    expect(stderr).toMatch(
      new RegExp(
        `^Unanswered by 127\\.0\\.0\\.1:${server.port}: connected, but silent for 0\\.\\d+ s after 3 bytes of a reply\\. `,
      ),
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  test("a server that closes unasked-for", async () => {
    using server = answerTcp({ end: (socket) => void socket.end() });
    const { code, stderr } = await ask("tcp-client", server.port, ["hello"]);
    expect(stderr).toStartWith(`Closed by 127.0.0.1:${server.port} before it answered.`);
    expect(code).toBe(1);
  });

  test("a server that resets", async () => {
    using server = answerTcp({ data: (socket) => socket.terminate() });
    const { code, stderr } = await ask("tcp-client", server.port, ["hello"]);
    expect(stderr).toStartWith(`Reset by 127.0.0.1:${server.port} after 0 bytes of the reply.`);
    expect(code).toBe(1);
  });

  test("a server that says more than any upper case could be", async () => {
    using server = answerTcp({ data: (socket) => void socket.write("x".repeat(100_000)) });
    const { code, stdout, stderr } = await ask("tcp-client", server.port, ["hello"]);
    expect(stderr).toStartWith(`Gave up reading from 127.0.0.1:${server.port} after `);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  test("of several sentences one: it is asked twice, the others are answered, and it ends with 1", async () => {
    const received: string[] = [];
    using server = answerTcp({
      data(socket, text) {
        received.push(text);
        if (text === "two\n") socket.terminate();
        else socket.write(text.toUpperCase());
      },
    });
    const { code, stdout, stderr } = await ask("tcp-client", server.port, ["-q"], "one\ntwo\nthree\n");
    expect(received).toEqual(["one\n", "two\n", "two\n", "three\n"]);
    expect(stdout).toBe("ONE\nTHREE\n");
    expect(stderr).toMatch(new RegExp(`^${reconnecting}Reset by 127\\.0\\.0\\.1:${server.port} after 0 bytes.*\n$`));
    expect(code).toBe(1);
  });
});

test("tcp-client sends what fits no datagram", async () => {
  await using server = await startServer("tcp-server", ["-q"]);
  const sentence = "straße ".repeat(20_000);
  const { code, stdout } = await ask("tcp-client", server.port, ["-q"], `${sentence}\n`);
  expect(stdout).toBe(`${sentence.toUpperCase()}\n`);
  expect(code).toBe(0);
});
