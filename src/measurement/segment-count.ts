/** What the kernel counted of the connections of one series, one after another. */

import type { HeldConnection, TcpWireFigures } from "../system/tcp-wire.ts";
import type { KernelFigures } from "./record.ts";

type Segments = Pick<KernelFigures, "retransmissions" | "segmentsOut" | "segmentsIn">;
type Known = { [Name in keyof Segments]: number };

const none: Known = { retransmissions: 0, segmentsOut: 0, segmentsIn: 0 };
const unknown: Segments = { retransmissions: null, segmentsOut: null, segmentsIn: null };

export class SegmentCount {
  /** The headers of the last connection, for who computes bytes. */
  headers: Pick<TcpWireFigures, "headerBytes" | "synHeaderBytes"> | undefined;
  #held: HeldConnection | undefined;
  #ended: Known = none;
  #marked: Known = none;
  /** Of every connection so far: a sum that leaves one out would be too small. */
  #isKnown: boolean | undefined;

  begin(held: HeldConnection): void {
    this.#held = held;
    this.#isKnown = (this.#isKnown ?? true) && held.figures() !== undefined;
  }

  /** Leaves out all until now. */
  mark(): void {
    this.#marked = this.#total();
  }

  /** Ends the current connection: `close` lets go of its other descriptor. */
  end(close: () => void): void {
    this.#ended = this.#total();
    close();
    this.#held?.[Symbol.dispose]();
    this.#held = undefined;
  }

  figures(): Segments {
    return this.#isKnown ? minus(this.#total(), this.#marked) : unknown;
  }

  #total(): Known {
    const figures = this.#held?.figures();
    if (figures === undefined) return this.#ended;
    this.headers = figures;
    return plus(this.#ended, figures);
  }
}

function plus(a: Known, b: Known): Known {
  return {
    retransmissions: a.retransmissions + b.retransmissions,
    segmentsOut: a.segmentsOut + b.segmentsOut,
    segmentsIn: a.segmentsIn + b.segmentsIn,
  };
}

function minus(a: Known, b: Known): Known {
  return {
    retransmissions: a.retransmissions - b.retransmissions,
    segmentsOut: a.segmentsOut - b.segmentsOut,
    segmentsIn: a.segmentsIn - b.segmentsIn,
  };
}
