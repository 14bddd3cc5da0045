/** Finds the sentences in a client's byte stream, to be looked at: their beginnings and their lengths. */

import { maxPrintedBytes } from "./limits.ts";

const newline = 0x0a;

/** Takes a sentence: its first bytes, enough to print, and how long it was. Returns false when it wants no more for now. */
export type SentenceSink = (start: Uint8Array, totalBytes: number) => boolean;

const nothing = new Uint8Array(0);

/** Keeps no more of a sentence than is ever printed, however long it is. */
export class SentenceLog {
  #start: Uint8Array = nothing;
  #totalBytes = 0;

  /**
   * Takes a chunk and hands over each sentence that a newline in it ends, while the sink wants more.
   *
   * @returns How many further sentences ended in this chunk, and were only counted.
   */
  push(chunk: Uint8Array, sink: SentenceSink): number {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      this.#keep(chunk.subarray(start, end));
      start = end + 1;
      if (!this.#hand(sink)) return this.#count(chunk.subarray(start));
    }
    this.#keep(chunk.subarray(start));
    return 0;
  }

  /** Ends the stream, and with it a sentence that no newline ended. */
  end(sink: SentenceSink): void {
    if (this.#totalBytes > 0) this.#hand(sink);
  }

  #count(chunk: Uint8Array): number {
    let sentences = 0;
    for (let i = 0; i < chunk.length; i++) if (chunk[i] === newline) sentences++;
    this.#keep(chunk.subarray(chunk.lastIndexOf(newline) + 1));
    return sentences;
  }

  #keep(part: Uint8Array): void {
    const room = maxPrintedBytes - this.#start.length;
    // A copy, for the page may reuse the chunk, and a subarray would keep all of it alive.
    if (room > 0 && part.length > 0) this.#start = Buffer.concat([this.#start, part.subarray(0, room)]);
    this.#totalBytes += part.length;
  }

  #hand(sink: SentenceSink): boolean {
    const start = this.#start;
    const totalBytes = this.#totalBytes;
    this.#start = nothing;
    this.#totalBytes = 0;
    return sink(start, totalBytes);
  }
}
