/**
 * Which datagrams get no reply although there is one. A source address can be forged, so a reply may go to somebody who asked
 * for nothing; here stands what keeps that somebody from harm (RFC 8085 6), and others from waiting. Each rule can be
 * switched off; docs/decisions/0010-open-to-the-world.md has the reasons.
 */

import { Buckets } from "./buckets.ts";
import type { Refusal } from "./events.ts";
import {
  answeringPorts,
  defaultLoopLimit,
  defaultRate,
  defaultRateAll,
  lowestClientPort,
  maxPort,
  ratePlaces,
  rateUnitBytes,
} from "./limits.ts";
import { isOwnUpperCase, LoopBreaker } from "./loop-breaker.ts";
import { Source } from "./source.ts";

/** Ports from the first to the last. */
export type PortRange = readonly [first: number, last: number];

/** Every rule has a default; 0 switches it off. */
export interface GuardOptions {
  /** Replies a second to one source, of up to {@link rateUnitBytes} each. */
  readonly rate?: number | undefined;
  /** The same to all sources together. */
  readonly rateAll?: number | undefined;
  /** So many datagrams in a row that are their own upper case are too many: one of them gets no reply. */
  readonly loopLimit?: number | undefined;
  /** Source ports that are answered although a service may have them. */
  readonly allowSourcePorts?: readonly PortRange[] | undefined;
  /** Tells whether an address is answered at all. Without it, all are. */
  readonly isAllowed?: ((address: string) => boolean) | undefined;
}

const portRefusals: readonly (Refusal | undefined)[] = [undefined, "unanswerable", "service-port", "own-port"];

export class Guard {
  readonly #clock: () => number;
  readonly #isAllowedAddress: ((address: string) => boolean) | undefined;
  /** For each port an index of {@link portRefusals}. */
  readonly #ports: Uint8Array;
  readonly #rates: Buckets | undefined;
  readonly #rateAll: Buckets | undefined;
  readonly #loops: LoopBreaker | undefined;
  readonly #source = new Source();
  #isAllowed = true;

  /** `clock` tells milliseconds that never go back. It is only asked where a rule needs it. */
  constructor(options: GuardOptions, ownPort: number, clock: () => number) {
    const { rate = defaultRate, rateAll = defaultRateAll, loopLimit = defaultLoopLimit } = options;
    const seed = Math.trunc(Math.random() * 2 ** 32);
    this.#clock = clock;
    this.#isAllowedAddress = options.isAllowed;
    this.#ports = refusedPorts(ownPort, options.allowSourcePorts ?? []);
    // Each second's worth may come at once.
    if (rate > 0) this.#rates = new Buckets({ perSecond: rate, burst: rate }, ratePlaces, seed);
    if (rateAll > 0) this.#rateAll = new Buckets({ perSecond: rateAll, burst: rateAll });
    if (loopLimit > 0) this.#loops = new LoopBreaker(loopLimit, seed);
  }

  /** Tells why a datagram gets no reply; undefined where it may have one, whatever is in it. */
  refuses(messageBytes: number, port: number, address: string): Refusal | undefined {
    this.#read(address);
    if (!this.#isAllowed) return "not-allowed";
    if (this.#source.isNobody) return "unanswerable";
    const refusal = portRefusals[this.#ports[port] as number];
    // Through loopback nobody else can be reached, and measuring needs full speed.
    return refusal ?? (this.#source.isLoopback ? undefined : this.#overRate(messageBytes));
  }

  /** Tells whether a reply is to be left out, because it may be part of a loop. */
  breaksLoop(message: Uint8Array, reply: Uint8Array, port: number, address: string): boolean {
    if (this.#loops === undefined || !isOwnUpperCase(message, reply)) return false;
    this.#read(address);
    return this.#loops.isOneTooMany(this.#source, port, message, this.#clock());
  }

  #read(address: string): void {
    if (this.#source.read(address)) this.#isAllowed = this.#isAllowedAddress?.(address) ?? true;
  }

  /** Everybody's bucket is asked last: what one source has too much of is not taken from the others. */
  #overRate(messageBytes: number): Refusal | undefined {
    if (this.#rates === undefined && this.#rateAll === undefined) return undefined;
    const nowMs = this.#clock();
    const tokens = Math.max(1, Math.ceil(messageBytes / rateUnitBytes));
    const { high, low } = this.#source;
    if (this.#rates?.take(this.#rates.place(high, low), tokens, nowMs) === false) return "over-rate";
    return this.#rateAll?.take(0, tokens, nowMs) === false ? "over-rate-all" : undefined;
  }
}

function refusedPorts(ownPort: number, allowed: readonly PortRange[]): Uint8Array {
  const ports = new Uint8Array(maxPort + 1);
  const mark = (refusal: Refusal, first: number, last = first) =>
    ports.fill(portRefusals.indexOf(refusal), first, last + 1);
  mark("service-port", 0, lowestClientPort - 1);
  for (const port of answeringPorts) mark("service-port", port);
  mark("own-port", ownPort);
  for (const [first, last] of allowed) ports.fill(0, first, last + 1);
  mark("unanswerable", 0);
  return ports;
}
