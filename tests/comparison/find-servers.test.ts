/** Which of the two servers are there: all four cases, several addresses, and ports that only seem to have one. */

import { describe, expect, test } from "bun:test";
import { findServers, type Patience } from "../../src/comparison/find-servers.ts";
import { type Endpoint, endpoint } from "../../src/core/endpoint.ts";
import { answerTcp, answerUdp } from "../programs/scripted.ts";
import { openedTcp, openedUdp } from "../protocol/opened.ts";
import { freePort } from "../support/ports.ts";
import { patienceMs } from "./asking.ts";
import { pages } from "./in-this-process.ts";

const patience = { replyTimeoutMs: patienceMs, connectTimeoutMs: patienceMs };

/** Asks at one port of 127.0.0.1, or at several places. */
function find(servers: number | Endpoint[], asked: Partial<Patience> = {}) {
  const at = typeof servers === "number" ? [endpoint("127.0.0.1", servers)] : servers;
  return findServers(at, pages, { ...patience, ...asked });
}

describe("findServers() at one port", () => {
  test("finds both", async () => {
    await using tcp = openedTcp();
    await using udp = await openedUdp("127.0.0.1", { port: tcp.port });
    expect(await find(tcp.port)).toEqual({ udp: { server: udp.local }, tcp: { server: tcp.local } });
  });

  test("finds UDP alone", async () => {
    await using udp = await openedUdp();
    expect(await find(udp.port)).toEqual({ udp: { server: udp.local }, tcp: { cause: "refused" } });
  });

  test("finds TCP alone", async () => {
    await using tcp = openedTcp();
    expect(await find(tcp.port)).toEqual({ udp: { cause: "refused" }, tcp: { server: tcp.local } });
  });

  test("finds none, and says that both refuse", async () => {
    expect(await find(await freePort())).toEqual({ udp: { cause: "refused" }, tcp: { cause: "refused" } });
  });

  test("says of who listens and never answers that it is silent", async () => {
    using tcp = answerTcp({});
    await using udp = await openedUdp("127.0.0.1", { port: tcp.port });
    const found = await find(tcp.port, { replyTimeoutMs: 10 });
    expect(found).toEqual({ udp: { server: udp.local }, tcp: { cause: "silent" } });
  });

  test("says the same of UDP, after as many tries as the client page makes", async () => {
    using udp = await answerUdp(() => {});
    const { udp: answer } = await find(udp.port, { replyTimeoutMs: 10 });
    expect(answer).toEqual({ cause: "silent" });
    expect(udp.received.length).toBe(4);
  });

  test("waits as long for TCP as for UDP with all its tries", async () => {
    const held = Promise.withResolvers<void>();
    using udp = await answerUdp(({ text }, answer) => {
      // The third try comes after three timeouts: TCP is answered only then.
      if (udp.received.length < 3) return;
      answer(text);
      held.resolve();
    });
    using tcp = answerTcp({ data: (socket, text) => void held.promise.then(() => socket.write(text.toUpperCase())) });
    const [udpAt, tcpAt] = [endpoint("127.0.0.1", udp.port), endpoint("127.0.0.1", tcp.port)];
    const differing = {
      askUdp: (...[message, , ...rest]: Parameters<typeof pages.askUdp>) => pages.askUdp(message, [udpAt], ...rest),
      connectTcp: (...[, ...rest]: Parameters<typeof pages.connectTcp>) => pages.connectTcp([tcpAt], ...rest),
    };
    const found = await findServers([udpAt], differing, { ...patience, replyTimeoutMs: 100 });
    expect(found).toEqual({ udp: { server: udpAt }, tcp: { server: tcpAt } });
  });

  test("takes any answer: whether it is upper case is found out by measuring", async () => {
    using tcp = answerTcp({ data: (socket) => void socket.write("HTTP/1.1 400\r\n") });
    expect(await find(tcp.port)).toMatchObject({ tcp: { server: { port: tcp.port } } });
  });

  test("takes who closes without an answer too: measuring says what that is", async () => {
    using tcp = answerTcp({ open: (socket) => void socket.end() });
    expect(await find(tcp.port)).toMatchObject({ tcp: { server: { port: tcp.port } } });
  });

  test("gives the system's word where there is no way to it", async () => {
    // What the pages return where a system has no route; that they do is tested in networks without one.
    const peer = endpoint("127.0.0.1", 9);
    const without: typeof pages = {
      askUdp: async () => ({ outcome: "not-sendable", peer, code: "EHOSTUNREACH" }),
      connectTcp: async () => [{ peer, cause: "ENETUNREACH", waitedMs: 0 }],
    };
    const found = await findServers([peer], without, patience);
    expect(found).toEqual({ udp: { cause: "EHOSTUNREACH" }, tcp: { cause: "ENETUNREACH" } });
  });
});

describe("findServers() at several addresses of one name", () => {
  test("takes the first where somebody is, for each protocol apart", async () => {
    // TCP's port first: one that is free for UDP may be left over from a connection.
    await using tcp = openedTcp();
    await using udp = await openedUdp("::1", { port: tcp.port });
    const servers = [endpoint("127.0.0.1", udp.port), endpoint("::1", udp.port)];
    expect(await find(servers)).toEqual({ udp: { server: udp.local }, tcp: { server: tcp.local } });
  });

  test("leaves a server that serves one after another ready for the next", async () => {
    let open = 0;
    let most = 0;
    using tcp = answerTcp({
      open: () => {
        most = Math.max(most, ++open);
      },
      data: (socket, text) => void socket.write(text.toUpperCase()),
      end: (socket) => {
        open--;
        socket.end();
      },
    });
    await find(tcp.port);
    await find(tcp.port);
    expect(most).toBe(1);
  });
});
