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
 * One socket for all clients: nothing is accepted, nothing is closed, no conversation is remembered.
 * Where the textbook waits in `recvfrom`, here each datagram arrives as a call: `data`.
 */

import { DelayedReplies } from "./core/delayed-replies.ts";
import { endpoint, fitsDatagram } from "./core/endpoint.ts";
import type { DropReason, SocketObserver } from "./core/events.ts";
import { Guard } from "./core/guard.ts";
import { receiveBufferBytes } from "./core/limits.ts";
import type { Server, UdpServerOptions } from "./core/server.ts";
import { newUdpTotals, type UdpTotals } from "./core/totals.ts";
import { upperCase } from "./core/upper-case.ts";
import { isFair } from "./core/weather.ts";
import { anyAddress } from "./system/addresses.ts";
import { Breather } from "./system/breather.ts";
import { DatagramLane } from "./system/datagram-lane.ts";
import { isToldTwice, systemCode } from "./system/error-code.ts";
import { reusingPort } from "./system/reusing-port.ts";
import { Burst } from "./system/send-burst.ts";
import { type SendOutcome, sendto } from "./system/sendto.ts";
import { raiseReceiveBuffer } from "./system/socket-buffer.ts";
import { runUdpServer } from "./terminal/run-server.ts";

/** Bun's types leave out the descriptor, which is there. */
type ServerSocket = Bun.udp.Socket<"buffer"> & { readonly fd: number };

/** Opens the server. Rejects with the kernel's error (`EADDRINUSE`, `EACCES`, …) where it cannot bind. */
export async function openUdpServer(options: UdpServerOptions, observe?: SocketObserver): Promise<Server<UdpTotals>> {
  const totals = newUdpTotals();
  const observeSteps = options.quiet ? undefined : observe;
  const burst = observeSteps === undefined ? new Burst(sent) : undefined; // who observes sees one step after the other
  const weather = options.weather === undefined ? undefined : new DelayedReplies(options.weather, totals);
  let waking: Timer | undefined;
  let noneWaits: (() => void) | undefined; // once the server is told to stop

  // socket() and bind() in one. From here on the kernel keeps what arrives for this port until we take it.
  const serverSocket = (await Bun.udpSocket({
    hostname: options.host ?? anyAddress(),
    port: options.port,
    ...(options.reusePort ? reusingPort : {}), // one of several workers: the kernel spreads datagrams among them
    socket: { data: (_socket, message, port, address) => breather.pass(message, port, address), error },
  })) as ServerSocket;
  const local = endpoint(serverSocket.address.address, serverSocket.port);
  const guard = new Guard(options, local.port, () => performance.now());
  const buffer = raiseReceiveBuffer(serverSocket.fd, receiveBufferBytes);
  const breather = new Breather(serverSocket.fd, { data, error, turned, queueFull: () => totals["queue-full"] });
  const lane = options.mayWait && burst && !weather ? DatagramLane.open(serverSocket, breather, sent) : undefined;
  observe?.({ kind: "udp-socket-opened", role: "server", local, receiveBufferBytes: buffer });

  /** recvfrom(): one whole datagram and where it came from. The address is all that we will ever know of the client. */
  function data(message: Uint8Array, clientPort: number, clientAddress: string): void {
    totals.datagramsReceived++;
    totals.bytesReceived += message.length;

    // Any source can be forged, and our reply harm whoever has it. Which ones get none, and why: core/guard.ts.
    const refusal = guard.refuses(message.length, clientPort, clientAddress);
    if (refusal !== undefined) return drop(refusal, clientPort, clientAddress);
    observeSteps?.({ kind: "datagram-received", local, peer: endpoint(clientAddress, clientPort), bytes: message });

    const modifiedMessage = upperCase(message, lane?.room(message.length));
    if (guard.breaksLoop(message, modifiedMessage, clientPort, clientAddress))
      return drop("loop", clientPort, clientAddress);
    if (!fitsDatagram(modifiedMessage.length, clientAddress)) return drop("reply-too-long", clientPort, clientAddress);

    if (weather !== undefined) return replyInWeather(weather, modifiedMessage, clientPort, clientAddress);
    reply(modifiedMessage, clientPort, clientAddress);
  }

  /** sendto(): the reply goes out from the very socket that the message came in on. */
  function reply(modifiedMessage: Uint8Array, clientPort: number, clientAddress: string): void {
    if (lane?.isOpen) return lane.put(modifiedMessage, clientPort, clientAddress);
    // The first of a turn goes at once, so who asks alone never waits; the others go together, in one system call.
    if (breather.isBusy && burst) return burst.put(serverSocket, modifiedMessage, clientPort, clientAddress);
    sent(modifiedMessage, clientPort, clientAddress, sendto(serverSocket, modifiedMessage, clientPort, clientAddress));
  }

  /** The event loop has brought all that was there. */
  function turned(datagrams: number): void {
    burst?.send(serverSocket);
    lane?.turned(datagrams);
  }

  /** What became of a reply: taken by the kernel, or not. Whether it arrives, nobody here will hear. */
  function sent(modifiedMessage: Uint8Array, clientPort: number, clientAddress: string, outcome: SendOutcome): void {
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

  /** Only where `--drop`, `--delay` and the like ask for it: no reply, a late one, or two, as if the network had done that. */
  function replyInWeather(weather: DelayedReplies, bytes: Uint8Array, port: number, address: string): void {
    const fate = weather.take({ bytes, port, address }, performance.now());
    if (typeof fate === "string") drop(fate, port, address);
    else if (!isFair(fate)) observeSteps?.({ kind: "weather-injected", peer: endpoint(address, port), fate });
    replyWhenDue(weather);
  }

  /** Sends what has waited long enough. One timer wakes us for the next reply, whichever that is: not one for each. */
  function replyWhenDue(weather: DelayedReplies): void {
    breather.release();
    for (const { bytes, port, address } of weather.takeDue(performance.now())) reply(bytes, port, address);
    clearTimeout(waking);
    const waitMs = weather.nextDueMs - performance.now();
    if (waitMs < Number.POSITIVE_INFINITY) waking = setTimeout(replyWhenDue, Math.max(1, waitMs), weather);
    else noneWaits?.();
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
    if (weather !== undefined) await finish(weather);
    lane?.end();
    breather.end();
    burst?.send(serverSocket);
    serverSocket.close();
    observe?.({ kind: "udp-socket-closed", local });
  }

  /** Replies that wait are owed: they still go out, unless that is too late. */
  async function finish(weather: DelayedReplies): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    noneWaits = resolve;
    for (const { port, address } of weather.stop(performance.now())) drop("injected-late", port, address);
    replyWhenDue(weather);
    await promise;
  }

  return { local, totals, stop };
}

if (import.meta.main) await runUdpServer(openUdpServer);
