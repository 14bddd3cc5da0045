/** A short soak, so that the long one works when it is wanted. */

import { expect, test } from "bun:test";
import { join } from "node:path";
import { run } from "../support/running.ts";

const soak = [process.execPath, join(import.meta.dir, "soak.ts")];

test("soak.ts among good clients and bad ones for some seconds finds no fault with the servers", async () => {
  const { code, stdout, stderr } = await run([...soak, "--seconds", "5", "--seed", "5"]);
  expect(`${stderr}${stdout.match(/^.*FAIL$/gm) ?? ""}`).toBe("");
  expect(stdout.match(/^.* {2}pass$/gm)?.length).toBe(15);
  expect(code).toBe(0);
}, 60_000);

test("soak.ts tells what it does not take", async () => {
  expect(await run([...soak, "--seconds", "0"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--seconds"),
  });
});
