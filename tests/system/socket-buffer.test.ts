/** How much the kernel keeps for a program that has not read it yet. */

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { raiseReceiveBuffer } from "../../src/system/socket-buffer.ts";

type WithDescriptor = Bun.udp.Socket<"buffer"> & { readonly fd: number };

/** The bookkeeping that Linux adds to what it grants (socket(7)). */
const doubling = 2;

function setting(name: string): number {
  return Number(readFileSync(`/proc/sys/net/core/${name}`, "latin1"));
}

/** CAP_NET_ADMIN is bit 12 of what this process may (capabilities(7)). */
function mayExceedTheMaximum(): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync("/proc/self/status", "latin1"))?.[1];
  return ((BigInt(`0x${effective}`) >> 12n) & 1n) === 1n;
}

describe.skipIf(process.platform !== "linux")("raiseReceiveBuffer() on Linux", () => {
  let socket: WithDescriptor;

  beforeEach(async () => {
    const open = await Bun.udpSocket({ hostname: "127.0.0.1", socket: { data() {}, error() {} } });
    socket = open as WithDescriptor;
  });
  afterEach(() => socket.close());

  test("returns what the kernel keeps now: twice what it grants", () => {
    const wanted = 4 * 1024 * 1024;
    const granted = mayExceedTheMaximum() ? wanted : Math.min(wanted, setting("rmem_max"));
    expect(raiseReceiveBuffer(socket.fd, wanted)).toBe(granted * doubling);
  });

  test("leaves the socket with at least what it had", () => {
    const before = setting("rmem_default");
    expect(raiseReceiveBuffer(socket.fd, before)).toBeGreaterThanOrEqual(before);
  });

  // A system whose administrator gives every socket more than we ask for (net.core.rmem_default).
  test("does not lower what is larger already", () => {
    const before = raiseReceiveBuffer(socket.fd, setting("rmem_max"));
    expect(raiseReceiveBuffer(socket.fd, 4_096)).toBe(before);
  });

  test("makes the kernel keep a burst that it would have dropped: unasked, it keeps 12 of these datagrams", async () => {
    let expected = Number.POSITIVE_INFINITY;
    let received = 0;
    const { promise: all, resolve } = Promise.withResolvers<void>();
    const data = () => void (++received === expected && resolve());
    const receiver = (await Bun.udpSocket({ hostname: "127.0.0.1", socket: { data } })) as WithDescriptor;
    try {
      expected = Math.floor((raiseReceiveBuffer(receiver.fd, 4 * 1024 * 1024) ?? 0) / 32_768);
      expect(expected).toBeGreaterThan(12);
      for (let i = 0; i < expected; i++) socket.send(Buffer.alloc(8_192), receiver.port, "127.0.0.1");
      await all;
    } finally {
      receiver.close();
    }
  });

  test.each([-1, 1_000_000])("returns undefined for %d, which is no socket", (descriptor) => {
    expect(raiseReceiveBuffer(descriptor, 1_000_000)).toBeUndefined();
  });
});

test.skipIf(process.platform === "linux")(
  "raiseReceiveBuffer() returns undefined where the system does not say",
  () => {
    expect(raiseReceiveBuffer(0, 1_000_000)).toBeUndefined();
  },
);
