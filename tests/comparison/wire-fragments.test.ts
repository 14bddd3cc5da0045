/** What a large datagram is on the wire: the fragments that it is cut into. */

import { describe, expect, test } from "bun:test";
import { udpWire } from "../../src/comparison/wire.ts";
import { newCounts } from "../../src/measurement/ledger.ts";
import { seriesOf } from "./text-builders.ts";

function wireOf(address: string, sentenceBytes: number) {
  const counts = { ...newCounts(), sent: 10, answered: 8 };
  const series = seriesOf("datagrams", { peer: { address, port: 9 }, sentenceBytes, counts });
  const { packetsOut, packetsIn, packets, headerBytesPerSentence } = udpWire(series, 1_500);
  return { packetsOut, packetsIn, packets, headerBytesPerSentence };
}

describe("udpWire() where packets have 1,500 bytes at most", () => {
  test.each([
    ["192.0.2.1", 1_472, 28],
    ["2001:db8::1", 1_452, 48],
  ])("counts a datagram to %s of %i bytes as one packet, observed", (address, bytes, headers) => {
    expect(wireOf(address, bytes)).toEqual({
      packetsOut: 10,
      packetsIn: 8,
      packets: "observed",
      headerBytesPerSentence: (18 * headers) / 10,
    });
  });

  test.each([
    ["192.0.2.1", 1_473, 2, 2 * 20 + 8],
    // 1,480 bytes in each but the last: five of them carry 7,400 of the 8,200.
    ["192.0.2.1", 8_192, 6, 6 * 20 + 8],
    // 1,448 in each: IPv6 and its fragment header take 48.
    ["2001:db8::1", 1_453, 2, 2 * 48 + 8],
    ["2001:db8::1", 8_192, 6, 6 * 48 + 8],
  ])("computes what a datagram to %s of %i bytes is cut into: %i", (address, bytes, fragments, headers) => {
    expect(wireOf(address, bytes)).toEqual({
      packetsOut: 10 * fragments,
      packetsIn: 8 * fragments,
      packets: "computed",
      headerBytesPerSentence: (18 * headers) / 10,
    });
  });
});
