/** Which addresses are this host's own. */

import { describe, expect, test } from "bun:test";
import { networkInterfaces } from "node:os";
import { isOwnAddress } from "../../src/system/own-addresses.ts";

const interfaceAddresses = Object.values(networkInterfaces()).flatMap((ones) =>
  (ones ?? []).map(({ address }) => address),
);

describe("isOwnAddress()", () => {
  test.each(["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])("is true of loopback's %s", (address) => {
    expect(isOwnAddress(address)).toBe(true);
  });

  test("is true of every interface's own addresses, also as a dual-stack socket writes them, and with a scope", () => {
    const written = interfaceAddresses.flatMap((address) =>
      address.includes(":") ? [address, `${address}%eth0`] : [address, `::ffff:${address}`],
    );
    expect(written.filter((address) => !isOwnAddress(address))).toEqual([]);
  });

  // What is sent to the unspecified address comes to this host; no honest datagram comes from any of these.
  test.each(["0.0.0.0", "::", "224.0.0.1"])("is true of %s, which no other host has", (address) => {
    expect(isOwnAddress(address)).toBe(true);
  });

  // Documentation's (RFC 5737, RFC 3849).
  test.each(["192.0.2.1", "::ffff:192.0.2.1", "2001:db8::1", "fe80::dead:beef%lo"])("is false of %s", (address) => {
    expect(isOwnAddress(address)).toBe(false);
  });
});
