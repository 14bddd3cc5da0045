/**
 * UDPClient: asks the textbook's upper-case server by datagram (Kurose & Ross, "Socket Programming with UDP").
 *
 *     clientSocket = socket(AF_INET, SOCK_DGRAM)
 *     message = input('Input lowercase sentence:')
 *     clientSocket.sendto(message.encode(), (serverName, serverPort))
 *     modifiedMessage, serverAddress = clientSocket.recvfrom(2048)
 *     print(modifiedMessage.decode())
 *     clientSocket.close()
 *
 * The textbook waits in `recvfrom` for ever when a datagram is lost. Here patience ends, and the sentence is sent again.
 */

import type { UdpClientOptions } from "./core/client.ts";
import { type Endpoint, endpoint, maxDatagramBytes, sameEndpoint } from "./core/endpoint.ts";
import type { SocketObserver } from "./core/events.ts";
import type { Exchange } from "./core/exchange.ts";
import { Mailbox } from "./core/mailbox.ts";
import { Tries } from "./core/tries.ts";
import { anyAddress } from "./system/addresses.ts";
import { isToldTwice, systemCode } from "./system/error-code.ts";
import { pathMtu } from "./system/path-mtu.ts";
import { sendto } from "./system/sendto.ts";
import { runUdpClient } from "./terminal/run-client.ts";

type News =
  | { reply: Uint8Array; peer: Endpoint }
  | { icmp: string }
  | { notSendable: string }
  | { mistake: unknown }
  | "overdue";

/**
 * Sends one sentence in one datagram and waits for the one that answers it.
 *
 * @param servers The server's endpoint; several, where its name has several addresses: they are tried in turn.
 */
export async function askUdp(
  message: Uint8Array,
  servers: readonly Endpoint[],
  options: UdpClientOptions,
  observe?: SocketObserver,
): Promise<Exchange> {
  const maxBytes = Math.min(...servers.map(({ address }) => maxDatagramBytes(address)));
  if (message.length > maxBytes) return { outcome: "too-long", bytes: message.length, maxBytes };

  const tries = new Tries(servers, options.replyTimeoutMs, options.retries);
  const mailbox = new Mailbox<News>();

  // socket(): a fresh one for each sentence, so a late reply to the last one cannot be taken for ours. We bind no port:
  // the kernel picks a free one, and the server learns it from our datagram.
  const clientSocket = await Bun.udpSocket({ hostname: anyAddress(), socket: { data, error } });
  const local = endpoint(clientSocket.address.address, clientSocket.port);
  observe?.({ kind: "udp-socket-opened", role: "client", local, receiveBufferBytes: undefined });
  const startedMs = performance.now();

  /** sendto(), and then the wait for whatever comes first. */
  async function sendAndWait(peer: Endpoint): Promise<News> {
    if (options.figures) observe?.({ kind: "path-mtu", peer, mtuBytes: pathMtu(peer) });
    const outcome = sendto(clientSocket, message, peer.port, peer.address);
    // A full send queue is like a datagram that vanished further on: the next try makes up for it.
    if (outcome !== "sent" && outcome !== "queue-full") return { notSendable: outcome };
    if (outcome === "sent") observe?.({ kind: "datagram-sent", local, peer, bytes: message, attempt: tries.attempt });
    tries.sent();
    const overdue = setTimeout(() => mailbox.put("overdue"), tries.waitMs);
    let news = await mailbox.take();
    while (news !== "overdue" && "icmp" in news && !tries.isVerdict()) news = await mailbox.take();
    clearTimeout(overdue);
    return news;
  }

  /** recvfrom(): anyone may send to our port, so the source is looked at before the message. */
  function data(_socket: unknown, modifiedMessage: Uint8Array, serverPort: number, serverAddress: string): void {
    const peer = endpoint(serverAddress, serverPort);
    if (servers.some((server) => sameEndpoint(server, peer))) mailbox.put({ reply: modifiedMessage, peer });
    else observe?.({ kind: "stray-datagram", peer, bytes: modifiedMessage.length });
  }

  /** ICMP came back: that host has no such program, or there is no way to it. */
  function error(...news: unknown[]): void {
    const error = news.at(-1);
    const code = systemCode(error);
    if (code === undefined) mailbox.put({ mistake: error });
    else if (!isToldTwice(error)) mailbox.put({ icmp: code });
  }

  async function ask(): Promise<Exchange> {
    for (let peer = tries.peer; peer !== undefined; peer = tries.peer) {
      const news = await sendAndWait(peer);
      if (news === "overdue") {
        observe?.({ kind: "reply-overdue", attempt: tries.attempt, waitedMs: tries.waitMs });
        const waitedMs = performance.now() - startedMs;
        const unanswered = {
          outcome: "unanswered",
          peer,
          tries: tries.attempt,
          waitedMs,
          partial: new Uint8Array(0),
        } as const;
        if (!tries.next()) return unanswered;
      } else if ("reply" in news) {
        const rttMs = performance.now() - startedMs;
        observe?.({ kind: "datagram-received", local, peer: news.peer, bytes: news.reply });
        return { outcome: "replied", reply: news.reply, local, peer: news.peer, rttMs, tries: tries.attempt };
      } else if ("icmp" in news) {
        observe?.({ kind: "icmp-error", code: news.icmp });
        tries.ruleOut(news.icmp);
      } else if ("notSendable" in news) tries.ruleOut(news.notSendable);
      else throw news.mistake;
    }
    return tries.verdict();
  }

  try {
    return await ask();
  } finally {
    // close(): nobody is told. UDP has no conversation that could end.
    clientSocket.close();
    observe?.({ kind: "udp-socket-closed", local });
  }
}

if (import.meta.main) await runUdpClient(askUdp);
