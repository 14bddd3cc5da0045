/** How a connection ends on Bun's TCP sockets: FIN from one side, from both, RST, and a listener that stops. */

import { describe, expect, test } from "bun:test";
import { connectedPair, roundTrip } from "./connected-pair.ts";

describe("allowHalfOpen", () => {
  // tcp-server.ts, end(): a client that has said everything is answered in full, however long that takes.
  test("lets a reply follow the client's FIN", async () => {
    using pair = await connectedPair();
    pair.client.socket.shutdown();
    await pair.server.hears("end");
    await roundTrip();
    pair.server.socket.end("late");
    await pair.client.hears("close");
    expect(pair.client.text).toBe("late");
  });

  test("is needed for that: without it the FIN closes the socket", async () => {
    using pair = await connectedPair({ allowHalfOpen: false });
    pair.client.socket.shutdown();
    await pair.server.hears("close");
    expect(pair.server.socket.write("late")).toBe(-1);
    await pair.client.hears("close");
    expect(pair.client.text).toBe("");
  });
});

describe("shutdown()", () => {
  // tcp-client.ts, send(): FIN follows the sentence, and the reply follows the FIN.
  test("sends FIN and leaves the way back open", async () => {
    using pair = await connectedPair({ server: { end: (socket) => socket.write("REPLY") } });
    pair.client.socket.write("sentence");
    pair.client.socket.shutdown();
    await pair.client.hears("data");
    expect(pair.server.text).toBe("sentence");
    expect(pair.client.text).toBe("REPLY");
    expect(pair.client.heard).toEqual(["open", "data"]);
  });
});

describe("close()", () => {
  // tcp-client.ts, close(): without an error it stands for the server's FIN.
  test("comes without end() when our FIN went first and the peer closes", async () => {
    using pair = await connectedPair({ server: { end: (socket) => socket.end("REPLY") } });
    pair.client.socket.shutdown();
    await pair.client.hears("close");
    expect(pair.client.heard).toEqual(["open", "data", "close"]);
    expect(pair.server.heard).toEqual(["open", "end", "close"]);
  });

  // tcp-server.ts, halfClose(): a lingering connection is over with the client's FIN.
  test("comes without end() when our FIN went first and the peer's follows", async () => {
    using pair = await connectedPair();
    pair.server.socket.shutdown();
    await pair.client.hears("end");
    pair.client.socket.write("discarded");
    pair.client.socket.shutdown();
    await pair.server.hears("close");
    expect(pair.server.heard).toEqual(["open", "data", "close"]);
  });

  // tcp-server.ts, close() and stop(): the set of open connections is right as soon as end() or terminate() returns.
  test.each(["end", "terminate"] as const)("is called before %s() returns", async (ending) => {
    using pair = await connectedPair();
    pair.server.socket[ending]();
    expect(pair.server.heard).toEqual(["open", "close"]);
  });

  // tcp-server.ts, halfClose(): why it lingers and does not close.
  test("costs the peer a RST while something that it sent is unread", async () => {
    using pair = await connectedPair({ server: { open: (socket) => socket.pause() } });
    pair.client.socket.write("unread");
    await roundTrip();
    pair.server.socket.end();
    await pair.client.hears("close ECONNRESET");
  });
});

describe("a reset", () => {
  // tcp-server.ts, giveUp(): RST, so that nothing of ours waits for a client that takes nothing.
  test("is what terminate() sends; close() with ECONNRESET is all that the peer is told", async () => {
    using pair = await connectedPair();
    pair.client.socket.terminate();
    await pair.server.hears("close ECONNRESET");
    expect(pair.server.heard).toEqual(["open", "close ECONNRESET"]);
  });

  // Conversation.howItEnded(), tcp-client.ts, close(): bytes left over are what tells this from an orderly end.
  test("that a write meets first looks like a FIN, but for the -1 of that write", async () => {
    using pair = await connectedPair();
    pair.client.socket.terminate();
    expect(pair.server.socket.write("reply")).toBe(-1);
    await pair.server.hears("close");
    expect(pair.server.heard).toEqual(["open", "end", "close"]);
  });

  // tcp-client.ts, end() and close(): the reply is complete at the FIN; the RST after it is about what was sent since.
  test("after a FIN is told after it", async () => {
    using pair = await connectedPair({ server: { open: (socket) => socket.end("REPLY") } });
    await pair.client.hears("end");
    pair.client.socket.write("nobody reads this");
    await pair.client.hears("close EPIPE");
    expect(pair.client.heard).toEqual(["open", "data", "end", "close EPIPE"]);
  });
});

describe("a listener", () => {
  // tcp-server.ts, open(): a client that is turned away has no conversation that data() could find.
  test("calls nothing but close() after end() in open()", async () => {
    using pair = await connectedPair({ server: { open: (socket) => socket.end() } });
    pair.client.socket.write("too late");
    await pair.client.hears("end");
    await roundTrip();
    expect(pair.server.heard).toEqual(["open", "close"]);
  });

  // tcp-server.ts, stop(): nobody new, and those who are there are answered.
  test("that stops refuses new clients and keeps those it has", async () => {
    using pair = await connectedPair({ server: { data: (socket) => socket.write("REPLY") } });
    const { port } = pair.listener;
    pair.listener.stop();
    const attempt = Bun.connect({ hostname: "127.0.0.1", port, socket: { data() {} } });
    expect(await attempt.catch((error) => error)).toMatchObject({ code: "ECONNREFUSED" });
    pair.client.socket.write("sentence");
    await pair.client.hears("data");
    expect(pair.client.text).toBe("REPLY");
  });
});
