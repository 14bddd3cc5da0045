/** Measures a server that never answers, ends early, and then has nothing more to do: the process ends by itself. */

import { measureSeries } from "../../src/measurement/measure.ts";
import type { Way } from "../../src/measurement/record.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { askUdp } from "../../src/udp-client.ts";
import { planFor } from "./scenario.ts";

const [way, intervalMs] = [process.argv[2] as Way, Number(process.argv[3])];
const protocol = way === "one-connection" || way === "connection-per-sentence" ? "tcp" : "udp";
const aborting = new AbortController();

/** The sentence is here: enough. */
function data(): void {
  aborting.abort();
}

const hostname = "127.0.0.1";
const server =
  protocol === "udp"
    ? await Bun.udpSocket({ hostname, socket: { data } })
    : Bun.listen({ hostname, port: 0, socket: { data } });
const patience = protocol === "udp" ? { replyTimeoutMs: 300 } : {};
const plan = planFor({ address: hostname, port: server.port }, { protocol, way, count: 9, intervalMs, ...patience });
const series = await measureSeries({ ...plan, signal: aborting.signal }, { askUdp, connectTcp });
if ("close" in server) server.close();
else server.stop();
console.log(series.end.kind, series.counts.sent, series.counts.unanswered);
