/** When a server is given up: it is silent, or it refuses, and for so long that waiting on makes no sense. */

import type { Endpoint } from "../core/endpoint.ts";
import { defaultSilenceTimeoutMs, serverGoneMs, silentTimeoutsAtFirst, silentTimeoutsLater } from "../core/limits.ts";
import type { Account } from "./account.ts";
import type { End } from "./record.ts";

/** Says that nothing gets there: refused where no program listens, or in the word of a kernel. */
export function notThere(peer: Endpoint, code: string): End {
  return code === "ECONNREFUSED" ? { kind: "refused", peer } : { kind: "not-reachable", peer, code };
}

/** Refusals in a row. Who was refused once is asked again before it counts: the server may be starting. */
export class Refusals {
  #code = "";
  #sinceMs: number | undefined;
  #lastMs = 0;

  heard(code: string, nowMs: number): void {
    this.#code = code;
    this.#sinceMs ??= nowMs;
    this.#lastMs = nowMs;
  }

  /** It answered. */
  over(): void {
    this.#sinceMs = undefined;
  }

  /** It refused, and has not answered since. A reset or a close alone says less: somebody was there. */
  gone({ plan }: Account): End | undefined {
    return this.#sinceMs !== undefined && this.#code === "ECONNREFUSED" ? notThere(plan.peer, this.#code) : undefined;
  }

  /** A server that never answered is not there. One that did has some time to come back. */
  verdict({ replies, plan }: Account): End | undefined {
    if (this.#sinceMs === undefined) return undefined;
    const patienceMs = replies === 0 ? 0 : serverGoneMs;
    return this.#lastMs - this.#sinceMs >= patienceMs ? notThere(plan.peer, this.#code) : undefined;
  }
}

/**
 * Tells that a server has been silent for too long. Datagrams get lost, so several in a row have to be in vain, each with
 * its timeout; TCP itself sends again, and its patience is the client page's. Never, where the timeout never ends.
 */
export function silence({ replies, owed, plan }: Account, nowMs: number): End | undefined {
  const { peer, protocol, replyTimeoutMs } = plan;
  if (owed.sinceMs === undefined || replyTimeoutMs === Number.POSITIVE_INFINITY) return undefined;
  const silentMs = nowMs - owed.sinceMs;
  const timeouts = replies === 0 ? silentTimeoutsAtFirst : silentTimeoutsLater;
  const isSilent =
    protocol === "tcp"
      ? silentMs > Math.max(replyTimeoutMs, defaultSilenceTimeoutMs)
      : silentMs > timeouts * replyTimeoutMs && owed.askedInVain >= timeouts;
  return isSilent ? { kind: "silent", peer, silentMs } : undefined;
}
