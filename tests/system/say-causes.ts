/** Connects to the endpoints in its argument, in vain, and prints what Bun, the kernel and `connectOrCause` say of each. */

import type { Endpoint } from "../../src/core/endpoint.ts";
import { connectOrCause } from "../../src/system/connect.ts";
import { connectCause } from "../../src/system/connect-cause.ts";
import { systemCode } from "../../src/system/error-code.ts";

export interface Said {
  readonly bun: string | undefined;
  readonly kernel: string;
  readonly told: string;
  /** How long the attempt took, as told; and how long it took to tell. */
  readonly waitedMs: number;
  readonly toldAfterMs: number;
}

const [peers = "[]", timeout = "0"] = process.argv.slice(2);
const timeoutMs = Number(timeout);

function connect({ address, port }: Endpoint): Promise<Bun.Socket> {
  return Bun.connect({ hostname: address, port, socket: { data() {} } });
}

async function say(peer: Endpoint): Promise<Said> {
  const startedMs = performance.now();
  const connected = await connectOrCause(peer, timeoutMs, () => connect(peer));
  const toldAfterMs = performance.now() - startedMs;
  const { cause: told, waitedMs } = "cause" in connected ? connected : { cause: "connected", waitedMs: 0 };
  // Where nothing answers, Bun would not end its wait for minutes.
  const bun = told === "timeout" ? undefined : await connect(peer).then(() => "connected", systemCode);
  const kernel = await connectCause(peer, performance.now() + timeoutMs);
  return { bun, kernel, told, waitedMs, toldAfterMs };
}

const said: Said[] = [];
for (const peer of JSON.parse(peers) as Endpoint[]) said.push(await say(peer));
console.log(JSON.stringify(said));
process.exit();
