/** Addresses in numbers: what counts as one source, and what is none. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { Source } from "../../src/core/source.ts";

function read(address: string): Source {
  const source = new Source();
  source.read(address);
  return source;
}

/** What is counted together under one name. */
function nameOf(address: string): string {
  const { high, low } = read(address);
  return `${high} ${low}`;
}

/** The slow way: every `::` written out, every group in four digits. */
function longForm(address: string): string {
  const [before = "", after] = address.toLowerCase().split("::");
  const left = before === "" ? [] : before.split(":");
  const right = after === undefined || after === "" ? [] : after.split(":");
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return [...left, ...zeros, ...right].map((group) => group.padStart(4, "0")).join(":");
}

const octets = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 255 })));
const plainIPv6 = fc.ipV6().filter((address) => !address.includes("."));

describe("Source.read()", () => {
  test("counts an IPv4 address as itself, also as a dual-stack socket writes it", () => {
    fc.assert(
      fc.property(octets, ([a, b, c, d]) => {
        const { low, high } = read(`${a}.${b}.${c}.${d}`);
        expect(low).toBe(((a as number) * 256 + (b as number)) * 65_536 + (c as number) * 256 + (d as number));
        expect(nameOf(`::ffff:${a}.${b}.${c}.${d}`)).toBe(`${high} ${low}`);
      }),
      { seed: 5 },
    );
  });

  test("counts an IPv6 address by its first 64 bits, however it is written", () => {
    fc.assert(
      fc.property(plainIPv6, (address) => {
        const groups = longForm(address).split(":");
        if (/^fe[89ab]/.test(groups[0] as string)) return;
        const [high, low] = [groups.slice(0, 2), groups.slice(2, 4)].map((half) => Number.parseInt(half.join(""), 16));
        expect(nameOf(address)).toBe(`${high} ${low}`);
        expect(nameOf(longForm(address).toUpperCase())).toBe(`${high} ${low}`);
      }),
      { seed: 5, numRuns: 1_000 },
    );
  });

  test("counts neighbours on a link apart, and each with and without its zone as the same", () => {
    const neighbours = Array.from({ length: 1_000 }, (_, host) => `fe80::${(host * 7 + 1).toString(16)}`);
    expect(new Set(neighbours.map(nameOf)).size).toBe(neighbours.length);
    for (const zone of ["2", "eth0", "eth0.7"]) expect(nameOf(`fe80::1:2%${zone}`)).toBe(nameOf("fe80::1:2"));
    expect(nameOf("febf::1")).not.toBe(nameOf("febf::2"));
    expect(nameOf("fec0::1")).toBe(nameOf("fec0::2"));
  });

  test("knows hosts of one network apart where that is asked for", () => {
    expect(read("2001:db8::1").host).not.toBe(read("2001:db8::2").host);
    expect(read("192.0.2.1").host).not.toBe(read("192.0.2.2").host);
  });

  test("takes no IPv4 address for an IPv6 network", () => {
    const networks = ["::", "::ffff:0:0", "c000:201::", "0:0:0:ffff::"];
    for (const network of networks) expect(nameOf(network)).not.toBe(nameOf("192.0.2.1"));
  });

  test("tells whether the address is another one than before", () => {
    const source = new Source();
    expect(["192.0.2.1", "192.0.2.1", "192.0.2.2", "::1", "::1"].map((address) => source.read(address))).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
    expect(source.isLoopback).toBe(true);
  });

  test.each(["127.0.0.1", "127.255.255.255", "::ffff:127.0.0.1", "::1", "0:0:0:0:0:0:0:1"])(
    "knows %s for loopback, and for an address that somebody has",
    (address) => {
      expect(read(address)).toMatchObject({ isLoopback: true, isNobody: false });
    },
  );

  test.each([
    "0.0.0.0",
    "0.1.2.3",
    "224.0.0.1",
    "239.255.255.255",
    "255.255.255.255",
    "::ffff:224.0.0.1",
    "::",
    "ff02::1",
  ])("knows %s for an address that nobody has", (address) => {
    expect(read(address)).toMatchObject({ isLoopback: false, isNobody: true });
  });

  test.each([
    "1.0.0.1",
    "126.0.0.1",
    "128.0.0.1",
    "223.255.255.255",
    "192.0.2.255",
    "240.0.0.1",
    "2001:db8::1",
    "::2",
    "1::",
    "fe80::1%eth0",
  ])("knows %s for somebody else's", (address) => {
    expect(read(address)).toMatchObject({ isLoopback: false, isNobody: false });
  });
});
