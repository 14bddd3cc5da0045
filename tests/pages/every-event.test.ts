/** Nothing is told that never happens: every kind of event comes from a real socket, and every finer point from real events. */

import { beforeAll, describe, expect, test } from "bun:test";
import { explainEn } from "../../src/narration/explain-en.ts";
import { Namespace, namespacesAllowed } from "../protocol/namespace.ts";
import { compiled } from "../support/compiled.ts";
import { freePort } from "../support/ports.ts";
import { run } from "../support/running.ts";
import { everythingOverTcp } from "./every-event-tcp.ts";
import { ToldSoFar } from "./every-event-told.ts";
import { everythingOverUdp } from "./every-event-udp.ts";

const told = new ToldSoFar();
beforeAll(async () => {
  await everythingOverUdp(told);
  await everythingOverTcp(told);
});

function sorted(words: Iterable<string>): string[] {
  return [...words].sort();
}

/** What a compiled client tells of one sentence that nobody hears, each of its texts in one line. */
async function explained(command: string[]): Promise<string> {
  const { stderr } = await run(command);
  return stderr.replaceAll(/\n {14}/g, " ");
}

/** The step with its sizes, and the point that follows from them. */
const fragmentsSentence =
  /● 3,000 bytes to 127\.0\.0\.1:\d+ in one datagram\..*! 3,000 bytes do not fit packets of 1,500: IP cuts this datagram into 3 fragments\./s;

describe("Real sockets", () => {
  test("make the pages tell every kind of event", async () => {
    const nobody = `${await freePort()}`;
    const text = await explained([compiled("udp-client"), "-H", "localhost", "-p", nobody, "--explain", "hello"]);
    // The one kind that no page tells, but the program around the client.
    expect(text).toMatch(/getaddrinfo\(\) +Bun\.dns\.lookup\(host\)\n +● localhost is [\d.:, ]+\./);
    expect(told.kinds).not.toContain("name-resolved");
    expect(sorted([...told.kinds, "name-resolved"])).toEqual(sorted(Object.keys(explainEn.tell)));
  });

  test.skipIf(!namespacesAllowed())("amount to every finer point (needs user namespaces)", async () => {
    await using network = await Namespace.open("ip link set lo mtu 1500");
    const client = [compiled("udp-client"), "-H", "127.0.0.1", "-p", "9", "--explain", "a".repeat(3_000)];
    expect(await explained(network.command(...client))).toMatch(fragmentsSentence);
    expect(told.points).not.toContain("fragmented");
    expect(sorted([...told.points, "fragmented"])).toEqual(sorted(Object.keys(explainEn.point)));
  });
});
