/** Compares TCP and UDP: the same sentences both ways, what each costs before, on the wire, and where nobody listens. */

import type { Endpoint } from "../core/endpoint.ts";
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
  const isWhole = end.kind === "done";
  const comparison: Comparison = {
    missing: found.missing,
    firstAnswer: firstAnswer(found, results),
    differences: results.flatMap(({ difference }) => difference ?? []),
    wire: await wire(results, plan, pages, isWhole),
    // What is cut short is not gone on with.
    boundaries: isWhole ? await boundaries(found, plan) : [],
    nobody: isWhole ? await nobody(found, plan, pages) : [],
  };
  return { series: results.flatMap(({ series }) => series), comparison, end };
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

async function wire(
  results: readonly RoundsResult[],
  { connectTimeoutMs }: ComparePlan,
  { connectTcp }: BothPages,
  isWhole: boolean,
): Promise<Wire[]> {
  const wires: Wire[] = [];
  for (const { series, headers } of results) {
    for (const one of series) {
      if (one.protocol === "udp") wires.push(udpWire(one));
      else if (one.way === "one-connection") wires.push(connectionWire(one, headers));
      else if (isWhole) wires.push(await perSentenceWire(one, connectTcp, connectTimeoutMs, headers));
    }
  }
  return wires;
}

async function boundaries({ udp, tcp, embedded }: Found, plan: ComparePlan): Promise<Boundaries[]> {
  const seen: Boundaries[] = [];
  if (udp) seen.push(await messageBoundaries("udp", udp, plan, embedded));
  if (tcp) seen.push(await messageBoundaries("tcp", tcp, plan, embedded));
  return seen;
}

async function nobody({ udp, tcp }: Found, plan: ComparePlan, pages: BothPages): Promise<Nobody[]> {
  const seen: Nobody[] = [];
  const at = (server: Endpoint) => server.address;
  if (udp) seen.push(await sentenceToNobody("udp", at(udp), plan, pages));
  if (tcp) seen.push(await sentenceToNobody("tcp", at(tcp), plan, pages));
  return seen;
}
