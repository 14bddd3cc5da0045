/** What a server counts. The counts are exact whether or not anybody observes, prints or narrates. */

import type { DropReason, TurnAwayReason } from "./events.ts";

/** What injected weather does to replies that are sent. A reply is counted under each that it meets. */
export type InjectedEffect =
  /** It waited. */
  | "injected-delay"
  /** It was to be sent twice. */
  | "injected-duplicate"
  /** It was held back, so that a later reply to the same client could overtake it. */
  | "injected-hold"
  /** It was held back and overtaken. */
  | "injected-reorder";

/**
 * `Record<DropReason, number>`: datagrams that got no reply, by the reason. After the server's end,
 * received + `injected-duplicate` = sent + all that were dropped.
 */
export interface UdpTotals extends Record<DropReason | InjectedEffect, number> {
  datagramsReceived: number;
  bytesReceived: number;
  datagramsSent: number;
  bytesSent: number;
  /** ICMP errors that came back: an earlier reply found nobody. */
  icmpErrors: number;
}

export function newUdpTotals(): UdpTotals {
  return {
    datagramsReceived: 0,
    bytesReceived: 0,
    datagramsSent: 0,
    bytesSent: 0,
    icmpErrors: 0,
    "not-allowed": 0,
    unanswerable: 0,
    "service-port": 0,
    "own-port": 0,
    "over-rate": 0,
    "over-rate-all": 0,
    loop: 0,
    "reply-too-long": 0,
    "queue-full": 0,
    "not-sendable": 0,
    "injected-drop": 0,
    "injected-overflow": 0,
    "injected-late": 0,
    "injected-delay": 0,
    "injected-duplicate": 0,
    "injected-hold": 0,
    "injected-reorder": 0,
  };
}

/** `Record<TurnAwayReason, number>`: connections that were closed at once, by the reason. */
export interface TcpTotals extends Record<TurnAwayReason, number> {
  connections: number;
  /** Connections that got at least one byte of reply. */
  answered: number;
  bytesReceived: number;
  bytesSent: number;
  /** Ended by the client with RST, or by its host. */
  reset: number;
  /** Ended by the server with RST, because the client took nothing of its reply, or too little. */
  givenUp: number;
  /** Ended by the server, because it moved fewer bytes a second than the minimum. */
  tooSlow: number;
  /** Ended by the server, because it had lasted as long as a connection may. */
  lifetimeOver: number;
}

export function newTcpTotals(): TcpTotals {
  return {
    connections: 0,
    answered: 0,
    bytesReceived: 0,
    bytesSent: 0,
    reset: 0,
    givenUp: 0,
    tooSlow: 0,
    lifetimeOver: 0,
    "too-many": 0,
    "too-many-from-address": 0,
    "not-allowed": 0,
  };
}

/** Nothing but counts. */
export type Totals<Counted> = { [Name in keyof Counted]: number };

/** Adds to totals what another server has counted, name by name. */
export function addTotals<Counted extends Totals<Counted>>(sum: Counted, more: Readonly<Counted>): void {
  const counts: Totals<Counted> = sum;
  for (const name of Object.keys(counts) as (keyof Counted)[]) counts[name] += more[name];
}
