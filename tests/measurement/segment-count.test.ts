/** Segments of a series, over several connections: what each kernel counter says, added up. */

import { describe, expect, test } from "bun:test";
import { SegmentCount } from "../../src/measurement/segment-count.ts";
import type { HeldConnection, TcpWireFigures } from "../../src/system/tcp-wire.ts";

/** A connection whose counters a test sets; `undefined`: this system does not tell them. */
class FakeConnection {
  disposed = 0;
  constructor(public counts: { out: number; in: number; again: number } | undefined) {}

  figures(): TcpWireFigures | undefined {
    if (this.counts === undefined) return undefined;
    const { out: segmentsOut, in: segmentsIn, again: retransmissions } = this.counts;
    const rest = { timestamps: true, headerBytes: 32, synHeaderBytes: 40, bytesSent: 0, bytesRetransmitted: 0 };
    return { segmentsOut, segmentsIn, retransmissions, ...rest };
  }

  get held(): HeldConnection {
    return this as unknown as HeldConnection;
  }

  [Symbol.dispose](): void {
    this.disposed++;
  }
}

const unknown = { retransmissions: null, segmentsOut: null, segmentsIn: null };

describe("SegmentCount", () => {
  test("adds up the connections of a series, the one that is open among them", () => {
    const count = new SegmentCount();
    const first = new FakeConnection({ out: 2, in: 1, again: 0 });
    count.begin(first.held);
    first.counts = { out: 10, in: 9, again: 1 };
    expect(count.figures()).toEqual({ segmentsOut: 10, segmentsIn: 9, retransmissions: 1 });
    count.end(() => {});
    expect(count.figures()).toEqual({ segmentsOut: 10, segmentsIn: 9, retransmissions: 1 });
    const second = new FakeConnection({ out: 2, in: 1, again: 0 });
    count.begin(second.held);
    second.counts = { out: 5, in: 4, again: 2 };
    expect(count.figures()).toEqual({ segmentsOut: 15, segmentsIn: 13, retransmissions: 3 });
    expect(count.headers).toMatchObject({ headerBytes: 32, synHeaderBytes: 40 });
  });

  test("leaves out what was before the mark, in whichever connection it was", () => {
    const count = new SegmentCount();
    const first = new FakeConnection({ out: 2, in: 1, again: 0 });
    count.begin(first.held);
    count.end(() => {});
    const second = new FakeConnection({ out: 2, in: 1, again: 1 });
    count.begin(second.held);
    count.mark();
    expect(count.figures()).toEqual({ segmentsOut: 0, segmentsIn: 0, retransmissions: 0 });
    second.counts = { out: 7, in: 3, again: 1 };
    count.end(() => {});
    const third = new FakeConnection({ out: 2, in: 1, again: 0 });
    count.begin(third.held);
    expect(count.figures()).toEqual({ segmentsOut: 5 + 2, segmentsIn: 2 + 1, retransmissions: 0 });
  });

  test("reads a connection before it lets go of it, and lets go once", () => {
    const count = new SegmentCount();
    const connection = new FakeConnection({ out: 4, in: 3, again: 0 });
    count.begin(connection.held);
    count.end(() => {
      connection.counts = undefined;
    });
    count.end(() => {});
    expect(connection.disposed).toBe(1);
    expect(count.figures()).toEqual({ segmentsOut: 4, segmentsIn: 3, retransmissions: 0 });
  });

  test("knows nothing before the first connection, and no sum where it does not know one of them", () => {
    const count = new SegmentCount();
    expect(count.figures()).toEqual(unknown);
    count.mark();
    count.begin(new FakeConnection({ out: 4, in: 3, again: 0 }).held);
    count.end(() => {});
    count.begin(new FakeConnection(undefined).held);
    expect(count.figures()).toEqual(unknown);
    count.end(() => {});
    count.begin(new FakeConnection({ out: 4, in: 3, again: 0 }).held);
    expect(count.figures()).toEqual(unknown);
  });
});
