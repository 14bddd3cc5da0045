/** What the two servers share: how they are opened, counted and stopped. */

import type { Endpoint } from "./endpoint.ts";

export interface ServerOptions {
  /** The one numeric address to bind; without it, all of this host's. */
  readonly host?: string | undefined;
  /** 0 lets the kernel choose. */
  readonly port: number;
  /** Tells the observer of trouble only, and not of every step: an event for each datagram costs a tenth of the speed. */
  readonly quiet?: boolean;
  /** Asks the kernel for its figures of each connection, and tells the observer. It costs two system calls a connection. */
  readonly figures?: boolean;
}

export interface Server<Totals> {
  readonly local: Endpoint;
  /** Counted while the server runs, exact whether or not anybody observes. */
  readonly totals: Readonly<Totals>;
  /** Ends the server in good order, within {@link stopMs}. */
  stop(): Promise<void>;
}
