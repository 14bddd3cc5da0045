/** The shape of what explain mode says, which every language has to fill. */

import type { SocketEvent } from "../core/events.ts";

export type Side = "client" | "server";

/** One step of a program: what it called, what it saw, and what the standards say must have happened beside it. */
export interface Told {
  /** The textbook's call. */
  readonly call: string;
  /** What stands for it here. */
  readonly bun: string;
  /** Seen by this program in this run, or told by its kernel. */
  readonly observed: string;
  /** Implied by the standard; nobody here saw it, so it has no time. */
  readonly implied?: string;
}

/** A sentence for every kind of event: a new kind does not compile until each language has one. */
export type Tellers<Event extends SocketEvent> = {
  readonly [Kind in Event["kind"]]: (event: Extract<Event, { kind: Kind }>, side: Side) => Told;
};

/** A finer point of the textbook, told when it occurs. */
export type Point =
  | { kind: "lines-in-chunk"; lines: number }
  | { kind: "character-cut"; heldBytes: number }
  | { kind: "reply-in-chunks"; chunks: number }
  | { kind: "fragmented"; bytes: number; mtuBytes: number; fragments: number }
  | { kind: "answered-after-retry"; tries: number }
  | { kind: "refused-is-not-silence" }
  | { kind: "silence-has-no-cause" }
  | { kind: "time-wait"; whose: Side };

type PointOf<Kind extends Point["kind"]> = Extract<Point, { kind: Kind }>;

export interface ExplainTexts {
  readonly title: (program: string) => string;
  readonly observed: string;
  readonly implied: string;
  readonly finerPoint: string;
  readonly clock: string;
  readonly ladderTitle: string;
  readonly client: string;
  readonly server: string;
  readonly bytes: (bytes: number) => string;
  readonly skipped: (conversations: number) => string;
  readonly tell: Tellers<SocketEvent>;
  readonly point: { readonly [Kind in Point["kind"]]: (point: PointOf<Kind>) => string };
}

/** Tells an event in a language. */
export function tell(texts: ExplainTexts, event: SocketEvent, side: Side): Told {
  // The table has one entry for each kind, so the entry of this event's kind takes this event.
  const teller = texts.tell[event.kind] as (event: SocketEvent, side: Side) => Told;
  return teller(event, side);
}

export function tellPoint(texts: ExplainTexts, point: Point): string {
  const teller = texts.point[point.kind] as (point: Point) => string;
  return teller(point);
}
