/** Addresses with a zone, and those that stand for this host. */

import { describe, expect, test } from "bun:test";
import { isAnyAddress, isLoopback, loopbackOf, sameEndpoint, withoutZone } from "../../src/core/endpoint.ts";

describe("sameEndpoint() with a zone (RFC 4007 11)", () => {
  const named = { address: "fe80::1%eth0", port: 12_000 };

  test.each(["fe80::1%3", "fe80::1%eth0", "fe80::1"])("takes %s for fe80::1%%eth0", (address) => {
    expect(sameEndpoint(named, { address, port: 12_000 })).toBe(true);
    expect(sameEndpoint({ address, port: 12_000 }, named)).toBe(true);
  });

  test("tells other addresses and other ports apart", () => {
    expect(sameEndpoint(named, { address: "fe80::2%eth0", port: 12_000 })).toBe(false);
    expect(sameEndpoint(named, { address: "fe80::1%3", port: 12_001 })).toBe(false);
    expect(sameEndpoint(named, { address: "fe80::", port: 12_000 })).toBe(false);
  });
});

test("withoutZone() leaves out the zone and nothing else", () => {
  const addresses = ["fe80::1%eth0", "fe80::1%3", "fe80::1%", "fe80::1", "127.0.0.1"];
  expect(addresses.map(withoutZone)).toEqual(["fe80::1", "fe80::1", "fe80::1", "fe80::1", "127.0.0.1"]);
});

describe("isAnyAddress()", () => {
  test.each(["::", "0.0.0.0"])("takes %s for all of a host's", (address) => {
    expect(isAnyAddress(address)).toBe(true);
  });

  test.each(["::1", "127.0.0.1", "0.0.0.1", "10.0.0.0", "fe80::", "localhost"])(
    "does not take %s for it",
    (address) => {
      expect(isAnyAddress(address)).toBe(false);
    },
  );
});

test.each([
  ["::", "::1"],
  ["2001:db8::1", "::1"],
  ["0.0.0.0", "127.0.0.1"],
  ["192.0.2.1", "127.0.0.1"],
])("loopbackOf() keeps to the version of %s: %s", (address, loopback) => {
  expect(loopbackOf(address)).toBe(loopback);
  expect(isLoopback(loopback)).toBe(true);
});
