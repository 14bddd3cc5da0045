/** Looks up the names in its arguments and prints, for each, what Bun says and what `resolveHost` makes of it. */

import { resolveHost } from "../../src/system/addresses.ts";
import { errorCode } from "../../src/system/error-code.ts";

export interface Found {
  readonly bun: string[] | string;
  readonly resolved: string[] | string;
}

async function find(name: string): Promise<Found> {
  const [bun, resolved] = await Promise.all([
    Bun.dns.lookup(name, { backend: "system" }).then((found) => found.map(({ address }) => address), errorCode),
    resolveHost(name).catch(errorCode),
  ]);
  return { bun, resolved };
}

console.log(JSON.stringify(await Promise.all(process.argv.slice(2).map(find))));
