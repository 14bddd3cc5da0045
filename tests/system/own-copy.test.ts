/** Another process of this program: what it is told, what it says, and how it ends. */

import { expect, test } from "bun:test";
import { OwnCopy, ownCommand } from "../../src/system/own-copy.ts";

/** Starts a shell script instead of a program of ours; collects all that it says, until it has ended. */
function start(script: string, maxLineBytes = 100) {
  const said: unknown[] = [];
  const first = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<string>();
  const copy = new OwnCopy<unknown>(["sh", "-c", script], maxLineBytes, {
    hear(told) {
      said.push(told);
      first.resolve();
    },
    ended: ended.resolve,
  });
  return { copy, said, spoke: first.promise, ended: ended.promise };
}

test("ownCommand() starts this very program again", () => {
  // Here it is `bun test`, from source.
  expect(ownCommand()).toEqual([process.execPath, Bun.main]);
});

test("OwnCopy hands its orders over, line by line, and hears the answers", async () => {
  const { copy, said, ended } = start('while read -r order; do echo "{\\"got\\":\\"$order\\"}"; done');
  copy.order("one");
  copy.order("two words");
  await copy.end();
  expect(await ended).toBe("exit code 0");
  expect(said).toEqual([{ got: "one" }, { got: "two words" }]);
});

test.each([
  ["exit 3", "exit code 3"],
  ["kill -9 $$", "SIGKILL"],
  ["kill -TERM $$", "SIGTERM"],
])("OwnCopy tells how it ended: %s", async (script, cause) => {
  expect(await start(script).ended).toBe(cause);
});

test("OwnCopy tells the system's word where the program cannot be started, and takes orders that nobody gets", async () => {
  const ended = Promise.withResolvers<string>();
  const copy = new OwnCopy<unknown>(["/no/such/program"], 100, { hear() {}, ended: ended.resolve });
  copy.order("anybody?");
  expect(await ended.promise).toBe("ENOENT");
  await copy.end();
});

test("OwnCopy takes orders for a copy that has ended, or reads no more", async () => {
  const { copy, spoke, ended } = start("exec <&-; echo {}; exec sleep 100");
  await spoke;
  for (let number = 0; number < 3; number++) copy.order("anybody?");
  await copy.gone(0);
  expect(await ended).toBe("SIGKILL");
  copy.order("anybody?");
});

test("OwnCopy says nothing of a line that the end cut off", async () => {
  const { said, ended } = start("printf '{}\\n{\"half\":'; kill -9 $$");
  expect(await ended).toBe("SIGKILL");
  expect(said).toEqual([{}]);
});

test.each([
  ["no JSON", "echo {}; echo what; echo {}", /^unreadable: JSON Parse error/],
  ["no message", "echo {}; echo null; echo {}", /^unreadable: no message of this program$/],
  ["what a terminal would act on", "echo {}; printf '\\033]0;\\n'; echo {}", /^unreadable: [ -~]*\\x1b[ -~]*$/],
  [
    "a line that is too long",
    `echo {}; echo '"${"a".repeat(200)}"'; echo {}`,
    /^unreadable: a line is longer than 100 bytes$/,
  ],
])("OwnCopy kills what says %s, tells why, and has heard what came before", async (_what, script, cause) => {
  const { said, ended } = start(`${script}; exec sleep 100`);
  expect(await ended).toMatch(cause);
  expect(said).toEqual([{}]);
});

test("OwnCopy.gone() kills what does not end in time", async () => {
  const { copy, ended } = start("exec sleep 100");
  await copy.gone(50);
  expect(await ended).toBe("SIGKILL");
});
