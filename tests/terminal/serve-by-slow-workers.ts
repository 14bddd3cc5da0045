/**
 * `udp-server --workers`, with workers that take for ever to start. Each says `starting` on standard error. At the order to stop it ends
 * in good order; with `SLOW=deaf` in the environment it hears no order at all.
 */

import { newUdpTotals } from "../../src/core/totals.ts";
import { endWithParent } from "../../src/system/parent-death.ts";
import { runUdpServer } from "../../src/terminal/run-server.ts";
import { stdinLines } from "../../src/terminal/stdin.ts";
import { type WorkerTold, workerWord } from "../../src/terminal/worker-talk.ts";
import { openUdpServer } from "../../src/udp-server.ts";

async function startForEver(): Promise<never> {
  endWithParent();
  process.on("SIGTERM", () => {});
  const orders = stdinLines();
  await orders.next(); // the setup
  process.stderr.write("starting\n");
  if (process.env.SLOW === "deaf") await new Promise(() => setInterval(() => {}, 60_000));
  await orders.next();
  const told: WorkerTold = { event: "totals", totals: { ...newUdpTotals(), datagramsReceived: 7 }, isLast: true };
  process.stdout.write(`${JSON.stringify(told)}\n`);
  return process.exit(0);
}

if (process.argv[2] === workerWord) await startForEver();
else await runUdpServer(openUdpServer);
