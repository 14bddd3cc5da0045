/** What a TCP client has to send and the kernel has not taken yet, with its FIN behind it. */

const nothing = new Uint8Array(0);
const newline = Buffer.from("\n");

export class Outbox {
  unsent: Uint8Array = nothing;
  /** A write met a reset. Bun then tells of an end and a close, and of no error. */
  gone = false;
  #fin: "none" | "wanted" | "sent" = "none";

  /** Adds a sentence. */
  put(sentence: Uint8Array): void {
    this.unsent = this.unsent.length === 0 ? sentence : Buffer.concat([this.unsent, sentence]);
  }

  /** Adds a sentence that a newline ends. */
  putLine(sentence: Uint8Array): void {
    this.put(Buffer.concat([sentence, newline]));
  }

  /** Adds a sentence that FIN ends. */
  putLast(sentence: Uint8Array): void {
    this.put(sentence);
    this.finish();
  }

  /** Asks for FIN behind all that was put in. Once is enough. */
  finish(): void {
    if (this.#fin === "none") this.#fin = "wanted";
  }

  /** Notes how many bytes the kernel took: -1 where the connection is gone. */
  taken(bytes: number): void {
    if (bytes < 0) this.gone = true;
    else this.unsent = bytes === this.unsent.length ? nothing : this.unsent.subarray(bytes);
  }

  /** Tells, once, that it is time for FIN. */
  finIsDue(): boolean {
    if (this.gone || this.unsent.length > 0 || this.#fin !== "wanted") return false;
    this.#fin = "sent";
    return true;
  }
}
