/** Whose TIME_WAIT it is: what both programs say, and what the kernel shows. */

import { describe, expect, test } from "bun:test";
import { explainEn } from "../../src/narration/explain-en.ts";
import { Namespace, namespacesAllowed } from "../protocol/namespace.ts";
import { compiled } from "../support/compiled.ts";
import { Running, run } from "../support/running.ts";

type Side = "client" | "server";

/** Who is said to keep the port pair, in the order of saying it. */
function said(narration: string): Side[] {
  return [...narration.matchAll(/TIME_WAIT is the (client|server)'s/g)].map(([, whose]) => whose as Side);
}

class Network implements AsyncDisposable {
  readonly #network: Namespace;
  readonly server: Running;
  readonly port: number;

  private constructor(network: Namespace, server: Running, port: number) {
    this.#network = network;
    this.server = server;
    this.port = port;
  }

  static async open(...options: string[]): Promise<Network> {
    const network = await Namespace.open();
    const command = [compiled("tcp-server"), "--host", "127.0.0.1", "--port", "0", "--explain", ...options];
    const server = new Running(network.command(...command));
    const [, port] = await server.printed(/listens on 127\.0\.0\.1:(\d+)/, "stderr");
    return new Network(network, server, Number(port));
  }

  client(...words: string[]): Running {
    const command = [compiled("tcp-client"), "--host", "127.0.0.1", "--port", `${this.port}`, "--explain", ...words];
    return new Running(this.#network.command(...command));
  }

  /** Whose ports the kernel keeps: state 06 of /proc/net/tcp, with the local port after the address. */
  async kept(): Promise<Side[]> {
    const { stdout } = await run(this.#network.command("cat", "/proc/net/tcp"));
    return [...stdout.matchAll(/^ *\d+: \w+:(\w{4}) \w+:\w{4} 06 /gm)].map(([, local = ""]) =>
      Number.parseInt(local, 16) === this.port ? "server" : "client",
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    await this.#network[Symbol.asyncDispose]();
  }
}

const closed = new RegExp(RegExp.escape(explainEn.ladderTitle));

describe.skipIf(!namespacesAllowed())("TIME_WAIT (needs user namespaces)", () => {
  test("is told and kept as the client's where its FIN was first", async () => {
    await using network = await Network.open("--keep-alive", "60");
    await using client = network.client("hello");
    const { stderr } = await client.ended();
    await network.server.printed(closed, "stderr");
    expect(await network.kept()).toEqual(["client"]);
    expect([said(stderr), said(network.server.text("stderr"))]).toEqual([["client"], ["client"]]);
  });

  test("is told and kept as the server's where that closed an idle connection", async () => {
    await using network = await Network.open("--keep-alive", "0.1");
    await using client = network.client();
    await client.write("hello\n");
    await client.printed(/HELLO/);
    await client.printed(/TIME_WAIT|b''/, "stderr");
    client.closeStdin();
    const { stderr } = await client.ended();
    await network.server.printed(closed, "stderr");
    expect(await network.kept()).toEqual(["server"]);
    expect([said(stderr), said(network.server.text("stderr"))]).toEqual([["server"], ["server"]]);
  });

  // Both ends close at once: neither program sees whose FIN its kernel met first, and both may be first.
  test("is told by nobody as another's than the kernel's, where both ends close at once", async () => {
    for (let times = 0; times < 5; times++) {
      await using network = await Network.open("--keep-alive", "0");
      await using client = network.client("hello");
      const { stderr } = await client.ended();
      await network.server.printed(closed, "stderr");
      const kept = await network.kept();
      expect(kept.length).toBeGreaterThan(0);
      const wrong = [...said(stderr), ...said(network.server.text("stderr"))].filter((whose) => !kept.includes(whose));
      expect(wrong).toEqual([]);
    }
  });
});
