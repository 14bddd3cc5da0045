/** Cuts a stream of replies at its newlines, as fast as they come. */

const newline = 0x0a;
const nothing = new Uint8Array(0);

export class LineStream {
  /** What follows the last newline so far. */
  rest: Uint8Array = nothing;
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** More has come without a newline than any reply has. */
  get tooLong(): boolean {
    return this.rest.length > this.#maxBytes;
  }

  /** Takes a chunk and yields the lines that it completes, without their newlines. */
  *push(chunk: Uint8Array): Generator<Uint8Array> {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      const part = chunk.subarray(start, end);
      yield this.rest.length === 0 ? part : Buffer.concat([this.rest, part]);
      this.rest = nothing;
      start = end + 1;
    }
    if (start < chunk.length) this.rest = Buffer.concat([this.rest, chunk.subarray(start)]);
  }
}
