/** The server pages opened in this process, for the length of a test. */

import type { Endpoint } from "../../src/core/endpoint.ts";
import type { Server, TcpServerOptions, UdpServerOptions } from "../../src/core/server.ts";
import type { TcpTotals, UdpTotals } from "../../src/core/totals.ts";
import { openTcpServer } from "../../src/tcp-server.ts";
import { openUdpServer } from "../../src/udp-server.ts";
import { EventLog } from "./event-log.ts";

export interface Opened<Totals> extends AsyncDisposable {
  readonly server: Server<Totals>;
  readonly port: number;
  readonly local: Endpoint;
  readonly totals: Readonly<Totals>;
  readonly log: EventLog;
}

/** Opens the TCP server on a free port. Its deadlines are long where a test does not say otherwise. */
export function openedTcp(options: Partial<TcpServerOptions> = {}): Opened<TcpTotals> {
  const log = new EventLog();
  const limits = { keepAliveMs: 60_000, idleTimeoutMs: 60_000, maxConnections: 1_000 };
  return opened(openTcpServer({ host: "127.0.0.1", port: 0, ...limits, ...options }, log.observe), log);
}

export async function openedUdp(
  host = "127.0.0.1",
  options: Partial<UdpServerOptions> = {},
): Promise<Opened<UdpTotals>> {
  const log = new EventLog();
  return opened(await openUdpServer({ host, port: 0, ...options }, log.observe), log);
}

function opened<Totals>(server: Server<Totals>, log: EventLog): Opened<Totals> {
  const { local, totals } = server;
  return { server, local, port: local.port, totals, log, [Symbol.asyncDispose]: () => server.stop() };
}
