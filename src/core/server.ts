/** What the two servers share: how they are opened, counted and stopped. */

import type { Endpoint } from "./endpoint.ts";
import type { GuardOptions } from "./guard.ts";
import type { WeatherOptions } from "./weather.ts";

export interface ServerOptions {
  /** The one numeric address to bind; without it, all of this host's. */
  readonly host?: string | undefined;
  /** 0 lets the kernel choose. */
  readonly port: number;
  /** Tells the observer of trouble only, and not of every step: an event for each datagram costs a tenth of the speed. */
  readonly quiet?: boolean;
  /** Asks the kernel for its figures of each connection, and tells the observer. It costs two system calls a connection. */
  readonly figures?: boolean;
  /** Lets other processes of this user bind the same port; the kernel spreads what arrives among them (SO_REUSEPORT, socket(7)). */
  readonly reusePort?: boolean;
}

export interface UdpServerOptions extends ServerOptions, GuardOptions {
  /**
   * The thread has nothing else to do: while datagrams come in quick succession, the server may wait for the next one in the
   * kernel, and everything else is late by up to {@link laneMs}.
   */
  readonly mayWait?: boolean;
  /** Drops, delays, duplicates and reorders replies on purpose; without it, nothing does. */
  readonly weather?: WeatherOptions | undefined;
}

export interface TcpServerOptions extends ServerOptions {
  /** How long an answered connection may be silent; 0 closes right after the first reply, as the textbook does. */
  readonly keepAliveMs: number;
  /** How long a connection may take to send something to answer, or to take any byte of a reply that waits. */
  readonly idleTimeoutMs: number;
  /** Connections at once; the next one is closed at once. */
  readonly maxConnections: number;
  /** The same from one source; 0: no limit. By default a tenth of {@link maxConnections}, and no fewer than {@link leastMaxPerAddress}. */
  readonly maxPerAddress?: number | undefined;
  /**
   * Bytes a second that an answered connection has to move, sent and taken together, averaged over the idle time; 0: no
   * limit. By default {@link defaultMinRate}, and none where a longer keep-alive time than the default allows silence.
   */
  readonly minRate?: number | undefined;
  /** How long a connection may last; 0, the default: as long as it likes. */
  readonly maxLifetimeMs?: number | undefined;
  /** Tells whether an address may come in at all. Without it, all may. */
  readonly isAllowed?: ((address: string) => boolean) | undefined;
}

export interface Server<Totals> {
  readonly local: Endpoint;
  /** Counted while the server runs, exact whether or not anybody observes. */
  readonly totals: Readonly<Totals>;
  /** How many connections are open now. Over UDP there are none to count. */
  openConnections?(): number;
  /** Ends the server in good order, within {@link stopMs}. */
  stop(): Promise<void>;
}
