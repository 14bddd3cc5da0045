/** One worker of a server, seen from the server: its process, and when that has ended unasked, the next one. */

import type { Endpoint } from "../core/endpoint.ts";
import { maxWorkerLineBytes, stopMs, workerGraceMs } from "../core/limits.ts";
import { Restarts } from "../core/restarts.ts";
import { addTotals, type Totals } from "../core/totals.ts";
import { OwnCopy } from "../system/own-copy.ts";
import { type WorkerOrder, type WorkerSetup, type WorkerTold, workerWord } from "./worker-talk.ts";

/** Why a worker does not listen: what the kernel said to it, or else how it ended. */
export interface NotListening {
  readonly cause: string;
  readonly isKernels: boolean;
}

export interface WorkersListener {
  /** A worker said something. */
  hear(told: WorkerTold): void;
  /** A worker ended unasked; another one is started after so long. */
  ended(cause: string, waitMs: number): void;
}

export class WorkerPlace<Counted extends Totals<Counted>> {
  /** How many of its processes ended without their last totals. */
  unreported = 0;
  readonly #command: readonly string[];
  readonly #setup: string;
  readonly #newTotals: () => Counted;
  readonly #listener: WorkersListener;
  readonly #restarts = new Restarts();
  readonly #first = Promise.withResolvers<Endpoint | NotListening>();
  readonly #stillOpen = Promise.withResolvers<number>();
  readonly #gone = Promise.withResolvers<void>();
  readonly #past: Counted;
  #now: Counted;
  #copy: OwnCopy<WorkerTold> | undefined;
  #startedMs = 0;
  #state: "starting" | "listening" | "reported" = "starting";
  #kernelsWord: string | undefined;
  #hasListened = false;
  #isStopping = false;
  #waiting: Timer | undefined;

  constructor(command: readonly string[], setup: WorkerSetup, newTotals: () => Counted, listener: WorkersListener) {
    this.#command = [...command, workerWord];
    this.#setup = JSON.stringify(setup);
    this.#newTotals = newTotals;
    this.#listener = listener;
    this.#past = newTotals();
    this.#now = newTotals();
    this.#start();
  }

  /** Resolves with what became of its first process: where it listens, or why not. */
  get first(): Promise<Endpoint | NotListening> {
    return this.#first.promise;
  }

  /** Resolves, once it is told to stop, with the connections that are open then. */
  get stillOpen(): Promise<number> {
    return this.#stillOpen.promise;
  }

  /** Adds what its process has counted, as far as that is known, and those before it. */
  addTotalsTo(sum: Counted): void {
    addTotals(sum, this.#past);
    addTotals(sum, this.#now);
  }

  /** Ends it in good order; resolves when it is gone and all that it said is heard. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#waiting);
    if (this.#copy === undefined) return this.#stillOpen.resolve(0);
    this.#copy.order("stop" satisfies WorkerOrder);
    await this.#copy.gone(stopMs + workerGraceMs);
    await this.#gone.promise;
  }

  #start(): void {
    this.#startedMs = performance.now();
    this.#state = "starting";
    this.#kernelsWord = undefined;
    this.#copy = new OwnCopy<WorkerTold>(this.#command, maxWorkerLineBytes, {
      hear: (told) => this.#hear(told),
      ended: (cause) => this.#ended(cause),
    });
    this.#copy.order(this.#setup);
  }

  #hear(told: WorkerTold): void {
    switch (told.event) {
      case "listening":
        this.#state = "listening";
        this.#hasListened = true;
        return this.#first.resolve(told.local);
      case "cannot-listen":
        this.#kernelsWord = told.code;
        return;
      case "stopping":
        return this.#stillOpen.resolve(told.open);
      case "totals":
        this.#now = told.totals as Counted;
        if (told.isLast) this.#state = "reported";
        return;
      default:
        this.#listener.hear(told);
    }
  }

  #ended(cause: string): void {
    this.#copy = undefined;
    addTotals(this.#past, this.#now);
    this.#now = this.#newTotals();
    if (this.#state === "listening") this.unreported++;
    if (this.#isStopping) {
      this.#stillOpen.resolve(0); // where it ended without a word
      this.#gone.resolve();
    } else if (this.#hasListened) this.#startAgain(this.#kernelsWord ?? cause);
    else this.#first.resolve({ cause: this.#kernelsWord ?? cause, isKernels: this.#kernelsWord !== undefined });
  }

  #startAgain(cause: string): void {
    const waitMs = this.#restarts.waitMs(performance.now() - this.#startedMs);
    this.#listener.ended(cause, waitMs);
    this.#waiting = setTimeout(() => this.#start(), waitMs);
  }
}
