/** How Bun's TCP sockets come about, and what is said where they do not. */

import { describe, expect, test } from "bun:test";
import { endpoint } from "../../src/core/endpoint.ts";
import { hasNamespaces, inNamespace, loopbackUp } from "../system/namespace.ts";
import type { Said } from "../system/say-causes.ts";
import { connectedPair, roundTrip, Side } from "./connected-pair.ts";

const silent = { data() {} };

describe("Bun.connect()", () => {
  // tcp-client.ts, connectToOne(): open() has filled in `local` before the connection is handed out.
  test("calls open() before it resolves, with the addresses of both ends", async () => {
    using listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: silent });
    const opened: unknown[] = [];
    const socket = await Bun.connect({
      hostname: "127.0.0.1",
      port: listener.port,
      socket: { ...silent, open: (one) => void opened.push([one.localAddress, one.localPort, one.remotePort]) },
    });
    expect(opened).toEqual([["127.0.0.1", socket.localPort, listener.port]]);
    expect(socket.localPort).toBeGreaterThan(0);
    socket.end();
  });

  // tcp-client.ts: a server may speak first, and a turned-away client hears FIN at once.
  test("loses nothing of a server that speaks and closes at once", async () => {
    using pair = await connectedPair({ server: { open: (socket) => socket.end("busy") } });
    await pair.client.hears("end");
    expect(pair.client.heard).toEqual(["open", "data", "end"]);
    expect(pair.client.text).toBe("busy");
  });

  // tcp-client.ts: a refused attempt is told by its result alone; close() would tell the observer of a socket.
  test("rejects with ECONNREFUSED where nothing listens, and calls no handler but connectError()", async () => {
    const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: silent });
    const { port } = listener;
    listener.stop(true);
    const side = new Side();
    const connectErrors: unknown[] = [];
    const connectError = (_socket: unknown, error: Error) => void connectErrors.push(error);
    const attempt = Bun.connect({ hostname: "127.0.0.1", port, socket: { ...side.handlers, connectError } });
    expect(await attempt.catch((error) => error)).toMatchObject({ code: "ECONNREFUSED" });
    await roundTrip();
    expect(side.heard).toEqual([]);
    expect(connectErrors).toMatchObject([{ code: "ECONNREFUSED" }]);
  });

  // connect.ts: why it is not believed. connect-cause.test.ts has more that it calls ECONNREFUSED.
  test.skipIf(!hasNamespaces())("calls ENETUNREACH ECONNREFUSED (needs user namespaces)", async () => {
    const peers = JSON.stringify([endpoint("192.0.2.1", 12_000)]);
    const said = (await inNamespace(loopbackUp, "say-causes.ts", peers, "60000")) as Said[];
    expect(said).toMatchObject([{ bun: "ECONNREFUSED", kernel: "ENETUNREACH" }]);
  });
});

describe("Bun.listen()", () => {
  // addresses.ts, anyAddress(); endpoint.ts, normalizeAddress().
  test("on :: takes IPv4 too, and shows such a peer as ::ffff:a.b.c.d", async () => {
    const { promise: shown, resolve } = Promise.withResolvers<string[]>();
    const open = (socket: Bun.Socket) => resolve([socket.remoteAddress, socket.localAddress]);
    using listener = Bun.listen({ hostname: "::", port: 0, socket: { ...silent, open } });
    const socket = await Bun.connect({ hostname: "127.0.0.1", port: listener.port, socket: silent });
    expect(await shown).toEqual(["::ffff:127.0.0.1", "::ffff:127.0.0.1"]);
    socket.end();
  });

  // tcp-server.ts: `local` is the address that was asked for and the port that the kernel gave.
  test("tells its address and its port", () => {
    using listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: silent });
    expect(listener.hostname).toBe("127.0.0.1");
    expect(listener.port).toBeGreaterThan(0);
  });

  // run-server.ts, openOrTell(): the messages go by these words.
  test("throws EADDRINUSE, EADDRNOTAVAIL", () => {
    using listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: silent });
    const code = (hostname: string, port: number) => {
      try {
        Bun.listen({ hostname, port, socket: silent }).stop();
        return "listens";
      } catch (error) {
        return error;
      }
    };
    expect(code("127.0.0.1", listener.port)).toMatchObject({ code: "EADDRINUSE" });
    expect(code("192.0.2.1", 0)).toMatchObject({ code: "EADDRNOTAVAIL" });
  });
});
