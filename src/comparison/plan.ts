/** What a comparison is asked for, and whom it tells. */

import type { Endpoint } from "../core/endpoint.ts";
import type { Account, RowSink } from "../measurement/account.ts";
import type { Plan } from "../measurement/record.ts";

/** Where the servers are; undefined: not there. */
export interface Servers {
  readonly udp: Endpoint | undefined;
  readonly tcp: Endpoint | undefined;
}

/** What was asked for, with the patience of each protocol. */
export interface ComparePlan extends Plan {
  readonly tcpReplyTimeoutMs: number;
}

export interface CompareHooks {
  readonly signal: AbortSignal;
  readonly onRow?: RowSink;
  /** Told of each series about ten times a second. */
  readonly onTick?: (account: Account, nowMs: number) => void;
  /** The share of the work that is done, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** The server closes after each reply. */
  readonly onFallback?: () => void;
}
