/** Tells a connection that moves too little from one that moves enough. Counted in sweeps, as all patience is. */

import type { Patience } from "./patience.ts";

export class LeastRate {
  readonly #windowSweeps: number;
  readonly #leastBytes: number;
  #sweeps = 0;
  #movedBytes = 0;

  constructor({ idleSweeps, leastBytes }: Patience) {
    this.#windowSweeps = idleSweeps;
    this.#leastBytes = leastBytes;
  }

  /** Counts bytes that were sent, or taken of a reply. */
  moved(bytes: number): void {
    this.#movedBytes += bytes;
  }

  /**
   * Counts one sweep of an answered connection, and looks back once in each idle time. The kernel takes a reply in large
   * pieces, however small those are that the client reads, so a shorter time would say little.
   */
  isMissed(): boolean {
    if (++this.#sweeps < this.#windowSweeps) return false;
    const moved = this.#movedBytes;
    this.#sweeps = 0;
    this.#movedBytes = 0;
    return moved < this.#leastBytes;
  }
}
