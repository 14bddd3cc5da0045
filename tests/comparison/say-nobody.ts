/** Prints what a sentence to nobody meets at each address in its arguments, over both protocols. */

import { sentenceToNobody } from "../../src/comparison/nobody.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { askUdp } from "../../src/udp-client.ts";

const patience = { replyTimeoutMs: 200, connectTimeoutMs: 300 };
const met: unknown[] = [];
for (const address of process.argv.slice(2)) {
  for (const protocol of ["udp", "tcp"] as const) {
    met.push(await sentenceToNobody(protocol, address, patience, { askUdp, connectTcp }));
  }
}
console.log(JSON.stringify(met));
process.exit();
