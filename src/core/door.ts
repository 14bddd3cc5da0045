/** Who may come in: the thinking of `accept()` in `tcp-server.ts`. */

import { normalizeAddress } from "./endpoint.ts";
import type { TurnAwayReason } from "./events.ts";
import { leastMaxPerAddress, maxShareOfOneAddress } from "./limits.ts";
import type { TcpServerOptions } from "./server.ts";
import { Source } from "./source.ts";

type DoorOptions = Pick<TcpServerOptions, "maxConnections" | "maxPerAddress" | "isAllowed">;

/** A connected socket, as far as the door asks it. It has no address any more where its client has reset. */
interface Guest {
  readonly remoteAddress: string | undefined;
}

/** Those who are in. */
type Guests = Pick<ReadonlySet<Guest>, "size" | "keys">;

/** Of so many connections, what one address may have where nobody says. */
export function defaultMaxPerAddress(maxConnections: number): number {
  return Math.max(leastMaxPerAddress, Math.floor(maxConnections * maxShareOfOneAddress));
}

/**
 * To ask for an address costs a system call, a twentieth of a short conversation. As long as fewer are in than one address may have,
 * none has too many, and nobody is asked; at that number all of them are, and from then on everybody who comes.
 */
export class Door {
  readonly #options: DoorOptions;
  readonly #maxPerSource: number;
  readonly #asksAll: boolean;
  readonly #source = new Source();
  /** What each of those inside counts as: all of them, or nobody yet. */
  readonly #sources = new Map<Guest, string | undefined>();
  /** How many are in, by what counts as one source. No more entries than connections. */
  readonly #inside = new Map<string, number>();

  /** `asksAll`: each client is asked for its address, also where no limit needs it. */
  constructor(options: DoorOptions, asksAll = false) {
    this.#options = options;
    this.#maxPerSource = options.maxPerAddress ?? defaultMaxPerAddress(options.maxConnections);
    this.#asksAll = asksAll || options.isAllowed !== undefined;
  }

  /**
   * Tells why a client is turned away, where these are in already; undefined where it may come in, until it {@link left}. It can
   * have reset between its handshake and our accept(): then it is gone.
   */
  turnsAway(guest: Guest, inside: Guests): TurnAwayReason | "gone" | undefined {
    const isFull = inside.size >= this.#options.maxConnections;
    const isCounting = this.#sources.size > 0 || (this.#maxPerSource > 0 && inside.size >= this.#maxPerSource);
    if (!this.#asksAll && !isFull && !isCounting) return undefined;
    const address = addressOf(guest);
    if (address === undefined) return "gone";
    if (this.#options.isAllowed?.(address) === false) return "not-allowed";
    if (isFull) return "too-many";
    if (!isCounting) return undefined;
    if (this.#sources.size === 0) for (const other of inside.keys()) this.#count(other, addressOf(other));
    const source = this.#countedSource(address);
    if (source !== undefined && (this.#inside.get(source) ?? 0) >= this.#maxPerSource) return "too-many-from-address";
    this.#count(guest, address);
    return undefined;
  }

  /** Notes that a client is gone that had come in. */
  left(guest: Guest): void {
    const source = this.#sources.get(guest);
    if (!this.#sources.delete(guest)) return;
    // Not as soon as it need not be counted: to begin again asks all of them.
    if (this.#sources.size < this.#maxPerSource / 2) return this.#forget();
    if (source === undefined) return;
    const others = (this.#inside.get(source) ?? 0) - 1;
    if (others > 0) this.#inside.set(source, others);
    else this.#inside.delete(source);
  }

  #count(guest: Guest, address: string | undefined): void {
    const source = address === undefined ? undefined : this.#countedSource(address);
    this.#sources.set(guest, source);
    if (source !== undefined) this.#inside.set(source, (this.#inside.get(source) ?? 0) + 1);
  }

  #forget(): void {
    this.#sources.clear();
    this.#inside.clear();
  }

  /** Undefined where nobody counts: loopback, through which only programs of this host come. */
  #countedSource(address: string): string | undefined {
    this.#source.read(address);
    return this.#source.isLoopback ? undefined : `${this.#source.high} ${this.#source.low}`;
  }
}

function addressOf(guest: Guest): string | undefined {
  const { remoteAddress } = guest;
  return remoteAddress === undefined ? undefined : normalizeAddress(remoteAddress);
}
