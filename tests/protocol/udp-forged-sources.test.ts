/** Datagrams whose source nobody should be answered at: forged ones, in a network of the test's own. */

import { expect, test } from "bun:test";
import { join } from "node:path";
import { compiled } from "../support/compiled.ts";
import { type Ended, run } from "../support/running.ts";
import { Namespace, namespacesAllowed } from "./namespace.ts";
import { ServerProcess } from "./server-process.ts";

const spoof = join(import.meta.dir, "spoof-datagram.py");
const port = 7_000;

/** Sends a datagram from each of these ports of an address to the server, which runs in the same network. */
async function forge(network: Namespace, address: string, ...ports: number[]): Promise<void> {
  const words = [address, ports.join(","), "127.0.0.1", `${port}`, "hello"];
  expect(await run(network.command("python3", spoof, ...words))).toMatchObject({ code: 0, stderr: "" });
}

function askHello(network: Namespace): Promise<Ended> {
  const words = ["-q", "-H", "127.0.0.1", "-p", `${port}`, "--timeout", "10", "--retries", "0", "hello"];
  return run(network.command(compiled("udp-client"), ...words));
}

const allowed = namespacesAllowed("python3");

test.skipIf(!allowed)(
  "udp-server answers no source that is a service, itself, or nobody, and counts each (needs network namespaces)",
  async () => {
    await using network = await Namespace.open();
    await using server = await ServerProcess.start("udp-server", ["--port", `${port}`], network);
    const services = [1, 7, 19, 53, 123, 1_023, 1_900, 5_353, 11_211];
    const nobody = ["0.1.2.3", "224.0.0.1", "255.255.255.255"];
    await forge(network, "127.0.0.1", 0, port, ...services);
    await forge(network, "10.9.8.7", port);
    for (const address of nobody) await forge(network, address, 40_000);
    expect(await askHello(network)).toMatchObject({ code: 0, stdout: "HELLO\n" });
    const totals = await server.stop();
    expect(totals).toMatchObject({ servicePort: services.length, ownPort: 2, datagramsSent: 1, bytesSent: 5 });
    // Bun itself leaves out what comes from port 0. If it ever does not, it is one more that nobody can be answered at.
    expect([nobody.length, nobody.length + 1]).toContain(totals.unanswerable as number);
    expect(totals.datagramsReceived).toBe(services.length + 2 + (totals.unanswerable as number) + 1);
  },
  30_000,
);

test.skipIf(!allowed)(
  "udp-server answers the services that --allow-source-ports names, and no others (needs network namespaces)",
  async () => {
    await using network = await Namespace.open();
    const options = ["--port", `${port}`, "--allow-source-ports", "50-60,1900,7000"];
    await using server = await ServerProcess.start("udp-server", options, network);
    await forge(network, "127.0.0.1", 50, 53, 60, 1_900, 49, 61, 5_353);
    expect(await askHello(network)).toMatchObject({ code: 0 });
    expect(await server.stop()).toMatchObject({ datagramsSent: 5, servicePort: 3 });
  },
  30_000,
);

test.skipIf(!allowed)(
  "udp-server that may answer its own port is out of the loop with itself at once (needs network namespaces)",
  async () => {
    await using network = await Namespace.open();
    const options = ["--port", `${port}`, "--allow-source-ports", `${port}`];
    await using server = await ServerProcess.start("udp-server", options, network);
    await forge(network, "127.0.0.1", port);
    expect(await askHello(network)).toMatchObject({ code: 0, stdout: "HELLO\n" });
    const { datagramsReceived, loop } = await server.stop();
    expect(loop).toBe(1);
    expect(datagramsReceived).toBeLessThan(60);
  },
  30_000,
);

test.skipIf(!allowed)(
  "udp-server leaves it to the kernel not to answer a network's broadcast address (needs network namespaces)",
  async () => {
    await using network = await Namespace.open(
      "ip link add v0 type veth peer name v1",
      "ip addr add 192.0.2.1/24 dev v0",
      "ip link set v0 up",
      "ip link set v1 up",
    );
    await using server = await ServerProcess.start("udp-server", ["--port", `${port}`], network);
    await forge(network, "192.0.2.255", 40_000);
    expect(await askHello(network)).toMatchObject({ code: 0 });
    const { datagramsReceived, datagramsSent, notSendable } = await server.stop();
    expect([datagramsReceived, datagramsSent, notSendable]).toEqual([2, 1, 1]);
  },
  30_000,
);
