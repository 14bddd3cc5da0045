/** What a sentence meets at a port where no program is. */

import type { Endpoint } from "../core/endpoint.ts";
import type { ConnectFailure, Exchange } from "../core/exchange.ts";
import type { Plan, Protocol } from "../measurement/record.ts";
import { emptyPort } from "../system/empty-port.ts";
import type { Nobody } from "./record.ts";

type Patience = Pick<Plan, "replyTimeoutMs" | "connectTimeoutMs">;
type Met = Pick<Nobody, "outcome" | "code" | "afterMs">;

/** The functions of the two client pages. */
interface Pages {
  readonly askUdp: typeof import("../udp-client.ts").askUdp;
  readonly connectTcp: typeof import("../tcp-client.ts").connectTcp;
}

const sentence = Buffer.from("is anybody there?");
/** The first refusals also take the time of code that never ran before: several times that of a refusal on this host. */
const refusals = 3;

/** Asks at an address of the server's host and an empty port, and tells what came of it, and after how long at the least. */
export async function sentenceToNobody(
  protocol: Protocol,
  address: string,
  patience: Patience,
  { askUdp, connectTcp }: Pages,
): Promise<Nobody> {
  const peer = { address, port: emptyPort(protocol, address) };
  const ask = () => (protocol === "udp" ? overUdp(peer, patience, askUdp) : overTcp(peer, patience, connectTcp));
  let met = await ask();
  for (let refused = 1; met.outcome === "refused" && refused < refusals; refused++) {
    const again = await ask();
    // A host answers only so many with ICMP: silence after a refusal says nothing new.
    if (again.outcome === "refused" && again.afterMs < met.afterMs) met = again;
  }
  return { protocol, port: peer.port, ...met };
}

async function overUdp(peer: Endpoint, { replyTimeoutMs }: Patience, askUdp: Pages["askUdp"]): Promise<Met> {
  const startedMs = performance.now();
  const exchange = await askUdp(sentence, [peer], { replyTimeoutMs, retries: 0 });
  return metOverUdp(exchange, performance.now() - startedMs);
}

function metOverUdp(exchange: Exchange, afterMs: number): Met {
  switch (exchange.outcome) {
    case "refused":
      return { outcome: "refused", code: "ECONNREFUSED", afterMs };
    case "unanswered":
      return { outcome: "silent", code: null, afterMs: exchange.waitedMs };
    case "not-sendable":
      return { outcome: "not-reachable", code: exchange.code, afterMs };
    case "replied":
      return { outcome: "answered", code: null, afterMs: exchange.rttMs };
    default:
      throw new TypeError(`no exchange over UDP ends so: ${exchange.outcome}`);
  }
}

async function overTcp(
  peer: Endpoint,
  { connectTimeoutMs, replyTimeoutMs }: Patience,
  connectTcp: Pages["connectTcp"],
): Promise<Met> {
  const connection = await connectTcp([peer], { connectTimeoutMs, silenceTimeoutMs: replyTimeoutMs });
  if (Array.isArray(connection)) return metOverTcp(connection[0] as ConnectFailure);
  connection.close();
  return { outcome: "answered", code: null, afterMs: connection.connectMs };
}

/** `timeout` and `unknown` are words of ours, and no system's. */
function metOverTcp({ cause, waitedMs: afterMs }: ConnectFailure): Met {
  switch (cause) {
    case "ECONNREFUSED":
      return { outcome: "refused", code: cause, afterMs };
    case "timeout":
      return { outcome: "silent", code: null, afterMs };
    case "ETIMEDOUT":
      return { outcome: "silent", code: cause, afterMs };
    default:
      return { outcome: "not-reachable", code: cause === "unknown" ? null : cause, afterMs };
  }
}
