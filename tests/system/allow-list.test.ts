/** Lists of addresses and networks. */

import { describe, expect, test } from "bun:test";
import { AllowList } from "../../src/system/allow-list.ts";

function listOf(...networks: string[]): AllowList {
  const list = new AllowList();
  expect(networks.filter((network) => !list.add(network))).toEqual([]);
  return list;
}

describe("AllowList.has()", () => {
  test.each([
    [
      "192.0.2.7",
      ["192.0.2.7", "::ffff:192.0.2.7", "::FFFF:192.0.2.7"],
      ["192.0.2.6", "192.0.2.8", "::ffff:192.0.2.8"],
    ],
    ["192.0.2.0/24", ["192.0.2.0", "192.0.2.255", "::ffff:192.0.2.9"], ["192.0.1.255", "192.0.3.0"]],
    ["192.0.2.77/24", ["192.0.2.0", "192.0.2.255"], ["192.0.3.0"]],
    ["192.0.2.128/25", ["192.0.2.128", "192.0.2.255"], ["192.0.2.127"]],
    ["::ffff:192.0.2.0/120", ["192.0.2.0", "::ffff:192.0.2.255"], ["192.0.3.0", "::1"]],
    ["::ffff:192.0.2.7", ["192.0.2.7"], ["192.0.2.8"]],
    ["0.0.0.0/0", ["192.0.2.7", "::ffff:192.0.2.7", "255.255.255.255"], ["::1", "2001:db8::1"]],
    ["::/0", ["::1", "2001:db8::1", "fe80::1%eth0"], ["192.0.2.7", "::ffff:192.0.2.7"]],
    ["2001:db8::/32", ["2001:db8::", "2001:db8:ffff::1", "2001:DB8:0:0:0:0:0:1"], ["2001:db9::", "192.0.2.7"]],
    ["2001:db8::1", ["2001:db8::1", "2001:0db8:0::0001"], ["2001:db8::2"]],
    ["fe80::/10", ["fe80::1", "fe80::1%eth0", "febf::1%2"], ["fec0::1"]],
  ])("by %s has %j, and not %j", (network, those, others) => {
    const list = listOf(network);
    expect(those.filter((address) => !list.has(address))).toEqual([]);
    expect(others.filter((address) => list.has(address))).toEqual([]);
  });

  test("has all that any of its networks has, and nobody by itself", () => {
    const list = listOf("192.0.2.0/25", "198.51.100.1", "2001:db8::/64");
    const those = ["192.0.2.1", "198.51.100.1", "2001:db8::5"];
    expect(those.filter((address) => !list.has(address))).toEqual([]);
    expect(["192.0.2.128", "198.51.100.2", "2001:db8:0:1::"].filter((address) => list.has(address))).toEqual([]);
    expect(those.filter((address) => new AllowList().has(address))).toEqual([]);
  });
});

describe("AllowList.add()", () => {
  test.each([
    ...["", "localhost", "192.0.2", "192.0.2.256", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/", "192.0.2.0/24/8"],
    ...["192.0.2.0/255.255.255.0", "192.0.2.0/8x", "/24", "2001:db8::/129", "2001:db8", "fe80::1%eth0", "[::1]", "*"],
    ...["::ffff:192.0.2.0/95", "0x7f.1", "192.0.2.1-9", " 192.0.2.1"],
  ])("takes %j for neither an address nor a network", (network) => {
    const list = new AllowList();
    expect(list.add(network)).toBe(false);
    expect(list.has("192.0.2.0")).toBe(false);
  });
});
