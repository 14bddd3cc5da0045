/** One datagram, offered to the kernel once, and the kernel's answer. */

import { describe, expect, test } from "bun:test";
import { endpoint } from "../../src/core/endpoint.ts";
import { sendto } from "../../src/system/sendto.ts";
import { freePort } from "../support/ports.ts";
import { atTheGate, hasNamespaces, inNamespace, peerAddress, withPeer } from "./namespace.ts";

const hello = Buffer.from("hello");
const peer = endpoint("127.0.0.1", 9);

type Answer = boolean | string | Error;

/** A socket whose kernel answers as told; the last answer goes on for ever. */
function answering(...answers: [Answer, ...Answer[]]) {
  const offered: string[] = [];
  const send = (bytes: Uint8Array, port: number, address: string): boolean => {
    offered.push(`${bytes} to ${address}:${port}`);
    const answer = answers[Math.min(offered.length, answers.length) - 1] as Answer;
    if (typeof answer === "boolean") return answer;
    throw typeof answer === "string" ? Object.assign(new Error(answer), { code: answer }) : answer;
  };
  return { offered, send };
}

describe("sendto()", () => {
  test.each<[string, Answer, string]>([
    ["sent, when the kernel took the datagram", true, "sent"],
    ["queue-full, when it had no room", false, "queue-full"],
    ["the kernel's word, when it would not", "EMSGSIZE", "EMSGSIZE"],
  ])("returns %s", (_, answer, outcome) => {
    const socket = answering(answer);
    expect(sendto(socket, hello, peer.port, peer.address)).toBe(outcome);
    expect(new Set(socket.offered)).toEqual(new Set(["hello to 127.0.0.1:9"]));
  });

  // ip(7), IP_RECVERR: each of them may be ICMP about an earlier datagram; EMSGSIZE, where a path had a smaller MTU.
  test.each(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EACCES", "EMSGSIZE"])(
    "offers the same datagram again, when %s was about an earlier one",
    (code) => {
      const socket = answering(code, true);
      expect(sendto(socket, hello, peer.port, peer.address)).toBe("sent");
      expect(socket.offered).toEqual(["hello to 127.0.0.1:9", "hello to 127.0.0.1:9"]);
    },
  );

  test("returns the full queue that it meets after a refusal", () => {
    expect(sendto(answering("ECONNREFUSED", false), hello, peer.port, peer.address)).toBe("queue-full");
  });

  test.each(["ECONNREFUSED", "ENETUNREACH"])("ends where the kernel never says anything but %s", (code) => {
    const socket = answering(code);
    expect(sendto(socket, hello, peer.port, peer.address)).toBe(code);
    expect(socket.offered.length).toBeLessThanOrEqual(100);
  });

  test("throws on a mistake of ours, at once", () => {
    const mistake = new TypeError("not a socket");
    const socket = answering(mistake, true);
    expect(() => sendto(socket, hello, peer.port, peer.address)).toThrow(mistake);
    expect(socket.offered).toHaveLength(1);
  });

  test("loses nothing for the living between the dead", async () => {
    const count = 200;
    const arrived: string[] = [];
    const { promise: all, resolve } = Promise.withResolvers<void>();
    const data = (_socket: unknown, bytes: Buffer) => void (arrived.push(`${bytes}`) === count && resolve());
    const live = await Bun.udpSocket({ hostname: "127.0.0.1", socket: { data } });
    const socket = await Bun.udpSocket({ hostname: "::", socket: { data() {}, error() {} } });
    try {
      const deadPort = await freePort();
      const sent = Array.from({ length: count }, (_, i) => {
        sendto(socket, hello, deadPort, "127.0.0.1");
        return `${i}:${sendto(socket, Buffer.from(`${i}`), live.port, "127.0.0.1")}`;
      });
      expect(sent.filter((outcome) => !outcome.endsWith(":sent"))).toEqual([]);
      await all;
      // Order is nothing that UDP promises: even on loopback it changes where the kernel moves the sender to another processor.
      const numbers = arrived.map(Number).toSorted((a, b) => a - b);
      expect(numbers).toEqual(Array.from({ length: count }, (_, i) => i));
    } finally {
      live.close();
      socket.close();
    }
  });
});

describe.skipIf(!hasNamespaces("nft"))("sendto() in a network of its own (needs nft and user namespaces)", () => {
  // A client whose host is gone, or behind a firewall that says so.
  test.each(["host-unreachable", "admin-prohibited", "port-unreachable"])(
    "loses nothing for the living after ICMP %s",
    async (type) => {
      const gate = atTheGate(`udp dport 7 reject with icmpx type ${type}`);
      const said = await inNamespace(`${withPeer}; ${gate}`, "send-past-the-unreachable.ts", peerAddress, "7");
      expect(said).toEqual({ toUnreachable: "sent", toLive: "sent", heard: "to the living" });
    },
  );
});
