/** What a server says while it serves, no more than a person can read: so many sentences a second, and the rest as a number. */

import type { DropReason, TurnAwayReason } from "../core/events.ts";
import { LinePace, NoticePace } from "../core/pace.ts";

export type Notice =
  | Exclude<DropReason, "injected-drop" | "injected-late">
  | `turned away: ${TurnAwayReason}`
  | "mistake";

/** Where a server's words go. */
export interface ServerVoice {
  /** Takes a line for standard output. False: there is no room for it now. */
  sentence(line: string): boolean;
  /** Takes how many sentences were not said. False: as above. */
  skipped(sentences: number): boolean;
  /** `detail` is the kernel's word, or what went wrong with us, where a notice has such a thing. */
  notice(notice: Notice, count: number, detail: string): void;
}

export class PacedLog {
  readonly #voice: ServerVoice;
  readonly #pace = new LinePace();
  readonly #notices = new NoticePace<Notice>();
  readonly #details = new Map<Notice, string>();

  constructor(voice: ServerVoice) {
    this.#voice = voice;
  }

  /** Says a sentence, or counts it. Returns false where no more can be said now. */
  sentence(line: () => string): boolean {
    if (!this.#pace.allows()) return false;
    if (!this.#voice.sentence(line())) this.#pace.skip(1);
    return true;
  }

  /** Counts sentences that are not said. */
  skip(sentences: number): void {
    this.#pace.skip(sentences);
  }

  notice(notice: Notice, count = 1, detail?: string): void {
    if (detail !== undefined) this.#details.set(notice, detail);
    const toTell = this.#notices.add(notice, performance.now(), count);
    if (toTell > 0) this.#tellNotice(notice, toTell);
  }

  /** Begins another second where the last one is over, and says how many sentences were skipped in that. */
  turn(nowMs = performance.now()): void {
    const skipped = this.#pace.turn(nowMs);
    if (skipped > 0 && !this.#voice.skipped(skipped)) this.#pace.skip(skipped);
  }

  /** Tells what was only counted so far, where its second is over. At the end of time every second is. */
  catchUp(nowMs = performance.now()): void {
    this.turn(nowMs);
    for (const [notice, count] of this.#notices.due(nowMs)) this.#tellNotice(notice, count);
  }

  #tellNotice(notice: Notice, count: number): void {
    this.#voice.notice(notice, count, this.#details.get(notice) ?? "");
  }
}
