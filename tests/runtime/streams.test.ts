/** What Bun does with pipes, files and standard input. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { closeSync, constants, mkdtempSync, openSync, rmSync, write } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installed } from "../support/peers.ts";
import { Running, run } from "../support/running.ts";

/** Resolves with what write() told its callback. */
function written(descriptor: number, bytes: Uint8Array): Promise<string | number> {
  return new Promise((resolve) => {
    write(descriptor, bytes, 0, bytes.length, null, (error, taken) => resolve(error?.code ?? taken));
  });
}

// output.ts: a slow, full or closed standard output neither blocks nor ends the program.
describe.skipIf(!installed("mkfifo"))("fs.write() to a pipe (needs mkfifo)", () => {
  let folder = "";
  let pipe = "";
  const more = Buffer.alloc(200_000, "a"); // than the 64 KiB of a pipe

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "pipe-"));
    pipe = join(folder, "pipe");
    Bun.spawnSync(["mkfifo", pipe]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("that is full lets the event loop go on, and tells the callback when all is read", async () => {
    // Another process: where this is not so, it hangs, and not the tests.
    await using writer = new Running([process.execPath, join(import.meta.dir, "say-pipe.ts"), pipe]);
    const { stdout } = await writer.ended();
    expect(stdout).toBe('{"turns":100,"written":"not yet"}\n{"written":200000}\n');
  });

  test("that nobody reads any more tells the callback EPIPE", async () => {
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(pipe, constants.O_WRONLY);
    closeSync(reader);
    try {
      expect(await written(writer, Buffer.from("hello"))).toBe("EPIPE");
    } finally {
      closeSync(writer);
    }
  });

  // Output.#wrote(): a part is taken, then EAGAIN, and later the rest.
  test("that somebody set to non-blocking takes a part, then tells EAGAIN", async () => {
    const both = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    try {
      const taken = await written(both, more);
      expect(taken).toBeGreaterThan(0);
      expect(taken).toBeLessThan(more.length);
      expect(await written(both, more)).toBe("EAGAIN");
    } finally {
      closeSync(both);
    }
  });
});

// output.ts: the result could not be written, and the user is told why.
test.skipIf(process.platform !== "linux")("fs.write() to a full disk tells the callback ENOSPC on Linux", async () => {
  const full = openSync("/dev/full", "w");
  try {
    expect(await written(full, Buffer.from("hello"))).toBe("ENOSPC");
  } finally {
    closeSync(full);
  }
});

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
