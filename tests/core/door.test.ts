/** Who may come in. */

import { describe, expect, test } from "bun:test";
import { Door } from "../../src/core/door.ts";
import type { TcpServerOptions } from "../../src/core/server.ts";

/** A server without its sockets: who is in, and how each newcomer fared. */
class Room {
  readonly #door: Door;
  readonly #inside: string[] = [];

  constructor(options: Partial<TcpServerOptions> = {}) {
    this.#door = new Door({ maxConnections: 10_000, ...options });
  }

  get size(): number {
    return this.#inside.length;
  }

  enter(address: string): string {
    const reason = this.#door.turnsAway(address, this.size);
    if (reason !== undefined) return reason;
    this.#inside.push(address);
    return "in";
  }

  leave(address: string): void {
    this.#inside.splice(this.#inside.indexOf(address), 1);
    this.#door.left(address);
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
