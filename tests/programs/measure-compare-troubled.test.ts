/** `--compare` in trouble, in a network of its own: cut short, with a server that dies, in silence, and in bad weather. */

import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { lostWords } from "../comparison/laid-out.ts";
import { Namespace, namespacesAllowed } from "../protocol/namespace.ts";
import { Running, run } from "../support/running.ts";
import { InTerminal } from "../support/terminal.ts";
import { reportOf } from "./measuring.ts";
import { clientIn, serverIn, socketsIn, usualPort } from "./networks.ts";

// Some of it takes seconds, and all at the same time.
setDefaultTimeout(30_000);

/** As in docs/bad-weather.md, but the same every time: one of so many packets. What the server sends again, its kernel counts. */
function dropping(port: number): string {
  const rules = [`udp dport ${port} numgen inc mod 4 1 drop`, `tcp dport ${port} numgen inc mod 13 4 drop`];
  return `table inet weather { chain in { type filter hook input priority -300; ${rules.join("; ")}; }; }`;
}

const silent = "nft 'table inet silent { chain in { type filter hook input priority 0; drop; }; }'";
const endless = ["--compare", "-d", "60", "--warmup", "2", "--timeout", "0.5"];

describe.skipIf(!namespacesAllowed("ss", "nft")).concurrent("--compare (needs user namespaces, ss and nft)", () => {
  test("Ctrl-C in a terminal reports what was measured, and leaves no server behind", async () => {
    await using network = await Namespace.open();
    const command = clientIn(network, "udp-client", ...endless, "--no-color");
    await using terminal = new InTerminal(command, { rows: 60 });
    await terminal.shows(/━.* TCP and UDP in turn/);
    expect(await socketsIn(network)).toMatch(/^tcp /m);
    terminal.type("\x03");
    const { code, text } = await terminal.ended();
    expect(text).toStartWith("Not complete: it was interrupted.\n\nTCP and UDP, side by side");
    expect(text).toEndWith("Interrupted. What was measured until then is reported.");
    expect(text).not.toContain("━");
    expect(code).toBe(1);
    expect(await socketsIn(network)).toBe("");
  });

  test.each(["SIGINT", "SIGTERM"] as const)("%s does so through pipes", async (signal) => {
    await using network = await Namespace.open();
    await using measuring = new Running(clientIn(network, "tcp-client", ...endless, "--report-every", "0.1"));
    await measuring.printed(/TCP .* ms\n/, "stderr");
    measuring.signal(signal);
    const { code, stdout, stderr } = await measuring.ended();
    expect(stdout).toStartWith("Not complete: it was interrupted.\n\nTCP and UDP, side by side");
    expect(stderr).toEndWith("Interrupted. What was measured until then is reported.\n");
    expect(code).toBe(1);
    expect(await socketsIn(network)).toBe("");
  });

  test("A server of its own that dies is told as that, and the other one ends too", async () => {
    await using network = await Namespace.open();
    await using measuring = new Running(clientIn(network, "tcp-client", ...endless, "--report-every", "0.1"));
    await measuring.printed(/TCP .* ms\n/, "stderr");
    const { pid } = measuring;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").trim().split(" ").map(Number);
    const isUdp = (child: number) => readFileSync(`/proc/${child}/cmdline`, "latin1").includes("=udp");
    process.kill(children.find(isUdp) ?? Number.NaN, "SIGKILL");
    const { code, stdout, stderr } = await measuring.ended();
    expect(stdout).toStartWith("Not complete: the server was gone.\n");
    expect(stderr).toEndWith(
      "Cannot go on comparing: the UDP server that was started here has ended (SIGKILL). What was measured until then is reported. Try again.\n",
    );
    expect(code).toBe(1);
    expect(await socketsIn(network)).toBe("");
  });

  test("It says what it waits for, where servers are looked for and do not answer", async () => {
    await using network = await Namespace.open(silent);
    const toNobody = ["--compare", "--host", "127.0.0.1", "--timeout", "0.1", "--connect-timeout", "1.2"];
    const told = await run(clientIn(network, "tcp-client", ...toNobody));
    expect(told).toMatchObject({ code: 1, stdout: "" });
    expect(told.stderr).toStartWith("Looking for the servers at 127.0.0.1:12000 …\n");
    expect(told.stderr).toContain("(UDP: no answer; TCP: no answer)");
  });

  test("A UDP server in injected weather leaves sentences unanswered, and nobody says that they are lost", async () => {
    const weather = ["--compare", "-c", "10", "--warmup", "0", "--timeout", "0.3"];
    // A server each: the seed decides of its first requests, its second, …, whoever sends them.
    const compare = async (...args: string[]) => {
      await using network = await Namespace.open();
      await using _udp = await serverIn(network, "udp-server", "--drop", "30%", "--seed", "7");
      await using _tcp = await serverIn(network, "tcp-server");
      return await run(clientIn(network, "udp-client", ...weather, ...args));
    };
    const [json, en, ko] = await Promise.all([compare("--json"), compare(), compare("--lang", "ko")]);
    const [datagrams, stream] = reportOf(json).series;
    expect(datagrams?.counts.unanswered).toBeGreaterThan(0);
    expect(stream?.counts).toMatchObject({ sent: 10, answered: 10 });
    expect([json.code, en.code, ko.code]).toEqual([0, 0, 0]);
    for (const { stdout, stderr } of [en, ko]) expect(stdout + stderr).not.toMatch(lostWords);
  });

  test("shows what TCP's kernel sent again beside what UDP left unanswered, where the kernel drops packets", async () => {
    await using network = await Namespace.open();
    await using _tcp = await serverIn(network, "tcp-server", "--keep-alive", "60");
    await using _udp = await serverIn(network, "udp-server");
    expect((await run(network.command("nft", dropping(usualPort)))).code).toBe(0);
    const args = ["--compare", "-c", "8", "--warmup", "0", "--timeout", "0.25"];
    const { stdout } = await run(clientIn(network, "udp-client", ...args));
    const [, unanswered] = /^ {2}UDP +(\d+) .* 0 +–$/m.exec(stdout) ?? [];
    const [, sentAgain] = /^ {2}TCP +\d+ .* 0 +(\d+)$/m.exec(stdout) ?? [];
    expect(Number(unanswered)).toBeGreaterThan(0);
    expect(Number(sentAgain)).toBeGreaterThan(0);
    expect(stdout).not.toMatch(lostWords);
  });
});
