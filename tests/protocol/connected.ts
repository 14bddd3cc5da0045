/** A connection of the TCP client page, for the length of a test. */

import type { TcpClientOptions } from "../../src/core/client.ts";
import type { Endpoint } from "../../src/core/endpoint.ts";
import type { TcpConnection } from "../../src/core/tcp-connection.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { EventLog } from "./event-log.ts";

export interface Connected extends Disposable {
  readonly connection: TcpConnection;
  readonly log: EventLog;
}

export const clientOptions: TcpClientOptions = { connectTimeoutMs: 10_000, silenceTimeoutMs: 30_000 };

export async function connected(
  server: { readonly local: Endpoint },
  options: Partial<TcpClientOptions> = {},
): Promise<Connected> {
  const log = new EventLog();
  const connection = await connectTcp([server.local], { ...clientOptions, ...options }, log.observe);
  if (Array.isArray(connection)) throw new Error(`no connection: ${connection[0]?.cause}`);
  return { connection, log, [Symbol.dispose]: () => connection.close() };
}
