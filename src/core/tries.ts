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
  /** Datagrams to each address that nothing was heard of. */
  readonly #underWay = new Map<Endpoint, number>();
  /** Errors that may still come about addresses that are ruled out. */
  #lateErrors = 0;
  #knowsMtu = false;

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

  /** Notes that a datagram went to the current address. */
  sent(): void {
    const { peer } = this;
    if (peer !== undefined) this.#underWay.set(peer, (this.#underWay.get(peer) ?? 0) + 1);
  }

  /**
   * Tells whether an ICMP error is about the current address. It names none, so it counts only where no other address
   * has a datagram under way, and not where it must be a late one about an address that is ruled out already.
   */
  isVerdict(): boolean {
    if (this.#lateErrors > 0) {
      this.#lateErrors--;
      return false;
    }
    return this.#underWay.size === 1;
  }

  /**
   * Leaves out the current address: its kernel refused, or the system's word (`ENETUNREACH`) is why nothing gets there.
   * The next one is tried at once, as part of the same try. A first EMSGSIZE leaves it in: the kernel has just learned
   * how large a packet the way takes (RFC 1191), and cuts the same datagram accordingly.
   */
  ruleOut(code: string): void {
    if (code === "EMSGSIZE" && !this.#knowsMtu) return this.#learnMtu();
    const [peer] = this.#candidates.splice(this.#turn, 1);
    if (peer === undefined) return;
    if (this.#turn === this.#candidates.length) this.#turn = 0;
    this.#lateErrors += Math.max(0, (this.#underWay.get(peer) ?? 0) - 1);
    this.#underWay.delete(peer);
    this.#ruledOut.push(
      code === "ECONNREFUSED" ? { outcome: "refused", peer } : { outcome: "not-sendable", peer, code },
    );
  }

  /** The datagram that was too long is under way no more. */
  #learnMtu(): void {
    this.#knowsMtu = true;
    const { peer } = this;
    const left = peer === undefined ? 0 : (this.#underWay.get(peer) ?? 0) - 1;
    if (peer !== undefined && left > 0) this.#underWay.set(peer, left);
    else if (peer !== undefined) this.#underWay.delete(peer);
  }

  /** What to tell when every address is ruled out. A refusal comes first: it says that a host was reached. */
  verdict(): NotReplied {
    const first = this.#ruledOut.find(({ outcome }) => outcome === "refused") ?? this.#ruledOut[0];
    if (first === undefined) throw new RangeError("a client needs at least one address to try");
    return first;
  }
}
