/** Sends datagrams over a loopback of several MTUs, and prints how many fragments the kernel made of each. */

import { readFileSync } from "node:fs";

/** What the kernel has counted so far (`FragCreates`, RFC 4293). */
function fragmentsMade(version: 4 | 6): number {
  if (version === 6) return Number(/^Ip6FragCreates\s+(\d+)/m.exec(readFileSync("/proc/net/snmp6", "latin1"))?.[1]);
  const [names = [], values = []] = readFileSync("/proc/net/snmp", "latin1")
    .split("\n")
    .filter((line) => line.startsWith("Ip:"))
    .map((line) => line.split(" "));
  return Number(values[names.indexOf("FragCreates")]);
}

const counted = [];
// Below 1,280 the kernel takes IPv6 off the interface (RFC 8200 5), for good: so that one is the last.
for (const mtuBytes of [1_500, 1_492, 1_450, 1_286, 1_280, 9_000, 1_006]) {
  Bun.spawnSync(["ip", "link", "set", "lo", "mtu", `${mtuBytes}`]);
  for (const version of [4, 6] as const) {
    if (version === 6 && mtuBytes < 1_280) continue;
    const address = version === 4 ? "127.0.0.1" : "::1";
    const fits = mtuBytes - (version === 4 ? 28 : 48);
    const socket = await Bun.udpSocket({ hostname: address, socket: { error() {} } });
    const receiver = await Bun.udpSocket({ hostname: address, socket: { data() {} } });
    // Where it stops fitting; and where the last of two fragments has no room left, to the byte.
    const second = fits + (mtuBytes - (version === 4 ? 20 : 48));
    for (const bytes of [
      1,
      fits,
      fits + 1,
      second - 15,
      second - 8,
      second - 7,
      second - 1,
      second,
      second + 1,
      3_000,
    ]) {
      const before = fragmentsMade(version);
      socket.send(new Uint8Array(bytes), receiver.port, address);
      counted.push({ version, mtuBytes, bytes, fragments: fragmentsMade(version) - before });
    }
    socket.close();
    receiver.close();
  }
}
console.log(JSON.stringify(counted));
