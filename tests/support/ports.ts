/** Ports that nobody listens on. */

import { createServer } from "node:net";

/** The kernel knows of TCP what listens; a port that somebody here was given for UDP looks free to it. */
const given = new Set<number>();

/** A port on which nothing listens now, for TCP or UDP: the kernel gave it out, and took it back. Never the same one twice. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await freeTcpPort();
    if (given.has(port)) continue;
    given.add(port);
    return port;
  }
}

async function freeTcpPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "::", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new TypeError("a listening socket has a port");
  return address.port;
}
