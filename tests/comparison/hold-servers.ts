/**
 * A client at work, in short: starts both embedded servers with the command in its arguments and prints where they are.
 * At Ctrl-C it asks both once more, prints the answers and stops them.
 */

import { startEmbeddedServers } from "../../src/comparison/embedded-servers.ts";
import { ask } from "./asking.ts";

const servers = await startEmbeddedServers(process.argv.slice(2));
if ("cause" in servers) throw new Error(JSON.stringify(servers));
const { udp, tcp, stop } = servers;

process.on("SIGINT", async () => {
  console.log(`answers: ${await ask("udp", udp, "hello")} ${await ask("tcp", tcp, "hello")}`);
  await stop();
  process.exit();
});
console.log(`servers: ${udp.port} ${tcp.port}`);
