/**
 * One UDP socket that carries many sentences at a time: `udp-client.ts` without the waiting. It counts what comes from
 * anybody but the server, and leaves every thought to its owner.
 */

import { type Endpoint, endpoint, isIPv6, sameEndpoint } from "../core/endpoint.ts";
import { receiveBufferBytes } from "../core/limits.ts";
import { isToldTwice, systemCode } from "../system/error-code.ts";
import { type SentInOrder, sendInOrder } from "../system/send-in-order.ts";
import { type SendOutcome, sendto } from "../system/sendto.ts";
import { raiseReceiveBuffer } from "../system/socket-buffer.ts";

export interface UdpFlowOwner {
  /** A datagram from the server; its memory is ours again after the call. */
  reply(bytes: Uint8Array): void;
  /** A datagram from somebody else. */
  stray(): void;
  /** ICMP came back; the system's word for it. */
  icmp(code: string): void;
}

export interface UdpFlow {
  readonly local: Endpoint;
  send(bytes: Uint8Array): SendOutcome;
  /** Sends several in one system call, in this order. */
  sendTogether(sentences: readonly Uint8Array[]): SentInOrder;
  close(): void;
}

export async function openUdpFlow(server: Endpoint, owner: UdpFlowOwner): Promise<UdpFlow> {
  const { address, port } = server;
  let serverAddress = address; // as the kernel writes it, once it has been seen

  const clientSocket = await Bun.udpSocket({
    // Of the server's own IP version: the kernel then writes addresses as we do.
    hostname: isIPv6(address) ? "::" : "0.0.0.0",
    socket: { data, error },
  });
  // A window full of replies can come back at once.
  if ("fd" in clientSocket) raiseReceiveBuffer(clientSocket.fd as number, receiveBufferBytes);

  function data(_socket: unknown, bytes: Uint8Array, fromPort: number, fromAddress: string): void {
    if (fromPort !== port || (fromAddress !== serverAddress && !isServer(fromAddress))) owner.stray();
    else owner.reply(bytes);
  }

  function isServer(fromAddress: string): boolean {
    if (!sameEndpoint(endpoint(fromAddress, port), server)) return false;
    serverAddress = fromAddress;
    return true;
  }

  function error(...news: unknown[]): void {
    const error = news.at(-1);
    const code = systemCode(error);
    if (code === undefined) throw error;
    if (!isToldTwice(error)) owner.icmp(code);
  }

  return {
    local: endpoint(clientSocket.address.address, clientSocket.port),
    send: (bytes) => sendto(clientSocket, bytes, port, address),
    sendTogether: (sentences) => sendInOrder(clientSocket, sentences, port, address),
    close: () => clientSocket.close(),
  };
}
