/** Cuts a byte stream into lines, as it comes. */

const newline = 0x0a;
const carriageReturn = 0x0d;

/** A line that is longer than the limit: what could be kept of it is not given out as if it were whole. */
export class LineTooLong extends RangeError {
  constructor(readonly maxBytes: number) {
    super(`a line is longer than ${maxBytes} bytes`);
  }
}

/** Collects whole lines, each without its line end (LF or CRLF). Every other byte stays as it is, valid text or not. */
export class LineSplitter {
  readonly #maxBytes: number;
  #parts: Uint8Array[] = [];
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Takes the next chunk and yields the lines that it completes. Throws {@link LineTooLong}. */
  *push(chunk: Uint8Array): Generator<Uint8Array> {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      this.#keep(chunk.subarray(start, end));
      yield withoutCarriageReturn(this.#take());
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
  }

  /** Ends the stream and returns the last line where no line end closed it. */
  end(): Uint8Array | undefined {
    if (this.#bytes > this.#maxBytes) throw new LineTooLong(this.#maxBytes);
    return this.#bytes === 0 ? undefined : this.#take();
  }

  #keep(part: Uint8Array): void {
    if (part.length === 0) return;
    this.#parts.push(part);
    this.#bytes += part.length;
    // A carriage return at the end may turn out to be half of the line end.
    const spare = part.at(-1) === carriageReturn ? 1 : 0;
    if (this.#bytes > this.#maxBytes + spare) throw new LineTooLong(this.#maxBytes);
  }

  #take(): Uint8Array {
    const line = this.#parts.length === 1 ? (this.#parts[0] as Uint8Array) : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#bytes = 0;
    return line;
  }
}

function withoutCarriageReturn(line: Uint8Array): Uint8Array {
  return line.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
}
