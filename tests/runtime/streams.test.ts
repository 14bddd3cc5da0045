/** What Bun does with pipes, files and standard input. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errorCode } from "../../src/system/error-code.ts";
import { installed } from "../support/peers.ts";
import { Running, run } from "../support/running.ts";

/** Resolves with how much was written, or with the code of the error. */
function written(descriptor: number, bytes: Uint8Array): Promise<string | number> {
  return Bun.write(Bun.file(descriptor), new Blob([bytes])).catch(errorCode);
}

/** Reads what is in a non-blocking pipe now. */
function readThere(descriptor: number, room: Uint8Array): number {
  try {
    return readSync(descriptor, room);
  } catch (error) {
    if (errorCode(error) === "EAGAIN") return 0;
    throw error;
  }
}

// output.ts: a slow, full or closed standard output neither blocks nor ends the program.
describe.skipIf(!installed("mkfifo"))("Bun.write() of a Blob to a pipe (needs mkfifo)", () => {
  let folder = "";
  let pipe = "";
  const more = Buffer.alloc(200_000, "a"); // than the 64 KiB of a pipe

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "pipe-"));
    pipe = join(folder, "pipe");
    Bun.spawnSync(["mkfifo", pipe]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("that is full lets the event loop go on, and resolves when all is read", async () => {
    // Another process: where this is not so, it hangs, and not the tests.
    await using writer = new Running([process.execPath, join(import.meta.dir, "say-pipe.ts"), pipe]);
    const { stdout } = await writer.ended();
    expect(stdout).toBe('{"turns":100,"written":"not yet"}\n{"written":200000}\n');
  });

  test("that nobody reads any more rejects with EPIPE", async () => {
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(pipe, constants.O_WRONLY);
    closeSync(reader);
    try {
      expect(await written(writer, Buffer.from("hello"))).toBe("EPIPE");
    } finally {
      closeSync(writer);
    }
  });

  test("that somebody set to non-blocking resolves when all is read, too", async () => {
    const both = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    try {
      const writing = written(both, more);
      const room = Buffer.alloc(more.length);
      for (let got = 0; got < more.length; ) {
        got += readThere(both, room);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(await writing).toBe(more.length);
    } finally {
      closeSync(both);
    }
  });
});

// output.ts: the result could not be written, and the user is told why.
test.skipIf(process.platform !== "linux")(
  "Bun.write() of a Blob to a full disk rejects with ENOSPC on Linux",
  async () => {
    const full = openSync("/dev/full", "w");
    try {
      expect(await written(full, Buffer.from("hello"))).toBe("ENOSPC");
    } finally {
      closeSync(full);
    }
  },
);

// stdin.ts: lines are cut by us, and no decoder comes between.
describe("Bun.stdin.stream()", () => {
  const script = "for await (const chunk of Bun.stdin.stream()) console.log(Buffer.from(chunk).toString('hex'))";

  async function read(stdin: Uint8Array): Promise<Buffer> {
    const { code, stdout } = await run([process.execPath, "-e", script], { stdin });
    expect(code).toBe(0);
    return Buffer.from(stdout.replaceAll("\n", ""), "hex");
  }

  test("gives every byte as it is: byte-order mark, CR, NUL, what is not UTF-8", async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x0d, 0x0a, 0x00, 0xff, 0xc3, 0x0a, 0xed, 0xa0, 0x80]);
    expect(await read(bytes)).toEqual(bytes);
  });

  test("gives all of a long input, and ends at once without any", async () => {
    const long = Buffer.alloc(1_000_000, "a long line \n");
    expect((await read(long)).equals(long)).toBe(true);
    expect(await read(new Uint8Array(0))).toHaveLength(0);
  });
});
