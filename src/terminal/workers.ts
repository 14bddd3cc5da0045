/** The workers of a server: processes of this very program that share its port. */

import type { Endpoint } from "../core/endpoint.ts";
import type { Totals } from "../core/totals.ts";
import { type NotListening, WorkerPlace, type WorkersListener } from "./worker-place.ts";
import type { WorkerSetup } from "./worker-talk.ts";

export class Workers<Counted extends Totals<Counted>> {
  readonly #places: readonly WorkerPlace<Counted>[];
  readonly #newTotals: () => Counted;

  /** Starts one for each setup. `command` starts a server of ours. */
  constructor(
    command: readonly string[],
    setups: readonly WorkerSetup[],
    newTotals: () => Counted,
    listener: WorkersListener,
  ) {
    this.#newTotals = newTotals;
    this.#places = setups.map((setup) => new WorkerPlace(command, setup, newTotals, listener));
  }

  /** Resolves when all listen, with where that is; or when one of them could not. */
  async listening(): Promise<Endpoint | NotListening> {
    const firsts = await Promise.all(this.#places.map((place) => place.first));
    return firsts.find((first) => "cause" in first) ?? (firsts[0] as Endpoint);
  }

  /** Resolves, once all are told to stop, with the connections that are open then. */
  async stillOpen(): Promise<number> {
    const open = await Promise.all(this.#places.map((place) => place.stillOpen));
    return open.reduce((sum, each) => sum + each, 0);
  }

  /** Ends all in good order; resolves when they are gone. */
  async stop(): Promise<void> {
    await Promise.all(this.#places.map((place) => place.stop()));
  }

  /** What all have counted, and those before them. */
  totals(): Counted {
    const sum = this.#newTotals();
    for (const place of this.#places) place.addTotalsTo(sum);
    return sum;
  }

  /** How many workers ended without their last totals. */
  get unreported(): number {
    return this.#places.reduce((sum, place) => sum + place.unreported, 0);
  }
}
