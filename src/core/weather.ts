/** Bad weather made on purpose: what becomes of each reply of a UDP server. Seeded, so that a class sees the same. */

/** What the weather does. Each effect rolls for itself: one that is at 0 does nothing. */
export interface WeatherOptions {
  /** How many of 100 requests get no reply. */
  readonly dropPercent: number;
  /** How long a reply waits before it is sent. */
  readonly delayMs: number;
  /** By how much a delay is longer or shorter at most, every value as likely as any other; it is never below 0. */
  readonly jitterMs: number;
  /** How many of 100 replies are sent twice, one right after the other. */
  readonly duplicatePercent: number;
  /** How many of 100 replies are held until a later one to the same client has gone out, or for a bounded time. */
  readonly reorderPercent: number;
  /** A whole number from 0 to {@link maxSeed}: the same seed makes the same weather. */
  readonly seed: number;
}

/** Tells whether anything of it is rolled for: a delay alone is the same with every seed. */
export function isRandom(options: Omit<WeatherOptions, "delayMs" | "seed">): boolean {
  const { dropPercent, jitterMs, duplicatePercent, reorderPercent } = options;
  return dropPercent + jitterMs + duplicatePercent + reorderPercent > 0;
}

/** What becomes of one reply. */
export interface Fate {
  /** It is never sent, and nothing else of this holds. */
  readonly isDropped: boolean;
  readonly delayMs: number;
  readonly isDuplicated: boolean;
  readonly isHeldBack: boolean;
}

/** Tells whether a reply is sent at once and once, as without any weather. */
export function isFair({ isDropped, delayMs, isDuplicated, isHeldBack }: Fate): boolean {
  return !isDropped && delayMs === 0 && !isDuplicated && !isHeldBack;
}

/** Each effect has a stream of random numbers of its own, so that one does not change what another does to the n-th reply. */
const streams = { drop: 0, jitter: 1, duplicate: 2, reorder: 3 } as const;

/** Rolls for one reply after the other, every effect once for each, also where the reply is dropped. */
export class Weather {
  readonly #options: WeatherOptions;
  readonly #drop: () => number;
  readonly #jitter: () => number;
  readonly #duplicate: () => number;
  readonly #reorder: () => number;

  constructor(options: WeatherOptions) {
    this.#options = options;
    this.#drop = randomStream(options.seed, streams.drop);
    this.#jitter = randomStream(options.seed, streams.jitter);
    this.#duplicate = randomStream(options.seed, streams.duplicate);
    this.#reorder = randomStream(options.seed, streams.reorder);
  }

  /** What becomes of the next reply. */
  next(): Fate {
    const { dropPercent, delayMs, jitterMs, duplicatePercent, reorderPercent } = this.#options;
    return {
      isDropped: this.#drop() * 100 < dropPercent,
      delayMs: Math.max(0, delayMs + jitterMs * (2 * this.#jitter() - 1)),
      isDuplicated: this.#duplicate() * 100 < duplicatePercent,
      isHeldBack: this.#reorder() * 100 < reorderPercent,
    };
  }
}

/**
 * Random numbers from 0 up to and not including 1: Chris Doty-Humphrey's sfc32 with the seeding of his PractRand 0.95
 * (src/RNGs/sfc.cpp, public domain), where the seed is the low half of 64 bits and the number of the stream the high half.
 * Not for secrets.
 */
export function randomStream(seed: number, stream: number): () => number {
  let a = 0;
  let b = seed | 0;
  let c = stream | 0;
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let mixing = 0; mixing < 12; mixing++) next();
  return next;
}
