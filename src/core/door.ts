/** Who may come in: the thinking of `accept()` in `tcp-server.ts`. */

import type { TurnAwayReason } from "./events.ts";
import { leastMaxPerAddress, maxShareOfOneAddress } from "./limits.ts";
import type { TcpServerOptions } from "./server.ts";
import { Source } from "./source.ts";

type DoorOptions = Pick<TcpServerOptions, "maxConnections" | "maxPerAddress" | "isAllowed">;

/** Of so many connections, what one address may have where nobody says. */
export function defaultMaxPerAddress(maxConnections: number): number {
  return Math.max(leastMaxPerAddress, Math.floor(maxConnections * maxShareOfOneAddress));
}

export class Door {
  readonly #options: DoorOptions;
  readonly #maxPerSource: number;
  readonly #source = new Source();
  /** How many are in, by what counts as one source. No more entries than connections. */
  readonly #inside = new Map<string, number>();

  constructor(options: DoorOptions) {
    this.#options = options;
    this.#maxPerSource = options.maxPerAddress ?? defaultMaxPerAddress(options.maxConnections);
  }

  /** Tells why a client is turned away, where so many are in already; undefined where it may come in, and is counted until it {@link left}. */
  turnsAway(address: string, inside: number): TurnAwayReason | undefined {
    if (this.#options.isAllowed?.(address) === false) return "not-allowed";
    if (inside >= this.#options.maxConnections) return "too-many";
    const source = this.#countedSource(address);
    if (source === undefined) return undefined;
    const fromThere = this.#inside.get(source) ?? 0;
    if (fromThere >= this.#maxPerSource) return "too-many-from-address";
    this.#inside.set(source, fromThere + 1);
    return undefined;
  }

  /** Notes that a client is gone that had come in. */
  left(address: string): void {
    const source = this.#countedSource(address);
    if (source === undefined) return;
    const others = (this.#inside.get(source) ?? 0) - 1;
    if (others > 0) this.#inside.set(source, others);
    else this.#inside.delete(source);
  }

  /** Undefined where nobody counts: no limit, or loopback, through which only programs of this host come. */
  #countedSource(address: string): string | undefined {
    if (this.#maxPerSource === 0) return undefined;
    this.#source.read(address);
    return this.#source.isLoopback ? undefined : `${this.#source.high} ${this.#source.low}`;
  }
}
