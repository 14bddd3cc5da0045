/** A file of every exchange, written while they are made. */

import { closeSync, openSync, writeSync } from "node:fs";
import { csvHeader, csvLine } from "../comparison/csv.ts";
import type { ExchangeRow } from "../measurement/exchange-row.ts";
import { errorCode } from "../system/error-code.ts";

/** Written in pieces of this size, at once: memory stays flat however slow the disk is, and a piece takes it some 20 µs. */
const pieceCharacters = 64 * 1024;

export class CsvFile {
  /** The system's word where it cannot be written (any more). */
  error: string | undefined;
  #descriptor = -1;
  #waiting = csvHeader();

  /** Creates the file, or empties it. Look at {@link error} afterwards. */
  constructor(path: string) {
    this.#attempt(() => {
      this.#descriptor = openSync(path, "w");
    });
  }

  readonly add = (row: ExchangeRow): void => {
    this.#waiting += csvLine(row);
    if (this.#waiting.length >= pieceCharacters) this.#write();
  };

  close(): void {
    this.#write();
    if (this.#descriptor >= 0) this.#attempt(() => closeSync(this.#descriptor));
    this.#descriptor = -1;
  }

  #write(): void {
    const bytes = Buffer.from(this.#waiting);
    this.#waiting = "";
    this.#attempt(() => {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at);
    });
  }

  /** After the first failure nothing more is tried: a file with a hole in it would be worse than a short one. */
  #attempt(write: () => void): void {
    if (this.error !== undefined) return;
    try {
      write();
    } catch (error) {
      this.error = errorCode(error);
    }
  }
}
