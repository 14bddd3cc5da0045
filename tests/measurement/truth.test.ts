/** Servers that do what a data file says, and what the measuring finds of it: every count is exact. */

import { afterAll, describe, expect, test } from "bun:test";
import { newCounts } from "../../src/measurement/ledger.ts";
import { expectRowsAddUp } from "./rows.ts";
import { measure, type Outcome, type Scenario, scenarios } from "./scenario.ts";
import { ScriptedServers } from "./scripted.ts";

const all = await scenarios();
const servers = new ScriptedServers();
afterAll(() => servers[Symbol.asyncDispose]());

function expectAsScripted({ plan, expect: expected }: Scenario, outcome: Outcome): void {
  const { series, report } = outcome;
  const count = plan.count ?? 1;
  const free = (expected.free ?? []).map((name) => [name, series.counts[name]]);
  const counts = { ...newCounts(), sent: count, answered: count, ...expected.counts, ...Object.fromEntries(free) };
  expect(series.counts).toEqual(counts);
  expect(series.end).toMatchObject(expected.end ?? { kind: "done" });
  expect(series).toMatchObject(expected.series ?? { fellBack: false, way: plan.way });
  expect(outcome.fallbacks).toBe(series.fellBack ? 1 : 0);
  const { heldMs, ...said } = report;
  expect(said).toMatchObject(expected.server ?? {});
}

function testScenarios(scenarios: typeof all): void {
  for (const [name, scenario] of scenarios) {
    test(`counts exactly, ${name}: ${scenario.description}`, async () => {
      const outcome = await measure(servers, scenario);
      expectAsScripted(scenario, outcome);
      expectRowsAddUp(outcome);
    }, 30_000);
  }
}

/** It waits for something most of the time: a timeout of its own, or a server that may come back. */
function isWaiting({ plan, script }: Scenario): boolean {
  return plan.replyTimeoutMs !== undefined || script.dies !== undefined;
}

describe("measureSeries()", () => testScenarios(all.filter(([, scenario]) => !isWaiting(scenario))));

describe.concurrent("measureSeries(), waiting", () => testScenarios(all.filter(([, scenario]) => isWaiting(scenario))));
