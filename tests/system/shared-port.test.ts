/** A port for several sockets of ours, and for nobody else's. */

import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { reusingPort } from "../../src/system/reusing-port.ts";
import { holdPort, isPortSharable } from "../../src/system/shared-port.ts";
import { Changes } from "../protocol/changes.ts";
import { hasIPv6 } from "./loopback.ts";

type Protocol = "udp" | "tcp";

const sharing = { udp: reusingPort, tcp: { reusePort: true } };
const protocols: readonly Protocol[] = ["udp", "tcp"];
const addresses = hasIPv6 ? ["127.0.0.1", "0.0.0.0", "::1", "::"] : ["127.0.0.1", "0.0.0.0"];
const places = protocols.flatMap((protocol) => addresses.map((address) => [protocol, address] as const));

/** A server's socket, and how much came to it: datagrams or connections. */
class Served implements Disposable {
  port = 0;
  came = 0;
  close = () => {};

  static async at(protocol: Protocol, hostname: string, port: number, options: object, changes = new Changes()) {
    const served = new Served();
    const count = () => {
      served.came++;
      changes.tell();
    };
    if (protocol === "udp") {
      const socket = await Bun.udpSocket({ hostname, port, ...options, socket: { data: count, error() {} } });
      served.port = socket.port;
      served.close = () => socket.close();
    } else {
      const socket = Bun.listen({ hostname, port, ...options, socket: { open: count, data() {}, error() {} } });
      served.port = socket.port;
      served.close = () => socket.stop(true);
    }
    return served;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

function codeOf(error: unknown): unknown {
  return (error as { code?: string }).code;
}

/** What a socket meets there that shares with nobody. */
async function bind(protocol: Protocol, address: string, port: number): Promise<unknown> {
  try {
    using _ = await Served.at(protocol, address, port, {});
    return "is open";
  } catch (error) {
    return codeOf(error);
  }
}

/** What another server of ours meets there. */
function hold(protocol: Protocol, address: string, port: number): unknown {
  try {
    holdPort(protocol, { address, port }).release();
    return "is held";
  } catch (error) {
    return codeOf(error);
  }
}

/** Sends a datagram, or connects, from so many ports. */
async function comeFrom(sources: number, protocol: Protocol, hostname: string, port: number): Promise<void> {
  for (let source = 0; source < sources; source++) {
    if (protocol === "udp") {
      const socket = await Bun.udpSocket({ hostname, socket: { data() {}, error() {} } });
      socket.send("x", port, hostname);
      socket.close();
    } else (await Bun.connect({ hostname, port, socket: { data() {}, error() {} } })).terminate();
  }
}

/** Connections of a port that are in TIME_WAIT: state 06 in proc(5)'s net/tcp. */
function timeWaits(port: number): number {
  const local = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const rows = readFileSync("/proc/net/tcp", "latin1")
    .split("\n")
    .map((row) => row.trim().split(/\s+/));
  return rows.filter(([, address, , state]) => address?.endsWith(local) && state === "06").length;
}

const nothing = ["EADDRINUSE", "EADDRINUSE"];

describe.skipIf(!isPortSharable()).each(places)("holdPort() of %s at %s (Linux)", (protocol, address) => {
  const othersMeet = async (port: number) => [await bind(protocol, address, port), hold(protocol, address, port)];
  const share = (port: number, changes?: Changes) => Served.at(protocol, address, port, sharing[protocol], changes);

  test("keeps others out, before our sockets come, beside them and after them", async () => {
    const held = holdPort(protocol, { address, port: 0 });
    expect(await othersMeet(held.port)).toEqual(nothing);
    for (let round = 0; round < 2; round++) {
      using _one = await share(held.port);
      using _other = await share(held.port);
      expect(await othersMeet(held.port)).toEqual(nothing);
    }
    expect(await othersMeet(held.port)).toEqual(nothing);
    held.release();
    expect(await othersMeet(held.port)).toEqual(["is open", "is held"]);
  });

  test("cannot have a port that a socket has, whether that one shares or not", async () => {
    for (const options of [{}, sharing[protocol]]) {
      using there = await Served.at(protocol, address, 0, options);
      expect(hold(protocol, address, there.port)).toBe("EADDRINUSE");
    }
  });

  test("has nothing of what comes, and that is spread evenly", async () => {
    const held = holdPort(protocol, { address, port: 0 });
    const changes = new Changes();
    using first = await share(held.port, changes);
    using second = await share(held.port, changes);
    first.close();
    using third = await share(held.port, changes);
    const sources = 400;
    await comeFrom(sources, protocol, address.includes(":") ? "::1" : "127.0.0.1", held.port);
    await changes.until(() => second.came + third.came === sources);
    // With the held one among them, one would have twice as much as the other. Six standard deviations are 60.
    expect(Math.abs(second.came - sources / 2)).toBeLessThan(60);
    held.release();
  });
});

describe.skipIf(!isPortSharable())("holdPort() (Linux)", () => {
  const host = "127.0.0.1";
  const noHandlers = { data() {}, error() {} };

  test("gets past connections of TCP in TIME_WAIT, and keeps others out then, too", async () => {
    const served = await Served.at("tcp", host, 0, {});
    const { port } = served;
    const ended = Promise.withResolvers<void>();
    await Bun.connect({ hostname: host, port, socket: { ...noHandlers, close: () => ended.resolve() } });
    served.close(); // it closes first, so TIME_WAIT is its own
    await ended.promise;
    expect(timeWaits(port)).toBe(1);
    const held = holdPort("tcp", { address: host, port });
    expect([await bind("tcp", host, port), hold("tcp", host, port)]).toEqual(nothing);
    using _ = await Served.at("tcp", host, port, sharing.tcp);
    held.release();
  });

  test("does not listen", async () => {
    const held = holdPort("tcp", { address: host, port: 0 });
    const connecting = Bun.connect({ hostname: host, port: held.port, socket: noHandlers });
    await expect(connecting).rejects.toMatchObject({ code: "ECONNREFUSED" });
    held.release();
  });

  test.each(protocols)("of %s lets the other protocol have the same port", (protocol) => {
    // A port that TCP chooses: one that UDP chooses may be that of a TCP connection.
    const { port, release } = holdPort("tcp", { address: host, port: 0 });
    release();
    const held = holdPort(protocol, { address: host, port });
    expect(hold(protocol === "udp" ? "tcp" : "udp", host, held.port)).toBe("is held");
    held.release();
  });

  test.each(protocols)("of %s throws the kernel's word", (protocol) => {
    expect(hold(protocol, "192.0.2.1", 0)).toBe("EADDRNOTAVAIL");
  });
});
