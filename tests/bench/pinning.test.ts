/** The benches keep to the processors that they are given. */

import { expect, test } from "bun:test";
import { join } from "node:path";
import { installed } from "../support/peers.ts";
import { run } from "../support/running.ts";
import { firstAllowed, processorToPin } from "./pinning.ts";

test.each([
  ["Cpus_allowed:\t3\nCpus_allowed_list:\t0-1\nMems_allowed_list:\t0\n", 0],
  ["Cpus_allowed:\t2\nCpus_allowed_list:\t1\n", 1],
  ["Cpus_allowed_list:\t12-15,64-67\n", 12],
  ["Name:\tbun\n", undefined],
])("firstAllowed() of %j is %p", (status, first) => {
  expect(firstAllowed(status)).toBe(first as number);
});

test.skipIf(!installed("taskset"))("processorToPin() is each one that taskset gives (needs taskset)", async () => {
  const own = processorToPin();
  expect(own).toBeGreaterThanOrEqual(0);
  const { stdout } = await run(["taskset", "-pc", `${process.pid}`]);
  const last = /(\d+)\n$/.exec(stdout)?.[1] ?? "";
  const script = `console.log((await import("${join(import.meta.dir, "pinning.ts")}")).processorToPin())`;
  for (const cpu of new Set([`${own}`, last])) {
    expect((await run(["taskset", "-c", cpu, process.execPath, "-e", script])).stdout).toBe(`${cpu}\n`);
  }
});
