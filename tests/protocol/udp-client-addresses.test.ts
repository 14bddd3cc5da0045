/** Where the UDP client sends to and from: the addresses of a server in turn, and a port of its own each time. */

import { expect, test } from "bun:test";
import { compiled } from "../support/compiled.ts";
import { freePort } from "../support/ports.ts";
import { run } from "../support/running.ts";
import { ask } from "./asking.ts";
import { Namespace, namespacesAllowed } from "./namespace.ts";
import { openedUdp } from "./opened.ts";
import { RawUdpPeer } from "./raw-udp-peer.ts";

test("askUdp() goes on to the next address within the same try, when the first refuses", async () => {
  await using opened = await openedUdp("127.0.0.1");
  const servers = [{ address: "::1", port: opened.port }, opened.local];
  const { exchange, log } = ask("hello", servers);
  expect(await exchange).toMatchObject({ outcome: "replied", peer: opened.local, tries: 1 });
  expect(log.of("datagram-sent").map(({ peer, attempt }) => [peer.address, attempt])).toEqual([
    ["::1", 1],
    ["127.0.0.1", 1],
  ]);
});

test("askUdp() goes on to the next address with its next try, when the first is silent", async () => {
  using silent = await RawUdpPeer.open("::1");
  await using opened = await openedUdp("127.0.0.1");
  const { exchange } = ask("hello", [silent.local, opened.local], { replyTimeoutMs: 50, retries: 3 });
  expect(await exchange).toMatchObject({ outcome: "replied", peer: opened.local, tries: 2 });
});

test("askUdp() ends refused without waiting, when every address refuses", async () => {
  const port = await freePort();
  const servers = [
    { address: "::1", port },
    { address: "127.0.0.1", port },
  ];
  const { exchange, log } = ask("hello", servers, { retries: 5 });
  expect(await exchange).toEqual({ outcome: "refused", peer: { address: "::1", port } });
  expect(log.of("datagram-sent").length).toBe(2);
});

test("askUdp() asks each sentence from a fresh port", async () => {
  await using opened = await openedUdp();
  const exchanges = await Promise.all(
    ["one", "two", "three"].map((sentence) => ask(sentence, [opened.local]).exchange),
  );
  const ports = exchanges.map((exchange) => (exchange.outcome === "replied" ? exchange.local.port : 0));
  expect(new Set(ports).size).toBe(3);
  const seen = opened.log.of("datagram-received").map(({ peer }) => peer.port);
  expect(seen.sort()).toEqual(ports.sort());
});

test.skipIf(!namespacesAllowed())("udp-client tells that there is no route (needs network namespaces)", async () => {
  await using network = await Namespace.open();
  const ended = await run(network.command(compiled("udp-client"), "-H", "198.51.100.1", "-p", "7000", "hello"));
  expect(ended).toMatchObject({ code: 1, stdout: "" });
  expect(ended.stderr).toStartWith("Cannot send to 198.51.100.1:7000: this computer has no route to it.");
});
