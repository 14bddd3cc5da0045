/** An observer that keeps what a page told, for tests that wait for a step or count how often it was taken. */

import type { SocketEvent } from "../../src/core/events.ts";
import { Changes } from "./changes.ts";

type Kind = SocketEvent["kind"];
type EventOf<K extends Kind> = Extract<SocketEvent, { kind: K }>;

export class EventLog {
  readonly #events: SocketEvent[] = [];
  readonly #changes = new Changes();

  /** The page may reuse the bytes of an event, so the log keeps a copy of them. */
  readonly observe = (event: SocketEvent): void => {
    this.#events.push("bytes" in event && typeof event.bytes !== "number" ? copied(event) : event);
    this.#changes.tell();
  };

  /** Every event of a kind so far, the oldest first. */
  of<K extends Kind>(kind: K): EventOf<K>[] {
    return this.#events.filter((event): event is EventOf<K> => event.kind === kind);
  }

  /** Resolves with the event of a kind that came as the first, second, … of it, as soon as there is one. */
  async seen<K extends Kind>(kind: K, times = 1): Promise<EventOf<K>> {
    let found = this.of(kind);
    await this.#changes.until(() => {
      found = this.of(kind);
      return found.length >= times;
    });
    return found[times - 1] as EventOf<K>;
  }
}

function copied<Event extends { bytes: Uint8Array | number }>(event: Event): Event {
  return typeof event.bytes === "number" ? event : { ...event, bytes: event.bytes.slice() };
}
