/** The event loop as a descriptor: which one it is, and that waiting for it takes nothing from it. */

import { expect, test } from "bun:test";
import { eventLoopDescriptor } from "../../src/system/event-loop.ts";
import { type Libc, libc } from "../../src/system/libc.ts";
import { descriptorOf } from "../../src/system/tcp-figures.ts";
import { connectedPair } from "../runtime/connected-pair.ts";

/** Asks the kernel whether a descriptor is readable now: poll(2) with POLLIN. */
function isReadable(descriptor: number): boolean {
  const polled = new Int32Array([descriptor, 1]);
  return (libc() as Libc).poll(polled, 1, 0) === 1;
}

test.skipIf(process.platform !== "linux")(
  "eventLoopDescriptor() is readable while Bun has something to tell, which Bun tells all the same (needs Linux)",
  async () => {
    using pair = await connectedPair();
    const eventLoop = eventLoopDescriptor(libc() as Libc, descriptorOf(pair.server.socket)) ?? -1;
    expect(eventLoop).toBeGreaterThan(2);
    pair.client.socket.write("hello");
    expect([isReadable(eventLoop), isReadable(eventLoop)]).toEqual([true, true]);
    await pair.server.hears("data");
    expect(pair.server.text).toBe("hello");
  },
);
