/** Standard output and standard error, written so that a slow, full or closed one neither blocks nor ends the program. */

import { write } from "node:fs";
import { maxWaitingOutputBytes } from "../core/limits.ts";

/** How long to wait before asking a descriptor again that takes nothing now (somebody set it to non-blocking). */
const againMs = 10;

/**
 * Writes in order, one write at a time, on another thread: a pipe that nobody reads would otherwise stop the sockets too.
 * (Merely touching `process.stdout` costs more than the whole start of these programs.)
 */
export class Output {
  /** The system's word for the last write that failed (`ENOSPC`). What it was about is not written. */
  error: string | undefined;
  readonly #descriptor: number;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #writing = false;
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

  #writeOn(): void {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    if (bytes.length === 0) {
      this.#writing = false;
      for (const resolve of this.#idle.splice(0)) resolve();
      return;
    }
    this.#writing = true;
    write(this.#descriptor, bytes, 0, bytes.length, null, (error, written) => this.#wrote(bytes, error, written));
  }

  #wrote(bytes: Uint8Array, error: NodeJS.ErrnoException | null, written: number): void {
    if (error?.code === "EAGAIN") {
      this.#waiting.unshift(bytes);
      setTimeout(() => this.#writeOn(), againMs);
      return;
    }
    if (error !== null) this.error = error.code ?? error.message;
    const done = error === null ? written : bytes.length;
    this.#waitingBytes -= done;
    if (this.closed) this.#waiting = [];
    else if (done < bytes.length) this.#waiting.unshift(bytes.subarray(done));
    this.#writeOn();
  }
}
