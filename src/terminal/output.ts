/** Standard output and standard error, written so that a slow, full or closed one neither blocks nor ends the program. */

import { maxWaitingOutputBytes } from "../core/limits.ts";
import { errorCode } from "../system/error-code.ts";
import { writeAtOnce } from "../system/write-at-once.ts";

/**
 * Writes in order, one write at a time, on another thread: a pipe that nobody reads would otherwise stop the sockets too.
 * (Merely touching `process.stdout` costs more than the whole start of these programs, and `node:fs` a quarter of it.)
 * But the first text, which may be all there is, goes at once where the system takes it: no thread has to start for it.
 */
export class Output {
  /** The system's word for the last write that failed (`ENOSPC`). What it was about is not written. */
  error: string | undefined;
  readonly #descriptor: 1 | 2;
  #isFirst = true;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #writing = false;
  #isStuck = false;
  #idle: (() => void)[] = [];

  constructor(descriptor: 1 | 2) {
    this.#descriptor = descriptor;
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
    const all = typeof text === "string" ? Buffer.from(text) : text;
    const bytes = this.#isFirst ? all.subarray(writeAtOnce(this.#descriptor, all)) : all;
    this.#isFirst = false;
    if (bytes.length === 0) return;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (!this.#writing) this.#writeOn();
  }

  /**
   * Resolves when all is written, or cannot be; or, where `timeoutMs` is given, with false when nobody has taken the rest by then.
   * That wait is made once: who has taken nothing in it is not waited for again.
   */
  async flush(timeoutMs?: number): Promise<boolean> {
    if (!this.#writing) return true;
    if (this.#isStuck && timeoutMs !== undefined) return false;
    const { promise: idle, resolve } = Promise.withResolvers<void>();
    this.#idle.push(resolve);
    const giveUp = () => {
      this.#isStuck = true;
      resolve();
    };
    const timer = timeoutMs === undefined ? undefined : setTimeout(giveUp, timeoutMs);
    await idle;
    clearTimeout(timer);
    return !this.#isStuck;
  }

  async #writeOn(): Promise<void> {
    this.#writing = true;
    const file = Bun.file(this.#descriptor);
    while (this.#waiting.length > 0) {
      const blob = new Blob(this.#waiting); // of bytes alone, Bun would write them in this thread
      this.#waiting = [];
      try {
        await Bun.write(file, blob);
      } catch (error) {
        this.error = errorCode(error);
      }
      this.#isStuck = false;
      this.#waitingBytes -= blob.size;
      if (this.closed) this.#waiting = [];
    }
    this.#writing = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
