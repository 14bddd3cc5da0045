/** What real sockets made the pages tell: the kinds of events, and the finer points that they amount to. */

import type { SocketEvent, SocketObserver } from "../../src/core/events.ts";
import type { Point, Side } from "../../src/narration/explain.ts";
import { Points } from "../../src/narration/points.ts";
import { EventLog } from "../protocol/event-log.ts";

export interface Listening {
  readonly log: EventLog;
  readonly observe: SocketObserver;
}

export class ToldSoFar {
  readonly kinds = new Set<SocketEvent["kind"]>();
  readonly points = new Set<Point["kind"]>();

  /** An observer for one conversation of one side, with a log to wait on. */
  listen(side: Side): Listening {
    const log = new EventLog();
    const points = new Points(side);
    const observe = (event: SocketEvent) => {
      this.kinds.add(event.kind);
      for (const { kind } of points.take(event)) this.points.add(kind);
      log.observe(event);
    };
    return { log, observe };
  }
}
