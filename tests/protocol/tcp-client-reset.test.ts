/** A reset that the client's own write meets before the event loop tells of it. */

import { expect, test } from "bun:test";
import { endpoint } from "../../src/core/endpoint.ts";
import { connectTcp } from "../../src/tcp-client.ts";

test("ask() calls a reset that a write meets first a reset, not the end of the reply", async () => {
  const sockets: Bun.Socket[] = [];
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  using listener = Bun.listen({
    hostname: "127.0.0.1",
    port: 0,
    allowHalfOpen: true,
    socket: {
      open: (socket) => void sockets.push(socket),
      data: (socket) => {
        socket.pause();
        socket.write("PART OF A REPLY");
      },
    },
  });
  const peer = endpoint("127.0.0.1", listener.port);
  const connection = await connectTcp([peer], { connectTimeoutMs: 60_000, silenceTimeoutMs: 0 }, (event) => {
    if (event.kind === "reply-chunk-received") resolve();
  });
  if (Array.isArray(connection)) throw new Error("not connected");
  const answer = connection.ask(Buffer.alloc(32 * 1024 * 1024, "a"), "line");
  await begun;
  sockets[0]?.terminate();
  connection.finish(); // writes on, and meets the reset
  expect(await answer).toMatchObject({ outcome: "reset", partial: Buffer.from("PART OF A REPLY") });
});
