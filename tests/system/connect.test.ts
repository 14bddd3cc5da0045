/** A connection with an end to the wait. */

import { describe, expect, test } from "bun:test";
import { endpoint } from "../../src/core/endpoint.ts";
import { connectOrCause } from "../../src/system/connect.ts";

const loopback = endpoint("127.0.0.1", 1);

/** A socket that tells when it is abandoned. */
function abandonable() {
  const { promise: abandoned, resolve: terminate } = Promise.withResolvers<void>();
  return { abandoned, terminate };
}

function after<Value>(promise: Promise<Value>): Promise<"it" | "something else"> {
  return Promise.race([
    promise.then(() => "it" as const),
    new Promise<"something else">((r) => setImmediate(r, "something else")),
  ]);
}

describe("connectOrCause()", () => {
  test("resolves with the socket, when there is one in time, and leaves it alone", async () => {
    const socket = abandonable();
    expect(await connectOrCause(loopback, 60_000, async () => socket)).toBe(socket);
    expect(await after(socket.abandoned)).toBe("something else");
  });

  test("resolves with a connection to a real server", async () => {
    using listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
    const { port } = listener;
    const connected = await connectOrCause(endpoint("127.0.0.1", port), 60_000, () =>
      Bun.connect({ hostname: "127.0.0.1", port, socket: { data() {} } }),
    );
    if ("cause" in connected) throw new Error(connected.cause);
    expect(connected.remotePort).toBe(port);
    connected.end();
  });

  test("says ECONNREFUSED of a loopback port where nothing listens", async () => {
    const notConnected = await connectOrCause(loopback, 60_000, () =>
      Bun.connect({ hostname: loopback.address, port: loopback.port, socket: { data() {} } }),
    );
    expect(notConnected).toEqual({ cause: "ECONNREFUSED", waitedMs: expect.any(Number) });
  });

  test("says timeout, when the wait ends first, and terminates the socket that comes later", async () => {
    const socket = abandonable();
    const { promise: attempt, resolve } = Promise.withResolvers<typeof socket>();
    expect(await connectOrCause(loopback, 1, () => attempt)).toEqual({ cause: "timeout", waitedMs: 1 });
    resolve(socket);
    await socket.abandoned;
  });

  test("keeps quiet, when the attempt fails after the wait", async () => {
    const { promise: attempt, reject } = Promise.withResolvers<ReturnType<typeof abandonable>>();
    expect(await connectOrCause(loopback, 1, () => attempt)).toEqual({ cause: "timeout", waitedMs: 1 });
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => void unhandled.push(reason);
    process.on("unhandledRejection", note);
    reject(new Error("refused, at last"));
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
  });

  test("does not call a mistake of ours a refusal", async () => {
    const mistake = new TypeError("not an option");
    const attempt = connectOrCause(loopback, 60_000, () => Promise.reject<ReturnType<typeof abandonable>>(mistake));
    expect(await attempt.catch((error) => error)).toBe(mistake);
  });
});
