/** Connects to the endpoints in its argument, in vain, and prints what Bun, the kernel and `connectOrCause` say of each. */

import type { Endpoint } from "../../src/core/endpoint.ts";
import { connectOrCause } from "../../src/system/connect.ts";
import { connectCause } from "../../src/system/connect-cause.ts";
import { systemCode } from "../../src/system/error-code.ts";

export interface Said {
  readonly bun: string | undefined;
  readonly kernel: string;
  readonly told: string;
}

const [peers = "[]", timeout = "0"] = process.argv.slice(2);
const timeoutMs = Number(timeout);

function connect({ address, port }: Endpoint): Promise<Bun.Socket> {
  return Bun.connect({ hostname: address, port, socket: { data() {} } });
}

async function say(peer: Endpoint): Promise<Said> {
  const told = await connectOrCause(peer, timeoutMs, () => connect(peer));
  // Where nothing answers, Bun would not end its wait for minutes.
  const bun = told === "timeout" ? undefined : await connect(peer).then(() => "connected", systemCode);
  const kernel = await connectCause(peer, performance.now() + timeoutMs);
  return { bun, kernel, told: typeof told === "string" ? told : "connected" };
}

const said: Said[] = [];
for (const peer of JSON.parse(peers) as Endpoint[]) said.push(await say(peer));
console.log(JSON.stringify(said));
process.exit();
