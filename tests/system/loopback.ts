/** What this host's loopback has. */

import { networkInterfaces } from "node:os";

/** Containers are often without IPv6. */
export const hasIPv6: boolean = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .some(({ address }) => address === "::1");
