/** Collects the chunks of a TCP stream until the reply that somebody waits for is complete. */

import { replySlackBytes } from "./limits.ts";

/** Where a reply ends: at a newline, which the sentences of one connection are framed by, or where the stream ends. */
export type Framing = "line" | "to-end";

/** What arrived, and what ended it. Of a line, the newline is left out. */
export interface Collected {
  readonly bytes: Uint8Array;
  readonly endedBy: "newline" | "fin" | "reset" | "timeout" | "too-much";
}

const newline = 0x0a;

export class ReplyReader {
  /** What the stream ended with, once it has. */
  ended: "fin" | "reset" | undefined;
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #tooMuch = false;
  #waiting: { framing: Framing; maxBytes: number; resolve: (collected: Collected) => void } | undefined;

  /** Waits for the next reply, of at most `maxBytes` without its newline. One at a time. */
  next(framing: Framing, maxBytes: number): Promise<Collected> {
    return new Promise((resolve) => {
      this.#waiting = { framing, maxBytes, resolve };
      if (this.#tooMuch) return this.#finish("too-much");
      const early = Buffer.concat(this.#chunks);
      this.#chunks = [];
      this.#bytes = 0;
      this.push(early);
      if (this.ended !== undefined) this.#finish(this.ended);
    });
  }

  push(chunk: Uint8Array): void {
    const end = this.#waiting?.framing === "line" ? chunk.indexOf(newline) : -1;
    this.#keep(end === -1 ? chunk : chunk.subarray(0, end));
    if (this.#tooMuch) return this.#finish("too-much");
    if (end === -1) return;
    this.#finish("newline");
    this.#keep(chunk.subarray(end + 1));
  }

  /** Takes the end of the stream: the peer's FIN, or a reset. */
  end(by: "fin" | "reset"): void {
    this.ended ??= by;
    this.#finish(this.ended);
  }

  /** Gives up waiting; what has arrived is the result. */
  giveUp(): void {
    this.#finish("timeout");
  }

  #keep(chunk: Uint8Array): void {
    if (chunk.length === 0 || this.#tooMuch) return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    // What comes unasked is bounded as well.
    this.#tooMuch = this.#bytes > (this.#waiting?.maxBytes ?? replySlackBytes);
  }

  #finish(endedBy: Collected["endedBy"]): void {
    if (this.#waiting === undefined) return;
    const { resolve } = this.#waiting;
    this.#waiting = undefined;
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#bytes = 0;
    resolve({ bytes, endedBy });
  }
}
