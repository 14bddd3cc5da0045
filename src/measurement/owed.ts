/** What the server owes us: whoever is owed nothing does not call it silent. */
export class Owed {
  /** Sentences that were sent since the server was last heard of. */
  askedInVain = 0;
  /** Since when a reply is owed and nothing was heard; undefined where none is. */
  sinceMs: number | undefined;

  asked(nowMs: number): void {
    this.askedInVain++;
    this.sinceMs ??= nowMs;
  }

  /** The server was heard of; `waiting` sentences have no reply yet. */
  heard(nowMs: number, waiting: number): void {
    this.askedInVain = 0;
    this.sinceMs = waiting > 0 ? nowMs : undefined;
  }

  /** No reply will come to what was sent so far: somebody said so. */
  nothing(): void {
    this.askedInVain = 0;
    this.sinceMs = undefined;
  }
}
