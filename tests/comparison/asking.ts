/** One sentence to a server, through the functions of our own clients. */

import type { Endpoint } from "../../src/core/endpoint.ts";
import type { Exchange } from "../../src/core/exchange.ts";
import type { Protocol } from "../../src/measurement/record.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { askUdp } from "../../src/udp-client.ts";

/** A busy computer is no reason to give up. */
export const patienceMs = 30_000;

/** Resolves with the reply, or with what became of the sentence instead. */
export async function ask(protocol: Protocol, server: Endpoint, sentence: string): Promise<string> {
  const exchange = await (protocol === "udp" ? overUdp : overTcp)(server, Buffer.from(sentence));
  if (typeof exchange === "string") return exchange;
  return exchange.outcome === "replied" ? Buffer.from(exchange.reply).toString() : exchange.outcome;
}

function overUdp(server: Endpoint, sentence: Uint8Array): Promise<Exchange> {
  return askUdp(sentence, [server], { replyTimeoutMs: patienceMs, retries: 0 });
}

async function overTcp(server: Endpoint, sentence: Uint8Array): Promise<Exchange | string> {
  const connection = await connectTcp([server], { connectTimeoutMs: patienceMs, silenceTimeoutMs: patienceMs });
  if (Array.isArray(connection)) return connection[0]?.cause ?? "";
  const exchange = await connection.ask(sentence, "to-end");
  connection.close();
  return exchange;
}
