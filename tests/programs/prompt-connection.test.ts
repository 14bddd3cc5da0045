/** The prompt and the network: when the clients connect, and what they tell of a server that is not there any more. */

import { describe, expect, test } from "bun:test";
import { freePort } from "../support/ports.ts";
import { InTerminal } from "../support/terminal.ts";
import { answerTcp } from "./scripted.ts";
import { client } from "./started.ts";

const question = /◆ {2}Input lowercase sentence:/;

describe("tcp-client in a terminal", () => {
  test("connects before it asks, and sends nothing until it is told what", async () => {
    const received: string[] = [];
    using server = answerTcp({
      data(socket, text) {
        received.push(text);
        socket.end(text.toUpperCase());
      },
    });
    await using terminal = new InTerminal(client("tcp-client", server.port));
    await server.connection();
    await terminal.shows(question);
    expect(received).toEqual([]);
    terminal.type("hello\r");
    expect((await terminal.ended()).text).toEndWith("From Server: HELLO");
    expect(received).toEqual(["hello"]);
  });

  test("does not ask where nobody could be connected to", async () => {
    const port = await freePort();
    await using terminal = new InTerminal(client("tcp-client", port));
    const { code, text } = await terminal.ended();
    expect(text.replaceAll("\n", "")).toStartWith(`Cannot connect to 127.0.0.1:${port}: nothing is listening there.`);
    expect(code).toBe(1);
  });

  test("connects anew where the server closed while the question waited, and tells it", async () => {
    using server = answerTcp({
      data: (socket, text) => void socket.end(text.toUpperCase()),
    });
    await using terminal = new InTerminal(client("tcp-client", server.port));
    const first = await server.connection();
    await terminal.shows(question);
    first.end();
    terminal.type("hello\r");
    await server.connection();
    const { code, text } = await terminal.ended();
    expect(text).toMatch(/The server closed the connection[\s\S]*\nFrom Server: HELLO$/);
    expect(code).toBe(0);
  });
});

test("udp-client in a terminal asks first, and then learns that nobody is there", async () => {
  const port = await freePort();
  await using terminal = new InTerminal(client("udp-client", port));
  await terminal.shows(question);
  terminal.type("hello\r");
  const { code, text } = await terminal.ended();
  expect(text.replaceAll("\n", "")).toContain(`Refused by 127.0.0.1:${port}: nothing listens there`);
  expect(code).toBe(1);
});
