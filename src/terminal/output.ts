/** Standard output and standard error, written so that a slow, full or closed one neither blocks nor ends the program. */

import { maxWaitingOutputBytes } from "../core/limits.ts";
import { errorCode } from "../system/error-code.ts";

/**
 * Writes in order, one write at a time, on another thread: a pipe that nobody reads would otherwise stop the sockets too.
 * (Merely touching `process.stdout` costs more than the whole start of these programs, and `node:fs` a quarter of it.)
 */
export class Output {
  /** The system's word for the last write that failed (`ENOSPC`). What it was about is not written. */
  error: string | undefined;
  readonly #file: Bun.BunFile;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #writing = false;
  #idle: (() => void)[] = [];

  constructor(descriptor: 1 | 2) {
    this.#file = Bun.file(descriptor);
  }

  /** The reader is gone (`client | head -1`): nothing more can be said here, and nobody minds. */
  get closed(): boolean {
    return this.error === "EPIPE";
  }

  /** Takes text to be written. Returns false where too much waits already: this was not taken. */
  offer(text: string): boolean {
    if (this.#waitingBytes > maxWaitingOutputBytes) return false;
    this.write(text);
    return true;
  }

  /** Takes text or bytes to be written, however much waits: for those who then {@link flush}. */
  write(text: string | Uint8Array): void {
    if (this.closed) return;
    const bytes = typeof text === "string" ? Buffer.from(text) : text;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (!this.#writing) this.#writeOn();
  }

  /** Resolves when all is written, or cannot be: at the latest after `timeoutMs`, where that is given. */
  async flush(timeoutMs?: number): Promise<void> {
    if (!this.#writing) return;
    const { promise: idle, resolve } = Promise.withResolvers<void>();
    this.#idle.push(resolve);
    const timer = timeoutMs === undefined ? undefined : setTimeout(resolve, timeoutMs);
    await idle;
    clearTimeout(timer);
  }

  async #writeOn(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const blob = new Blob(this.#waiting); // of bytes alone, Bun would write them in this thread
      this.#waiting = [];
      try {
        await Bun.write(this.#file, blob);
      } catch (error) {
        this.error = errorCode(error);
      }
      this.#waitingBytes -= blob.size;
      if (this.closed) this.#waiting = [];
    }
    this.#writing = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
