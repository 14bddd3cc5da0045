/** Compares TCP and UDP: the same sentences both ways, what each costs before, on the wire, and where nobody listens. */

import type { Pages } from "../measurement/measure.ts";
import type { End, Protocol, Series } from "../measurement/record.ts";
import { messageBoundaries } from "./boundaries.ts";
import type { EmbeddedServers } from "./embedded-servers.ts";
import { sentenceToNobody } from "./nobody.ts";
import type { CompareHooks, ComparePlan, Servers } from "./plan.ts";
import type { Boundaries, Comparison, FirstAnswer, Nobody, Wire } from "./record.ts";
import { Rounds, type RoundsResult } from "./rounds.ts";
import { connectionWire, perSentenceWire, udpWire } from "./wire.ts";

export interface Found extends Servers {
  /** The servers are on this host. */
  readonly sameHost: boolean;
  readonly missing: Comparison["missing"];
  /** The servers that this program started itself. */
  readonly embedded: EmbeddedServers | undefined;
}

export interface Compared {
  readonly series: readonly Series[];
  readonly comparison: Comparison;
  readonly end: End;
}

/** Both pages: a comparison needs them whichever client it is started from. */
export type BothPages = Required<Pages>;

export async function compare(
  plan: ComparePlan,
  found: Found,
  pages: BothPages,
  hooks: CompareHooks,
): Promise<Compared> {
  const results: RoundsResult[] = [];
  for (const [index, sentenceBytes] of plan.sizes.entries()) {
    const onProgress = (share: number) => hooks.onProgress?.((index + share) / plan.sizes.length);
    const rounds = new Rounds(plan, found.sameHost, pages, { ...hooks, onProgress });
    results.push(await rounds.run(found, sentenceBytes, index === 0));
    if (results.at(-1)?.end.kind !== "done") break;
  }
  const end = results.at(-1)?.end ?? { kind: "done" };
  const seen: Seen = { wire: [], boundaries: [], nobody: [] };
  await Promise.race([lookAround(seen, results, { plan, found, pages }), aborted(hooks.signal)]);
  const { wire, boundaries, nobody } = seen;
  const comparison: Comparison = {
    missing: found.missing,
    firstAnswer: firstAnswer(found, results),
    differences: results.flatMap(({ difference }) => difference ?? []),
    // What is looked at when we are interrupted may still come, and is too late.
    ...{ wire: [...wire], boundaries: [...boundaries], nobody: [...nobody] },
  };
  const isCutShort = end.kind === "done" && hooks.signal.aborted;
  return {
    series: results.flatMap(({ series }) => series),
    comparison,
    end: isCutShort ? { kind: "interrupted" } : end,
  };
}

/** What there is to be seen beside the exchanges, as far as it was looked at. */
interface Seen {
  readonly wire: Wire[];
  readonly boundaries: Boundaries[];
  readonly nobody: Nobody[];
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => resolve());
  if (signal.aborted) resolve();
  return promise;
}

interface Around {
  readonly plan: ComparePlan;
  readonly found: Found;
  readonly pages: BothPages;
}

async function lookAround(seen: Seen, results: readonly RoundsResult[], { plan, found, pages }: Around): Promise<void> {
  const { udp, tcp, embedded } = found;
  const isWhole = results.every(({ end }) => end.kind === "done");
  await lookAtWire(seen, results, { plan, found, pages }, isWhole);
  // What is cut short is not gone on with.
  if (!isWhole) return;
  if (udp) seen.boundaries.push(await messageBoundaries("udp", udp, plan, embedded));
  if (tcp) seen.boundaries.push(await messageBoundaries("tcp", tcp, plan, embedded));
  if (udp) seen.nobody.push(await sentenceToNobody("udp", udp.address, plan, pages));
  if (tcp) seen.nobody.push(await sentenceToNobody("tcp", tcp.address, plan, pages));
}

async function lookAtWire(
  { wire }: Seen,
  results: readonly RoundsResult[],
  { plan, pages }: Around,
  isWhole: boolean,
): Promise<void> {
  for (const { series, headers } of results) {
    for (const one of series) {
      if (one.protocol === "udp") wire.push(udpWire(one));
      else if (one.way === "one-connection") wire.push(connectionWire(one, headers));
      else if (isWhole) wire.push(await perSentenceWire(one, pages.connectTcp, plan.connectTimeoutMs, headers));
    }
  }
}

function firstAnswer({ udp, tcp }: Servers, [first]: readonly RoundsResult[]): Comparison["firstAnswer"] {
  const connect = first?.series.find(({ way }) => way === "connection-per-sentence");
  const of = (protocol: Protocol, predictedRoundTrips: number): FirstAnswer => ({
    predictedRoundTrips,
    measuredMs: first?.firstAnswerMs[protocol] ?? null,
    connectMs: protocol === "tcp" ? (connect?.connectMs ?? null) : null,
  });
  const udpFirst = udp === undefined ? null : of("udp", 1);
  const tcpFirst = tcp === undefined ? null : of("tcp", 2);
  const [udpMs, tcpMs] = [udpFirst?.measuredMs?.medianMs, tcpFirst?.measuredMs?.medianMs];
  return { udp: udpFirst, tcp: tcpFirst, ratio: udpMs === undefined || tcpMs === undefined ? null : tcpMs / udpMs };
}
