/**
 * UDPServer: the textbook's upper-case server over datagrams (Kurose & Ross, "Socket Programming with UDP").
 *
 *     serverSocket = socket(AF_INET, SOCK_DGRAM)
 *     serverSocket.bind(('', 12000))
 *     while True:
 *         message, clientAddress = serverSocket.recvfrom(2048)
 *         modifiedMessage = message.decode().upper()
 *         serverSocket.sendto(modifiedMessage.encode(), clientAddress)
 *
 * One socket for all clients: nothing is accepted, nothing is closed, nothing is remembered between two datagrams.
 * Where the textbook waits in `recvfrom`, here each datagram arrives as a call: `data`.
 */

import { endpoint, fitsDatagram } from "./core/endpoint.ts";
import type { DropReason, SocketObserver } from "./core/events.ts";
import { receiveBufferBytes } from "./core/limits.ts";
import type { Server, ServerOptions } from "./core/server.ts";
import { newUdpTotals, type UdpTotals } from "./core/totals.ts";
import { upperCase } from "./core/upper-case.ts";
import { anyAddress, isOwnAddress } from "./system/addresses.ts";
import { isToldTwice, systemCode } from "./system/error-code.ts";
import { sendto } from "./system/sendto.ts";
import { raiseReceiveBuffer } from "./system/socket-buffer.ts";
import { runUdpServer } from "./terminal/run-server.ts";

/** Bun's types leave out the descriptor, which is there. */
type ServerSocket = Bun.udp.Socket<"buffer"> & { readonly fd: number };

/** Opens the server. Rejects with the kernel's error (`EADDRINUSE`, `EACCES`, …) where it cannot bind. */
export async function openUdpServer(options: ServerOptions, observe?: SocketObserver): Promise<Server<UdpTotals>> {
  const totals = newUdpTotals();
  const observeSteps = options.quiet ? undefined : observe;

  // socket() and bind() in one. From here on the kernel keeps what arrives for this port until we take it.
  const serverSocket = (await Bun.udpSocket({
    hostname: options.host ?? anyAddress(),
    port: options.port,
    socket: { data, error },
  })) as ServerSocket;
  const local = endpoint(serverSocket.address.address, serverSocket.port);
  const buffer = raiseReceiveBuffer(serverSocket.fd, receiveBufferBytes);
  observe?.({ kind: "udp-socket-opened", role: "server", local, receiveBufferBytes: buffer });

  /** recvfrom(): one whole datagram and where it came from. The address is all that we will ever know of the client. */
  function data(_socket: unknown, message: Uint8Array, clientPort: number, clientAddress: string): void {
    totals.datagramsReceived++;
    totals.bytesReceived += message.length;
    observeSteps?.({ kind: "datagram-received", local, peer: endpoint(clientAddress, clientPort), bytes: message });

    // Port 0 names nobody (RFC 768); a forged source can have it.
    if (clientPort === 0) return drop("not-sendable", clientPort, clientAddress, "port 0");

    // A datagram from our own socket is our own reply, come back: answered, it would come back for ever.
    if (clientPort === local.port && isOwnAddress(clientAddress)) return drop("own-source", clientPort, clientAddress);

    const modifiedMessage = upperCase(message);
    if (!fitsDatagram(modifiedMessage.length, clientAddress)) return drop("reply-too-long", clientPort, clientAddress);

    // sendto(): the reply goes out from the very socket that the message came in on.
    const outcome = sendto(serverSocket, modifiedMessage, clientPort, clientAddress);
    if (outcome === "queue-full") return drop("queue-full", clientPort, clientAddress);
    if (outcome !== "sent") return drop("not-sendable", clientPort, clientAddress, outcome);
    totals.datagramsSent++;
    totals.bytesSent += modifiedMessage.length;
    observeSteps?.({
      kind: "datagram-sent",
      local,
      peer: endpoint(clientAddress, clientPort),
      bytes: modifiedMessage,
      attempt: 1,
    });
  }

  /** No reply: counted and told to the observer, never to the client. UDP promises it nothing. */
  function drop(reason: DropReason, clientPort: number, clientAddress: string, detail?: string): void {
    totals[reason]++;
    const peer = endpoint(clientAddress, clientPort);
    observe?.({ kind: "datagram-dropped", peer, reason, ...(detail === undefined ? {} : { detail }) });
  }

  /** ICMP: an earlier reply found nobody. That client is gone, and the next one knows nothing of it. */
  function error(...news: unknown[]): void {
    const error = news.at(-1);
    const code = systemCode(error);
    if (code === undefined) return observe?.({ kind: "mistake", mistake: error as Error });
    if (isToldTwice(error)) return;
    totals.icmpErrors++;
    observe?.({ kind: "icmp-error", code });
  }

  /** close(): no FIN, no farewell. Datagrams that arrive from now on are answered by the kernel, with ICMP. */
  async function stop(): Promise<void> {
    serverSocket.close();
    observe?.({ kind: "udp-socket-closed", local });
  }

  return { local, totals, stop };
}

if (import.meta.main) await runUdpServer(openUdpServer);
