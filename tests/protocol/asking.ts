/** One sentence through the UDP client page, with the log of what it told. */

import type { UdpClientOptions } from "../../src/core/client.ts";
import type { Endpoint } from "../../src/core/endpoint.ts";
import type { Exchange } from "../../src/core/exchange.ts";
import { askUdp } from "../../src/udp-client.ts";
import { EventLog } from "./event-log.ts";

/** No test waits as long as this; those that wait give their own. */
const patient: UdpClientOptions = { replyTimeoutMs: 20_000, retries: 0 };

export interface Asking {
  readonly exchange: Promise<Exchange>;
  readonly log: EventLog;
}

export function ask(
  sentence: string | Uint8Array,
  servers: Endpoint[],
  options: Partial<UdpClientOptions> = {},
): Asking {
  const log = new EventLog();
  return { exchange: askUdp(Buffer.from(sentence), servers, { ...patient, ...options }, log.observe), log };
}
