/** The kernel agrees: the segments that explain mode shows are those that a capture shows. */

import { describe, expect, test } from "bun:test";
import { tell } from "../../src/narration/explain.ts";
import { explainEn } from "../../src/narration/explain-en.ts";
import { connection, figures } from "../narration/sample-events.ts";
import { CapturedNetwork, captureAllowed, type Segment } from "./explain-captured-network.ts";

interface Counts {
  readonly out: number;
  readonly in: number;
  readonly again: number;
}

/** The kernel's figures in a narration, in order. */
function countsIn(narration: string): Counts[] {
  const all = narration.matchAll(/Kernel: (\d+) segments? out, (\d+) in, (\d+) sent again/g);
  return [...all].map(([, out, incoming, again]) => ({ out: Number(out), in: Number(incoming), again: Number(again) }));
}

function sentBy(side: Segment["from"], segments: readonly Segment[]): number {
  return segments.filter(({ from }) => from === side).length;
}

const leavesOutSynAck = tell(
  explainEn,
  { kind: "tcp-figures", when: "connected", ...connection, figures },
  "server",
).implied;

describe.skipIf(!captureAllowed())("The kernel's figures (needs root and tcpdump)", () => {
  test("of a client are the capture's, at the beginning and at the end", async () => {
    await using network = await CapturedNetwork.open();
    await using client = network.client("hello");
    const { code, stderr } = await client.ended();
    const segments = await network.whole();
    expect(code).toBe(0);
    const counts = countsIn(stderr);
    expect(counts[0]).toEqual({ out: 2, in: 1, again: 0 });
    expect(counts.at(-1)).toEqual({ out: sentBy("client", segments), in: sentBy("server", segments), again: 0 });
    expect(segments.length).toBeGreaterThanOrEqual(9);
  });

  test("of a server leave out its SYN-ACK, and that is told", async () => {
    await using network = await CapturedNetwork.open();
    await using client = network.client();
    const narration = () => network.server.text("stderr").replaceAll(/\n {14}/g, " ");
    await network.server.printed(/Kernel: [\s\S]*socket existed\./, "stderr");
    // Nothing is asked yet: SYN, SYN-ACK, ACK.
    expect(countsIn(narration())).toEqual([{ out: 0, in: 2, again: 0 }]);
    expect(narration()).toContain(`○ ${leavesOutSynAck}`);
    await client.write("hello\n");
    client.closeStdin();
    await client.ended();
    const segments = await network.whole();
    expect(segments.slice(0, 3).map(({ from, flags }) => `${from} ${flags}`)).toEqual([
      "client S",
      "server S.",
      "client .",
    ]);
    // The last figures are read between the client's FIN and the server's own; an ACK of the former may stand alone.
    const beforeItsFin = segments.slice(
      0,
      segments.findIndex(({ from, flags }) => from === "server" && flags.includes("F")),
    );
    const beforeClients = segments.slice(
      0,
      segments.findIndex(({ from, flags }) => from === "client" && flags.includes("F")),
    );
    const ended = countsIn(narration()).at(-1);
    expect(ended?.out).toBeGreaterThanOrEqual(sentBy("server", beforeClients) - 1);
    expect(ended?.out).toBeLessThanOrEqual(sentBy("server", beforeItsFin) - 1);
  });

  // Linux sends its SYN again after a second.
  test("count what was sent again, a lost SYN included", async () => {
    const table =
      "table inet first { chain in { type filter hook input priority 0; tcp flags & (syn | ack) == syn numgen inc mod 1000 == 0 counter drop; }; }";
    await using network = await CapturedNetwork.open(`nft '${table}'`);
    await using client = network.client("hello");
    const { code, stderr } = await client.ended();
    const segments = await network.whole();
    expect(code).toBe(0);
    expect(segments.filter(({ flags }) => flags === "S").length).toBe(2);
    expect(countsIn(stderr).at(-1)).toEqual({
      out: sentBy("client", segments),
      in: sentBy("server", segments),
      again: 1,
    });
  }, 20_000);
});
