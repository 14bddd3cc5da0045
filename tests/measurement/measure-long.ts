/** Measures the plan in its argument, and prints the counts, the rate, and the memory that the process had on the way. */

import { measureSeries } from "../../src/measurement/measure.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { askUdp } from "../../src/udp-client.ts";
import { planFor } from "./scenario.ts";

export interface LongRun {
  readonly answered: number;
  readonly unanswered: number;
  readonly sentencesPerSecond: number;
  /** Resident memory, a hundred times on the way, with the share of the run that was done. */
  readonly memory: readonly { readonly share: number; readonly rssMiB: number }[];
}

const { peer, ...asked } = JSON.parse(process.argv[2] ?? "{}");
const memory: { share: number; rssMiB: number }[] = [];
const plan = planFor(peer, asked);
const looked = Math.ceil((plan.count ?? 1) / 100);
const { counts, sentencesPerSecond } = await measureSeries(plan, { askUdp, connectTcp }, ({ sequence }) => {
  if (sequence % looked !== 0) return;
  Bun.gc(true); // what is left over from before is no growth
  memory.push({ share: sequence / (plan.count ?? 1), rssMiB: process.memoryUsage.rss() / 2 ** 20 });
});
const { answered, unanswered } = counts;
console.log(JSON.stringify({ answered, unanswered, sentencesPerSecond, memory } satisfies LongRun));
process.exit();
