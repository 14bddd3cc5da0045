/** Which of the two servers are there to be compared. */

import type { Endpoint } from "../core/endpoint.ts";
import { defaultRetries } from "../core/limits.ts";
import type { Protocol } from "../measurement/record.ts";
import type { BothPages } from "./compare.ts";

/** Where a server answers, or why there is none: `refused`, `silent`, or the system's word. */
export type Answer = { readonly server: Endpoint } | { readonly cause: string };

export interface Patience {
  readonly replyTimeoutMs: number;
  readonly connectTimeoutMs: number;
}

const question = Buffer.from("are you there?");

/** Asks both protocols at the same addresses, each once for a short sentence. */
export async function findServers(
  servers: readonly Endpoint[],
  pages: BothPages,
  patience: Patience,
): Promise<Readonly<Record<Protocol, Answer>>> {
  const [udp, tcp] = await Promise.all([findUdp(servers, pages, patience), findTcp(servers, pages, patience)]);
  return { udp, tcp };
}

/** In bad weather one datagram proves nothing, so it is sent again as the client page does. */
async function findUdp(
  servers: readonly Endpoint[],
  { askUdp }: BothPages,
  { replyTimeoutMs }: Patience,
): Promise<Answer> {
  const exchange = await askUdp(question, servers, { replyTimeoutMs, retries: defaultRetries });
  switch (exchange.outcome) {
    case "replied":
      return { server: exchange.peer };
    case "refused":
      return { cause: "refused" };
    case "unanswered":
      return { cause: "silent" };
    default:
      return { cause: "code" in exchange ? exchange.code : exchange.outcome };
  }
}

/** The kernel makes no connection to a port that no program listens on. But not everybody who listens answers. */
async function findTcp(
  servers: readonly Endpoint[],
  { connectTcp }: BothPages,
  { connectTimeoutMs, replyTimeoutMs }: Patience,
): Promise<Answer> {
  // As long as the datagrams are waited for, all tries together.
  const silenceTimeoutMs = replyTimeoutMs * (2 ** (1 + defaultRetries) - 1);
  const connection = await connectTcp(servers, { connectTimeoutMs, silenceTimeoutMs });
  if (Array.isArray(connection)) {
    const cause = connection.at(-1)?.cause ?? "unknown";
    return { cause: cause === "ECONNREFUSED" ? "refused" : cause === "timeout" ? "silent" : cause };
  }
  const { outcome } = await connection.ask(question, "line");
  connection.close();
  return outcome === "unanswered" ? { cause: "silent" } : { server: connection.peer };
}
