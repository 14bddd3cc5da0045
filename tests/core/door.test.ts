/** Who may come in. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { Door } from "../../src/core/door.ts";
import type { TcpServerOptions } from "../../src/core/server.ts";

/** A client that notes whenever it is asked for its address. */
class Guest {
  readonly #address: string | undefined;
  readonly #noteAsked: () => void;

  constructor(address: string | undefined, noteAsked: () => void) {
    this.#address = address;
    this.#noteAsked = noteAsked;
  }

  get remoteAddress(): string | undefined {
    this.#noteAsked();
    return this.#address;
  }
}

/** A server without its sockets: who is in, and how each newcomer fared. */
class Room {
  readonly #door: Door;
  readonly #inside = new Map<Guest, string | undefined>();
  /** How often anybody was asked. */
  asked = 0;

  constructor(options: Partial<TcpServerOptions> = {}, asksAll = false) {
    this.#door = new Door({ maxConnections: 10_000, ...options }, asksAll);
  }

  get size(): number {
    return this.#inside.size;
  }

  enter(address: string | undefined): string {
    const guest = new Guest(address, () => this.asked++);
    const reason = this.#door.turnsAway(guest, this.#inside);
    if (reason === undefined) this.#inside.set(guest, address);
    return reason ?? "in";
  }

  /** Who came first from there leaves. */
  leave(address: string | undefined): void {
    const [guest] = [...this.#inside.keys()].filter((one) => this.#inside.get(one) === address);
    if (guest === undefined) throw new Error(`Nobody is in from ${address}`);
    this.#inside.delete(guest);
    this.#door.left(guest);
  }

  /** How many of so many come in, and why the next one does not. */
  crowd(address: string, count: number): [number, string] {
    let entered = 0;
    let last = "in";
    for (let one = 0; one < count && last === "in"; one++) {
      last = this.enter(address);
      if (last === "in") entered++;
    }
    return [entered, last];
  }
}

describe("Door", () => {
  test("lets in as many as allowed", () => {
    const room = new Room({ maxConnections: 3 });
    expect(room.crowd("127.0.0.1", 5)).toEqual([3, "too-many"]);
    room.leave("127.0.0.1");
    expect(room.enter("192.0.2.1")).toBe("in");
    expect(room.enter("192.0.2.2")).toBe("too-many");
  });

  test("lets in as many from one address as allowed, and another when one has left", () => {
    const room = new Room({ maxPerAddress: 2 });
    expect(room.crowd("192.0.2.1", 5)).toEqual([2, "too-many-from-address"]);
    expect(room.crowd("192.0.2.2", 5)).toEqual([2, "too-many-from-address"]);
    room.leave("192.0.2.1");
    expect(["192.0.2.2", "192.0.2.1", "192.0.2.1"].map((address) => room.enter(address))).toEqual([
      "too-many-from-address",
      "in",
      "too-many-from-address",
    ]);
  });

  test("keeps its count right through any coming and going", () => {
    const room = new Room({ maxPerAddress: 5 });
    for (let round = 0; round < 1_000; round++) {
      expect(room.crowd("192.0.2.1", 9)).toEqual([5, "too-many-from-address"]);
      for (let one = 0; one < 5; one++) room.leave("192.0.2.1");
      expect(room.size).toBe(0);
    }
  });

  test("counts the addresses of one IPv6 network together, and those of loopback not at all", () => {
    const room = new Room({ maxPerAddress: 2 });
    expect(
      ["2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1"].map((address) => room.enter(address)),
    ).toEqual(["in", "in", "too-many-from-address", "in"]);
    room.leave("2001:db8::1");
    expect(room.enter("2001:db8::4")).toBe("in");
    for (const address of ["127.0.0.1", "127.0.0.2", "::1"]) expect(room.crowd(address, 100)).toEqual([100, "in"]);
  });

  test.each([
    [10_000, 1_000],
    [960, 100],
    [2_500, 250],
    [50, 50],
  ])("of %i connections lets one address have %i, by default", (maxConnections, most) => {
    expect(new Room({ maxConnections }).crowd("192.0.2.1", 20_000)[0]).toBe(most);
  });

  test("counts nobody where there is no limit", () => {
    expect(new Room({ maxPerAddress: 0 }).crowd("192.0.2.1", 20_000)).toEqual([10_000, "too-many"]);
  });

  test("asks nobody for an address while fewer are in than one address may have", () => {
    const room = new Room({ maxPerAddress: 50 });
    expect([room.crowd("192.0.2.1", 50), room.asked]).toEqual([[50, "in"], 0]);
    expect(room.enter("192.0.2.2")).toBe("in");
    expect(room.asked).toBe(51);
    for (let one = 0; one < 30; one++) room.leave("192.0.2.1");
    expect([room.enter("192.0.2.3"), room.asked]).toEqual(["in", 51]);
  });

  test("counts on until half have left, so that coming and going at the limit asks each once", () => {
    const room = new Room({ maxPerAddress: 50 });
    room.crowd("192.0.2.1", 50);
    for (let round = 0; round < 100; round++) {
      expect(room.enter("192.0.2.1")).toBe("too-many-from-address");
      room.leave("192.0.2.1");
      expect(room.enter("192.0.2.1")).toBe("in");
    }
    expect(room.asked).toBe(50 + 200);
  });

  test("knows however they come and go how many are in from where", () => {
    const steps = fc.array(fc.record({ from: fc.nat(4), comes: fc.boolean() }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), steps, (maxPerAddress, all) => {
        const room = new Room({ maxPerAddress });
        const inside = [0, 0, 0, 0, 0];
        for (const { from, comes } of all) {
          const there = inside[from] as number;
          if (comes) expect(room.enter(`192.0.2.${from}`)).toBe(there < maxPerAddress ? "in" : "too-many-from-address");
          else if (there > 0) room.leave(`192.0.2.${from}`);
          inside[from] = comes ? Math.min(there + 1, maxPerAddress) : Math.max(there - 1, 0);
        }
      }),
    );
  });

  test("notices who is gone before it came in, where it asks", () => {
    expect(new Room({}, true).enter(undefined)).toBe("gone");
    expect(new Room({ isAllowed: () => true }).enter(undefined)).toBe("gone");
    const room = new Room({ maxPerAddress: 1 });
    expect(["192.0.2.1", undefined, "192.0.2.1"].map((address) => room.enter(address))).toEqual([
      "in",
      "gone",
      "too-many-from-address",
    ]);
  });

  test("counts nobody who reset while it was in", () => {
    const room = new Room({ maxPerAddress: 2 });
    expect([undefined, "192.0.2.1", "192.0.2.1", "192.0.2.1"].map((address) => room.enter(address))).toEqual([
      "in",
      "in",
      "in",
      "too-many-from-address",
    ]);
    room.leave(undefined);
    expect(room.enter("192.0.2.1")).toBe("too-many-from-address");
  });

  test("lets in only who is allowed, and counts nobody else", () => {
    const room = new Room({ maxPerAddress: 1, isAllowed: (address) => address === "192.0.2.1" });
    expect(["192.0.2.2", "127.0.0.1", "192.0.2.1", "192.0.2.1"].map((address) => room.enter(address))).toEqual([
      "not-allowed",
      "not-allowed",
      "in",
      "too-many-from-address",
    ]);
  });
});
