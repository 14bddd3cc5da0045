/** How many descriptors a process may have. */

import { expect, test } from "bun:test";
import { join } from "node:path";
import { descriptorLimit } from "../../src/system/descriptors.ts";
import { run } from "../support/running.ts";

const module = join(import.meta.dir, "..", "..", "src", "system", "descriptors.ts");

test.skipIf(process.platform !== "linux")(
  "descriptorLimit() is the hard limit on Linux: Bun raised the soft one",
  async () => {
    const { stdout } = await run(["sh", "-c", "ulimit -Hn"]);
    expect(`${descriptorLimit()}\n`).toBe(stdout);
  },
);

test.skipIf(process.platform !== "linux")(
  "descriptorLimit() follows the limit that a shell on Linux sets",
  async () => {
    const script = `console.log((await import("${module}")).descriptorLimit())`;
    const { stdout } = await run(["sh", "-c", 'ulimit -n 300 && exec "$@"', "sh", process.execPath, "-e", script]);
    expect(stdout).toBe("300\n");
  },
);

test.skipIf(process.platform === "linux")("descriptorLimit() is undefined where the system does not say", () => {
  expect(descriptorLimit()).toBeUndefined();
});
