/** What Bun's UDP sockets say of ICMP, of mistakes and of a full queue. */

import { describe, expect, test } from "bun:test";
import { freePort } from "../support/ports.ts";
import { hasNamespaces, inNamespace } from "../system/namespace.ts";
import { Inbox } from "./datagrams.ts";

describe("error()", () => {
  // udp-server.ts and udp-client.ts, error(...news): the types say (socket, error).
  test("gets one argument, the error, when ICMP says that nobody is there", async () => {
    using inbox = await Inbox.at("::");
    inbox.socket.send("anybody?", await freePort(), "127.0.0.1");
    await inbox.until(() => inbox.errors.length > 0);
    expect(inbox.errors).toEqual([[expect.any(Error)]]);
    expect(inbox.errors).toMatchObject([[{ code: "ECONNREFUSED" }]]);
  });

  // udp-server.ts, error(): no system's word in it, so it is told as a mistake of ours.
  test("gets what data() throws, and the next datagram is received", async () => {
    const mistake = new Error("ours");
    using inbox = await Inbox.at("127.0.0.1", (bytes) => {
      if (`${bytes}` === "bad") throw mistake;
    });
    for (const text of ["bad", "good"]) inbox.socket.send(text, inbox.socket.port, "127.0.0.1");
    expect((await inbox.has(2)).texts).toEqual(["bad", "good"]);
    await inbox.until(() => inbox.errors.length > 0);
    expect(inbox.errors).toEqual([[mistake]]);
    expect(mistake).not.toHaveProperty("code");
  });
});

describe("send()", () => {
  // sendto.ts: why it offers a datagram again.
  test("throws ECONNREFUSED for an earlier datagram and does not send this one; the next call sends", async () => {
    using sender = await Inbox.at("::");
    using live = await Inbox.at("127.0.0.1");
    const send = (text: string) => sender.socket.send(text, live.socket.port, "127.0.0.1");
    sender.socket.send("anybody?", await freePort(), "127.0.0.1");
    expect(() => send("first")).toThrow(expect.objectContaining({ code: "ECONNREFUSED" }));
    expect(send("second")).toBe(true);
    expect((await live.has(1)).texts).toEqual(["second"]);
  });

  // sendto.ts: `queue-full`. The queue of a slow link fills where loopback's never does.
  const slow = [
    "ip link set lo up; ip link add slow type veth peer name far; ip link set far up; ip link set slow up",
    "ip address add 10.9.0.1/24 dev slow; ip neigh add 10.9.0.2 lladdr 02:00:00:00:00:02 dev slow",
    "tc qdisc add dev slow root tbf rate 8kbit burst 1600 limit 10000000",
  ].join("; ");
  test.skipIf(!hasNamespaces("tc"))(
    "returns false where the queue is full (needs tc and user namespaces)",
    async () => {
      const said = await inNamespace(slow, "../runtime/fill-send-queue.ts", "10.9.0.2");
      expect(said).toEqual({ last: false, errors: [] });
    },
  );
});
