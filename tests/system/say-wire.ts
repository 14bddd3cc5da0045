/** Three questions and answers over one connection to the port in its argument; the client's figures, and the gate's counters. */

import { HeldConnection, type TcpWireFigures } from "../../src/system/tcp-wire.ts";
import { connectedPair } from "../runtime/connected-pair.ts";

export interface Wire {
  readonly client: TcpWireFigures | undefined;
  /** What came in for the server's port, and from it: packets, and their bytes with IP headers. */
  readonly counters: Record<string, { readonly packets: number; readonly bytes: number }>;
}

async function converse(): Promise<TcpWireFigures | undefined> {
  const pair = await connectedPair({
    port: Number(process.argv[2]),
    server: { data: (socket) => socket.write("ANSWER"), end: (socket) => void socket.end() },
  });
  using held = new HeldConnection(pair.client.socket);
  for (let asked = 1; asked <= 3; asked++) {
    pair.client.socket.write("question");
    await pair.client.until(() => pair.client.received === asked * 6);
  }
  pair.client.socket.shutdown();
  await pair.client.hears("close");
  await pair.server.hears("close");
  pair.listener.stop(true);
  return held.figures();
}

interface Listed {
  readonly nftables: readonly { counter?: { name: string; packets: number; bytes: number } }[];
}

const client = await converse();
const listed = JSON.parse(Bun.spawnSync(["nft", "-j", "list", "counters"]).stdout.toString()) as Listed;
const counters = Object.fromEntries(
  listed.nftables.flatMap(({ counter }) => (counter === undefined ? [] : [[counter.name, counter] as const])),
);
console.log(JSON.stringify({ client, counters } satisfies Wire));
process.exit();
