/** The textbook's Python programs against ours, both ways, each in a process of its own. */

import { describe, expect, test } from "bun:test";
import { installed } from "../support/peers.ts";
import { run } from "../support/running.ts";
import { ask, startServer, startTextbookServer, textbook } from "./started.ts";

const sentences = ["hello world", "안녕 tcp, 안녕 udp"];

describe.skipIf(!installed("python3"))("the textbook's clients", () => {
  for (const sentence of sentences) {
    test(`UDPClient.py is answered by udp-server: ${sentence}`, async () => {
      await using server = await startServer("udp-server");
      const ended = await run(textbook("UDPClient", "127.0.0.1", `${server.port}`, sentence));
      expect(ended).toEqual({ code: 0, signal: null, stdout: `${sentence.toUpperCase()}\n`, stderr: "" });
      await server.printed(new RegExp(`^${sentence}$`, "m"));
    });

    test(`TCPClient.py is answered by tcp-server: ${sentence}`, async () => {
      await using server = await startServer("tcp-server");
      const ended = await run(textbook("TCPClient", "127.0.0.1", `${server.port}`, sentence));
      expect(ended).toEqual({ code: 0, signal: null, stdout: `From Server: ${sentence.toUpperCase()}\n`, stderr: "" });
      await server.printed(new RegExp(`^${sentence}$`, "m"));
    });

    test(`TCPClient.py is answered by tcp-server --keep-alive 0: ${sentence}`, async () => {
      await using server = await startServer("tcp-server", ["--keep-alive", "0"]);
      const ended = await run(textbook("TCPClient", "127.0.0.1", `${server.port}`, sentence));
      expect(ended).toEqual({ code: 0, signal: null, stdout: `From Server: ${sentence.toUpperCase()}\n`, stderr: "" });
    });
  }

  test("UDPClient.py and TCPClient.py that ask at their prompts are answered", async () => {
    await using udp = await startServer("udp-server");
    await using tcp = await startServer("tcp-server");
    const overUdp = await run(textbook("UDPClient", "127.0.0.1", `${udp.port}`), { stdin: "typed\n" });
    const overTcp = await run(textbook("TCPClient", "127.0.0.1", `${tcp.port}`), { stdin: "typed\n" });
    expect(overUdp.stdout).toBe("Input lowercase sentence:TYPED\n");
    expect(overTcp.stdout).toBe("Input lowercase sentence:From Server: TYPED\n");
  });
});

describe.skipIf(!installed("python3"))("the textbook's servers", () => {
  for (const sentence of sentences) {
    test(`UDPServer.py answers udp-client: ${sentence}`, async () => {
      await using server = await startTextbookServer("UDPServer");
      const ended = await ask("udp-client", server.port, [sentence]);
      expect(ended).toEqual({ code: 0, signal: null, stdout: `From Server: ${sentence.toUpperCase()}\n`, stderr: "" });
    });

    test(`TCPServer.py answers tcp-client: ${sentence}`, async () => {
      await using server = await startTextbookServer("TCPServer");
      const ended = await ask("tcp-client", server.port, [sentence]);
      expect(ended).toEqual({ code: 0, signal: null, stdout: `From Server: ${sentence.toUpperCase()}\n`, stderr: "" });
    });
  }

  test("UDPServer.py answers every line of udp-client's standard input", async () => {
    await using server = await startTextbookServer("UDPServer");
    const ended = await ask("udp-client", server.port, ["-q"], "one\ntwo\nthree\n");
    expect(ended).toEqual({ code: 0, signal: null, stdout: "ONE\nTWO\nTHREE\n", stderr: "" });
  });

  test("TCPServer.py closes after each reply: tcp-client connects anew for each line and tells it once", async () => {
    await using server = await startTextbookServer("TCPServer");
    const { code, stdout, stderr } = await ask("tcp-client", server.port, ["-q"], "one\ntwo\nthree\nfour\n");
    expect(stdout).toBe("ONE\nTWO\nTHREE\nFOUR\n");
    expect(stderr).toBe(
      "The server closed the connection. Whenever it does, a new one is opened for the next sentence.\n",
    );
    expect(code).toBe(0);
  });
});
