/** Into how many fragments a datagram is cut: by the standard's own steps, and by this kernel's count. */

import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import fc from "fast-check";
import { Points } from "../../src/narration/points.ts";
import { Namespace, namespacesAllowed } from "../protocol/namespace.ts";
import { run } from "../support/running.ts";

const loopback = { 4: "127.0.0.1", 6: "::1" } as const;
type Version = keyof typeof loopback;

/** What is told of a datagram of so many bytes; 0 where nothing is told of fragments. */
function told(version: Version, mtuBytes: number | undefined, bytes: number): number {
  const points = new Points("client");
  const peer = { address: loopback[version], port: 9 };
  points.take({ kind: "path-mtu", peer, mtuBytes });
  const [point] = points.take({
    kind: "datagram-sent",
    local: { address: "::", port: 40_000 },
    peer,
    bytes: new Uint8Array(bytes),
    attempt: 1,
  });
  if (point === undefined) return 0;
  if (point.kind !== "fragmented") throw new TypeError(point.kind);
  expect(point).toMatchObject({ bytes, mtuBytes });
  return point.fragments;
}

/**
 * Lays the fragments out one by one. IPv4: RFC 791 3.2 fills all but the last with a multiple of 8 bytes, and the last
 * one takes what the packet can hold. IPv6: 40 bytes of header and 8 for each fragment (RFC 8200 4.5); Linux keeps the
 * last one to a multiple of 8 as well.
 */
function laidOut(version: Version, mtuBytes: number, bytes: number): number {
  let left = 8 + bytes;
  const header = version === 4 ? 20 : 40;
  if (header + left <= mtuBytes) return 0;
  const most = mtuBytes - (version === 4 ? 20 : 48);
  const last = version === 4 ? most : most - (most % 8);
  let fragments = 1;
  for (; left > last; left -= most - (most % 8)) fragments++;
  return fragments;
}

describe("Points tells of fragments", () => {
  test.each([
    [4, 1_500, 0, 0],
    [4, 1_500, 1_472, 0],
    [4, 1_500, 1_473, 2],
    [4, 1_500, 2_952, 2],
    [4, 1_500, 2_953, 3],
    [4, 1_500, 3_000, 3],
    [4, 1_500, 65_507, 45],
    [4, 65_535, 65_507, 0],
    [4, 9_000, 17_948, 2],
    [4, 1_450, 2_846, 2],
    [6, 1_500, 1_452, 0],
    [6, 1_500, 1_453, 2],
    [6, 1_500, 3_000, 3],
    [6, 1_280, 1_232, 0],
    [6, 1_280, 1_233, 2],
    [6, 65_535, 65_527, 2],
  ] as const)("IPv%d, MTU %d: %d bytes make %d", (version, mtuBytes, bytes, fragments) => {
    expect(told(version, mtuBytes, bytes)).toBe(fragments);
  });

  test("as many as there are when they are laid out, for every size and MTU", () => {
    const mtus = fc.integer({ min: 576, max: 65_535 });
    const property = (version: Version) =>
      fc.property(mtus, fc.nat(65_507), (mtuBytes, bytes) => {
        expect(told(version, mtuBytes, bytes)).toBe(laidOut(version, mtuBytes, bytes));
      });
    fc.assert(property(4), { seed: 12_000, numRuns: 2_000 });
    fc.assert(property(6), { seed: 12_000, numRuns: 2_000 });
  });

  test("nothing where the MTU is not known, and nothing to a server", () => {
    expect(told(4, undefined, 60_000)).toBe(0);
    const server = new Points("server");
    const peer = { address: "127.0.0.1", port: 9 };
    server.take({ kind: "path-mtu", peer, mtuBytes: 1_500 });
    expect(server.take({ kind: "datagram-sent", local: peer, peer, bytes: new Uint8Array(3_000), attempt: 1 })).toEqual(
      [],
    );
  });
});

interface Counted {
  readonly version: Version;
  readonly mtuBytes: number;
  readonly bytes: number;
  readonly fragments: number;
}

describe.skipIf(!namespacesAllowed())("In a network of its own (needs user namespaces)", () => {
  test("Points tells as many fragments as the kernel makes", async () => {
    await using network = await Namespace.open();
    const script = join(import.meta.dir, "explain-count-fragments.ts");
    const { code, stdout, stderr } = await run(network.command(process.execPath, script));
    expect([code, stderr]).toEqual([0, ""]);
    const counted = JSON.parse(stdout) as Counted[];
    expect(counted.length).toBeGreaterThan(50);
    const model = counted.map((one) => ({ ...one, fragments: laidOut(one.version, one.mtuBytes, one.bytes) }));
    expect(model).toEqual(counted);
    const ours = counted.map((one) => ({ ...one, fragments: told(one.version, one.mtuBytes, one.bytes) }));
    expect(ours).toEqual(counted);
  });
});
