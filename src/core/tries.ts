/** Where and how long a UDP client tries: the addresses of a name in turn, each wait twice the last. */

import type { Endpoint } from "./endpoint.ts";
import type { NotReplied } from "./exchange.ts";
import { maxReplyTimeoutMs } from "./limits.ts";

export class Tries {
  /** The number of the current try, from 1. An address that is ruled out does not use one up. */
  attempt = 1;
  readonly #candidates: Endpoint[];
  readonly #ruledOut: NotReplied[] = [];
  readonly #tries: number;
  readonly #replyTimeoutMs: number;
  #turn = 0;

  constructor(servers: readonly Endpoint[], replyTimeoutMs: number, retries: number) {
    this.#candidates = [...servers];
    this.#replyTimeoutMs = replyTimeoutMs;
    // Every address gets at least one try.
    this.#tries = Math.max(1 + retries, servers.length);
  }

  /** Where to send next; undefined when every address is ruled out. */
  get peer(): Endpoint | undefined {
    return this.#candidates[this.#turn];
  }

  /** How long to wait for this try's reply: doubled from try to try (RFC 8085 3.1.1), with a bound. */
  get waitMs(): number {
    return Math.min(this.#replyTimeoutMs * 2 ** (this.attempt - 1), Math.max(maxReplyTimeoutMs, this.#replyTimeoutMs));
  }

  /** Goes on to the next try. Returns false when that was the last. */
  next(): boolean {
    if (this.attempt >= this.#tries) return false;
    this.attempt++;
    this.#turn = (this.#turn + 1) % this.#candidates.length;
    return true;
  }

  /**
   * Leaves out the current address: its kernel refused, or the kernel's word (`ENETUNREACH`) is why nothing can be sent
   * there. The next one is tried at once, as part of the same try.
   */
  ruleOut(code: string): void {
    const [peer] = this.#candidates.splice(this.#turn, 1);
    if (peer === undefined) return;
    if (this.#turn === this.#candidates.length) this.#turn = 0;
    this.#ruledOut.push(
      code === "ECONNREFUSED" ? { outcome: "refused", peer } : { outcome: "not-sendable", peer, code },
    );
  }

  /** What to tell when every address is ruled out. A refusal comes first: it says that a host was reached. */
  verdict(): NotReplied {
    const first = this.#ruledOut.find(({ outcome }) => outcome === "refused") ?? this.#ruledOut[0];
    if (first === undefined) throw new RangeError("a client needs at least one address to try");
    return first;
  }
}
