/** Prints what `pathMtu` says of the addresses in its arguments. */

import { endpoint } from "../../src/core/endpoint.ts";
import { pathMtu } from "../../src/system/path-mtu.ts";

const said = process.argv.slice(2).map((address) => pathMtu(endpoint(address, 9)) ?? null);
console.log(JSON.stringify(said));
