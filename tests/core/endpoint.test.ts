/** Addresses and ports. */

import { describe, expect, test } from "bun:test";
import {
  endpoint,
  fitsDatagram,
  formatEndpoint,
  isLoopback,
  maxDatagramBytes,
  normalizeAddress,
  sameEndpoint,
} from "../../src/core/endpoint.ts";

describe("normalizeAddress()", () => {
  test.each([
    ["::ffff:127.0.0.1", "127.0.0.1"],
    ["::FFFF:192.0.2.7", "192.0.2.7"],
    ["127.0.0.1", "127.0.0.1"],
    ["::1", "::1"],
    ["::", "::"],
    ["2001:db8::1", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1%eth0"],
    // IPv4-compatible and NAT64 addresses are IPv6 ones.
    ["::192.0.2.7", "::192.0.2.7"],
    ["64:ff9b::192.0.2.7", "64:ff9b::192.0.2.7"],
  ])("writes %s as %s", (address, plain) => {
    expect(normalizeAddress(address)).toBe(plain);
    expect(endpoint(address, 7)).toEqual({ address: plain, port: 7 });
  });
});

describe("formatEndpoint()", () => {
  test("writes IPv4 plainly and IPv6 in brackets (RFC 5952 6)", () => {
    expect(formatEndpoint({ address: "127.0.0.1", port: 12_000 })).toBe("127.0.0.1:12000");
    expect(formatEndpoint({ address: "::1", port: 12_000 })).toBe("[::1]:12000");
    expect(formatEndpoint({ address: "fe80::1%eth0", port: 1 })).toBe("[fe80::1%eth0]:1");
    expect(formatEndpoint(endpoint("::ffff:10.0.0.1", 65_535))).toBe("10.0.0.1:65535");
  });
});

describe("sameEndpoint()", () => {
  test("compares both the address and the port", () => {
    const one = { address: "127.0.0.1", port: 12_000 };
    expect(sameEndpoint(one, { ...one })).toBe(true);
    expect(sameEndpoint(one, { ...one, port: 12_001 })).toBe(false);
    expect(sameEndpoint(one, { ...one, address: "127.0.0.2" })).toBe(false);
    expect(sameEndpoint(one, endpoint("::ffff:127.0.0.1", 12_000))).toBe(true);
  });
});

describe("isLoopback()", () => {
  test.each(["127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1"])("takes %s for this host's own", (address) => {
    expect(isLoopback(address)).toBe(true);
  });

  test.each(["0.0.0.0", "::", "192.0.2.127", "12.7.0.0", "1.127.0.0", "::ffff:10.0.0.1", "fe80::1", "1270::1"])(
    "does not take %s for it",
    (address) => {
      expect(isLoopback(address)).toBe(false);
    },
  );
});

describe("maxDatagramBytes() and fitsDatagram()", () => {
  test.each([
    ["127.0.0.1", 65_507],
    ["::ffff:127.0.0.1", 65_507],
    ["::1", 65_527],
    ["fe80::1%eth0", 65_527],
  ])("allow to %s at most %i bytes", (address, most) => {
    expect(maxDatagramBytes(address)).toBe(most);
    expect(fitsDatagram(0, address)).toBe(true);
    expect(fitsDatagram(most, address)).toBe(true);
    expect(fitsDatagram(most + 1, address)).toBe(false);
  });
});
