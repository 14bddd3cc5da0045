/** Finds the sentences in a client's byte stream, to be looked at: their beginnings and their lengths. */

import { maxPrintedBytes } from "./limits.ts";

const newline = 0x0a;

/** Takes a sentence: its first bytes, enough to print, and how long it was. */
export type SentenceSink = (start: Uint8Array, totalBytes: number) => void;

/** Keeps no more of a sentence than is ever printed, however long it is. */
export class SentenceLog {
  #start: Uint8Array = new Uint8Array(0);
  #totalBytes = 0;

  /** Takes a chunk and hands over each sentence that a newline in it ends. */
  push(chunk: Uint8Array, sink: SentenceSink): void {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      this.#keep(chunk.subarray(start, end));
      this.#hand(sink);
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
  }

  /** Ends the stream, and with it a sentence that no newline ended. */
  end(sink: SentenceSink): void {
    if (this.#totalBytes > 0) this.#hand(sink);
  }

  #keep(part: Uint8Array): void {
    const room = maxPrintedBytes - this.#start.length;
    // A copy, for the page may reuse the chunk, and a subarray would keep all of it alive.
    if (room > 0 && part.length > 0) this.#start = Buffer.concat([this.#start, part.subarray(0, room)]);
    this.#totalBytes += part.length;
  }

  #hand(sink: SentenceSink): void {
    const start = this.#start;
    const totalBytes = this.#totalBytes;
    this.#start = new Uint8Array(0);
    this.#totalBytes = 0;
    sink(start, totalBytes);
  }
}
