/** The computer that a measurement was made on. */

import { expect, test } from "bun:test";
import { hostFacts } from "../../src/system/host.ts";
import { installed } from "../support/peers.ts";
import { run } from "../support/running.ts";

test("hostFacts() names the runtime and the system, each in a few words on one line", () => {
  const { runtime, system, processors } = hostFacts();
  expect(runtime).toBe(`Bun ${Bun.version}`);
  expect(system).toEndWith(` ${process.arch}`);
  for (const fact of [runtime, system, processors]) expect(fact).toMatch(/^\S+( \S+)*$/);
});

test.skipIf(!installed("uname"))("hostFacts() gives the system's own name and release (needs uname)", async () => {
  const { stdout } = await run(["uname", "-sr"]);
  expect(hostFacts().system).toBe(`${stdout.trimEnd()} ${process.arch}`);
});

test.skipIf(process.platform !== "linux")("hostFacts() counts all processors of a Linux computer", async () => {
  const { stdout } = await run(["sh", "-c", "grep -c ^processor /proc/cpuinfo"]);
  const counts = [...hostFacts().processors.matchAll(/(\d+) × /g)].map(([, count]) => Number(count));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Number(stdout));
});
