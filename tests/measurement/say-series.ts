/** Measures the plan in its argument, and prints the counts and the end of the series. */

import { measureSeries } from "../../src/measurement/measure.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { askUdp } from "../../src/udp-client.ts";
import { planFor } from "./scenario.ts";

const { peer, ...plan } = JSON.parse(process.argv[2] ?? "{}");
const { counts, end } = await measureSeries(planFor(peer, plan), { askUdp, connectTcp });
console.log(JSON.stringify({ counts, end }));
process.exit();
