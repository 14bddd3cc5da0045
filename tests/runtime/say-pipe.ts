/** Writes more than a pipe holds into the one in its argument; prints what went on meanwhile. */

import { openSync, read } from "node:fs";
import { promisify } from "node:util";

const [path = ""] = process.argv.slice(2);
const pipe = openSync(path, "r+"); // both ends: nobody else is needed
const more = Buffer.alloc(200_000, "a"); // than the 64 KiB of a pipe
let written: number | "not yet" = "not yet";
Bun.write(Bun.file(pipe), new Blob([more])).then((bytes) => {
  written = bytes;
});

let turns = 0;
while (turns < 100) {
  await new Promise<void>((resolve) => setImmediate(resolve));
  turns++;
}
console.log(JSON.stringify({ turns, written }));

const room = Buffer.alloc(more.length);
for (let got = 0; got < more.length; ) got += (await promisify(read)(pipe, room, 0, room.length, null)).bytesRead;
while (written === "not yet") await new Promise<void>((resolve) => setImmediate(resolve));
console.log(JSON.stringify({ written }));
