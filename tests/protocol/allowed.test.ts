/** Servers that serve some and no others. */

import { expect, test } from "bun:test";
import { Running, run } from "../support/running.ts";
import { namespacesAllowed } from "./namespace.ts";
import { ServerProcess } from "./server-process.ts";
import { crowd, flood, openNetwork, type Stranger } from "./strangers.ts";

const skipped = test.skipIf(!namespacesAllowed("python3"));
const port = 7_000;

/** One sentence of a stranger, and its reply. */
const ask = `
import socket, sys
source, port = sys.argv[1], int(sys.argv[2])
client = socket.socket(socket.AF_INET6 if ":" in source else socket.AF_INET, socket.SOCK_DGRAM)
client.settimeout(20)
client.bind((source, 0))
client.sendto(b"hello", (source, port))
print(client.recvfrom(100)[0].decode())
`;

skipped(
  "udp-server --allow answers those that it names, and ignores and counts the others (needs network namespaces)",
  async () => {
    await using network = await openNetwork();
    const options = ["--port", `${port}`, "--allow", "10.9.0.1", "--allow", "2001:db8::/64"];
    await using server = await ServerProcess.start("udp-server", options, network);
    for (const address of ["10.9.0.2", "2001:db8:0:1::1"] as const) await flood(network, address, port, 10);
    for (const address of ["10.9.0.1", "2001:db8::1", "2001:db8::2"]) {
      const ended = await run(network.command("python3", "-c", ask, address, `${port}`));
      expect(ended).toMatchObject({ code: 0, stdout: "HELLO\n" });
    }
    expect(await server.stop()).toMatchObject({ datagramsReceived: 23, datagramsSent: 3, notAllowed: 20 });
  },
  30_000,
);

skipped(
  "tcp-server --allow takes in those that it names, and closes and counts the others (needs network namespaces)",
  async () => {
    await using network = await openNetwork();
    const options = ["--port", `${port}`, "--allow", "10.9.0.1", "--allow", "2001:db8::/64"];
    await using server = await ServerProcess.start("tcp-server", options, network);
    const those: Stranger[] = ["10.9.0.1", "2001:db8::1", "2001:db8::2"];
    for (const address of ["10.9.0.2", "2001:db8:0:1::1", "127.0.0.1", ...those] as const) {
      await using clients = new Running(crowd(network, address, port, 10));
      const [, answered, closed] = await clients.printed(/(\d+) (\d+)/);
      const isNamed = those.some((one) => one === address);
      expect([answered, closed]).toEqual(isNamed ? ["10", "0"] : ["0", "10"]);
    }
    expect(await server.stop()).toMatchObject({ connections: 30, answered: 30, notAllowed: 30 });
  },
  30_000,
);

skipped(
  "tcp-server --max-per-address takes in so many of one address, of an IPv6 network, and all of loopback (needs network namespaces)",
  async () => {
    await using network = await openNetwork();
    const options = ["--port", `${port}`, "--max-per-address", "20", "--keep-alive", "60"];
    await using server = await ServerProcess.start("tcp-server", options, network);
    const expected = [
      ["10.9.0.1", 20],
      ["10.9.0.2", 20],
      ["2001:db8::1", 20],
      ["2001:db8::2", 0],
      ["2001:db8:0:1::1", 20],
      ["127.0.0.1", 25],
    ] as const;
    await using together = new AsyncDisposableStack();
    for (const [address, most] of expected) {
      const clients = together.use(new Running(crowd(network, address, port, 25)));
      const [, answered, closed] = await clients.printed(/(\d+) (\d+)/);
      expect([address, answered, closed]).toEqual([address, `${most}`, `${25 - most}`]);
    }
    await together.disposeAsync();
    // Once the server has heard that they are gone, as many others may come in.
    for (let answered = "0"; answered !== "20"; ) {
      await using again = new Running(crowd(network, "10.9.0.1", port, 20));
      answered = (await again.printed(/(\d+) \d+/))[1] as string;
    }
    expect((await server.stop()).tooManyFromAddress).toBeGreaterThanOrEqual(45);
  },
  30_000,
);
