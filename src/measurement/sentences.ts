/** The sentences of a measurement: numbered in plain text, so that any upper-case server can be measured. */

const digits = 10;
const zero = 0x30;
const newline = 0x0a;
const pangram = "the quick brown fox jumps over the lazy dog ";

/** Makes sentences of one size, such as `0000000042 the quick brown fox ju`, and knows their replies again. */
export class NumberedSentences {
  readonly #sentence: Buffer;
  /** Memory for sentences that go together. */
  readonly #together: Buffer[] = [];
  readonly #reply: Buffer;

  /** `bytes`: at least {@link minMeasuredSentenceBytes}. */
  constructor(bytes: number) {
    // Some servers leave out white space at the end.
    const letters = pangram.repeat(Math.ceil(bytes / pangram.length)).slice(0, bytes - digits - 2);
    this.#sentence = Buffer.from(`${"0".repeat(digits)} ${letters}x`);
    this.#reply = Buffer.from(this.#sentence.toString().toUpperCase());
  }

  /** The sentence with this number. It is the same memory each time: to be sent, or copied, before the next. */
  write(sequence: number): Uint8Array {
    writeNumber(this.#sentence, 0, sequence);
    return this.#sentence;
  }

  /** So many sentences from this number on, in memory that the next ones get again. */
  writeTogether(sequence: number, count: number): Uint8Array[] {
    while (this.#together.length < count) this.#together.push(Buffer.from(this.#sentence));
    const sentences = this.#together.slice(0, count);
    for (const [place, sentence] of sentences.entries()) writeNumber(sentence, 0, sequence + place);
    return sentences;
  }

  /** So many sentences from this number on, each ended by a newline, in memory of their own. */
  lines(sequence: number, count: number): Uint8Array {
    const lineBytes = this.#sentence.length + 1;
    const lines = Buffer.allocUnsafe(count * lineBytes);
    for (let place = 0, at = 0; place < count; place++, at += lineBytes) {
      lines.set(this.#sentence, at);
      writeNumber(lines, at, sequence + place);
      lines[at + lineBytes - 1] = newline;
    }
    return lines;
  }

  /** The reply to the sentence with this number. */
  expected(sequence: number): Uint8Array {
    this.write(sequence);
    this.#sentence.copy(this.#reply, 0, 0, digits);
    return new Uint8Array(this.#reply);
  }

  /** Tells whether these bytes are the beginning of a reply, and not a whole one. */
  isBeginning(bytes: Uint8Array): boolean {
    if (bytes.length >= this.#reply.length) return false;
    const number = Buffer.from(bytes.subarray(0, digits)).toString("latin1");
    const letters = this.#reply.subarray(digits, Math.max(digits, bytes.length));
    return /^\d*$/.test(number) && letters.equals(bytes.subarray(digits));
  }

  /** The number of the sentence that these bytes are the exact upper case of; -1 where there is none. */
  read(reply: Uint8Array): number {
    const expected = this.#reply;
    if (reply.length !== expected.length) return -1;
    let sequence = 0;
    for (let i = 0; i < digits; i++) {
      const digit = (reply[i] as number) - zero;
      if (digit < 0 || digit > 9) return -1;
      sequence = sequence * 10 + digit;
    }
    return expected.compare(reply, digits, reply.length, digits, expected.length) === 0 ? sequence : -1;
  }
}

/** Writes the number of the sentence that begins at an offset. */
function writeNumber(sentences: Buffer, start: number, sequence: number): void {
  for (let at = start + digits - 1, rest = sequence; at >= start; at--) {
    sentences[at] = zero + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}
