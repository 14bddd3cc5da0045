/** Ports that nobody listens on. */

import { createServer } from "node:net";

/** A port on which nothing listens now, for TCP or UDP: the kernel gave it out, and took it back. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "::", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new TypeError("a listening socket has a port");
  return address.port;
}
