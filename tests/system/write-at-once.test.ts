/** What a stream takes without a wait, and what it does not. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeAtOnce } from "../../src/system/write-at-once.ts";
import { installed } from "../support/peers.ts";

const text = Buffer.from("hello\n");

describe.skipIf(process.platform !== "linux" || !installed("mkfifo"))("writeAtOnce() (needs Linux, mkfifo)", () => {
  let folder = "";
  let pipe = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "at-once-"));
    pipe = join(folder, "pipe");
    Bun.spawnSync(["mkfifo", pipe]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Leaves some bytes of room, whatever the pipe holds. */
  function fill(both: number): void {
    const written = writeSync(both, Buffer.alloc(10_000_000, "a"));
    expect(readSync(both, Buffer.alloc(written))).toBe(written);
    expect(writeSync(both, Buffer.alloc(written - 4_095, "a"))).toBe(written - 4_095);
  }

  /** Calls with a descriptor of a file and closes it. */
  function withOpen<T>(path: string, flags: number, use: (descriptor: number) => T): T {
    const descriptor = openSync(path, flags);
    try {
      return use(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  test("writes all into a pipe that has room, and into a file", () => {
    withOpen(pipe, constants.O_RDWR, (both) => {
      expect(writeAtOnce(both, text)).toBe(text.length);
      const room = Buffer.alloc(100);
      expect(room.toString("utf8", 0, readSync(both, room))).toBe("hello\n");
    });
    const file = join(folder, "file");
    withOpen(file, constants.O_CREAT | constants.O_WRONLY, (written) => writeAtOnce(written, text));
    expect(readFileSync(file, "utf8")).toBe("hello\n");
  });

  test("takes nothing, and does not wait, where a pipe has less room than a page", () => {
    withOpen(pipe, constants.O_RDWR | constants.O_NONBLOCK, (both) => {
      fill(both);
      // Nobody reads: were it to wait, it would for ever.
      withOpen(pipe, constants.O_WRONLY, (blocking) => expect(writeAtOnce(blocking, text)).toBe(0));
    });
  });

  test("takes nothing of more than a pipe surely has room for", () => {
    withOpen(pipe, constants.O_RDWR, (both) => {
      expect(writeAtOnce(both, Buffer.alloc(4_097))).toBe(0);
      expect(writeAtOnce(both, Buffer.alloc(4_096))).toBe(4_096);
      expect(readSync(both, Buffer.alloc(10_000))).toBe(4_096);
    });
  });

  test("takes nothing where the reader is gone, and where the disk is full: the slow way says why", () => {
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    withOpen(pipe, constants.O_WRONLY, (writer) => {
      closeSync(reader);
      expect(writeAtOnce(writer, text)).toBe(0);
    });
    withOpen("/dev/full", constants.O_WRONLY, (full) => expect(writeAtOnce(full, text)).toBe(0));
  });
});
