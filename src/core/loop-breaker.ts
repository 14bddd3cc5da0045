/**
 * Ends loops. The upper case of an upper case is itself: two servers such as this one, brought together by one datagram
 * with a forged source, would answer each other's replies for ever (CVE-2024-2169).
 *
 * The other end of a loop sends back what it got, reply for reply. So does a client that asks `12345` again and again, and
 * nothing in a datagram tells them apart. But what becomes of them when one reply is missing does: the loop is over, for nobody
 * speaks in it unless spoken to; the client asks again. So of very many such datagrams in a row one gets no reply, and
 * then the count begins again. Several datagrams that go round together end one after the other.
 */

import { Buckets } from "./buckets.ts";
import { loopPlaces, loopRefillPerSecond } from "./limits.ts";
import { mix, type Source } from "./source.ts";

/** What a datagram takes of its endpoint's bucket: the same sentence as the last one looks four times as much like a loop. */
const tokensForTheSame = 8;
const tokensForAnother = 2;
/** How much of a sentence is looked at to find it the same, at its beginning and at its end. */
const lookedAtBytes = 32;
const fnvPrime = 0x0100_0193;

export class LoopBreaker {
  readonly #buckets: Buckets;
  /** The last sentence of each endpoint, as one number. A wrong guess only counts more, or less, of one datagram. */
  readonly #lastSentences = new Uint32Array(loopPlaces);
  readonly #seed: number;

  /** `limit` is how many in a row are too many. */
  constructor(limit: number, seed: number) {
    const size = { perSecond: loopRefillPerSecond, burst: (limit - 1) * tokensForTheSame };
    this.#buckets = new Buckets(size, loopPlaces, seed);
    this.#seed = seed;
  }

  /** Counts a datagram that is its own upper case. Tells whether it is one too many, and should have no reply. */
  isOneTooMany(source: Source, port: number, message: Uint8Array, nowMs: number): boolean {
    const place = this.#buckets.place(mix(source.high, source.low), mix(source.host, port));
    const sentence = this.#numberOf(message);
    const isSame = this.#lastSentences[place] === sentence;
    this.#lastSentences[place] = sentence;
    if (this.#buckets.take(place, isSame ? tokensForTheSame : tokensForAnother, nowMs)) return false;
    this.#buckets.fill(place);
    return true;
  }

  #numberOf(message: Uint8Array): number {
    const beginning = Math.min(lookedAtBytes, message.length);
    const end = Math.max(lookedAtBytes, message.length - lookedAtBytes);
    // FNV-1a, from a start that nobody else knows.
    let number = mix(this.#seed, message.length);
    for (let at = 0; at < beginning; at++) number = Math.imul(number ^ (message[at] as number), fnvPrime);
    for (let at = end; at < message.length; at++) number = Math.imul(number ^ (message[at] as number), fnvPrime);
    return number >>> 0;
  }
}

/** Tells whether a message is its own upper case. Most are not, and say so in their first bytes. */
export function isOwnUpperCase(message: Uint8Array, reply: Uint8Array): boolean {
  if (message.length !== reply.length) return false;
  for (let at = 0; at < message.length && at < lookedAtBytes; at++) if (message[at] !== reply[at]) return false;
  return message.length <= lookedAtBytes || Buffer.compare(message, reply) === 0;
}
