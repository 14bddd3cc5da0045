/** Explain mode in English: what the system says, and the steps of UDP. */

import { formatMs, formatSeconds, many } from "../core/amounts.ts";
import { formatEndpoint as at } from "../core/endpoint.ts";
import type { HostEvent, TcpFigures, TcpFiguresEvent, UdpEvent } from "../core/events.ts";
import { maxHeldBackMs } from "../core/limits.ts";
import type { Side, Tellers } from "./explain.ts";
import { refusalsEn } from "./refusals-en.ts";

export const udpStepsEn: Tellers<HostEvent | UdpEvent> = {
  "name-resolved": ({ host, addresses }) => ({
    call: "getaddrinfo()",
    bun: "Bun.dns.lookup(host)",
    observed: `${host} is ${addresses.join(", ")}.`,
    implied:
      "Packets carry addresses, not names. The system looked into its own tables, or asked a name server (RFC 1035).",
  }),
  "path-mtu": ({ peer, mtuBytes }) => ({
    call: "getsockopt(IP_MTU)",
    bun: "bun:ffi",
    observed:
      mtuBytes === undefined
        ? "The largest packet of the way there: not available on this system."
        : `The way to ${peer.address} takes packets of up to ${many(mtuBytes, "byte")} in one piece, as far as the kernel knows.`,
  }),
  "tcp-figures": ({ when, figures }, side) => ({
    call: "getsockopt(TCP_INFO)",
    bun: "bun:ffi",
    observed:
      figures === undefined ? "The kernel's own figures: not available on this system." : formatFigures(figures),
    ...(side === "server" ? { implied: impliedByServerFigures(when) } : {}),
  }),
  "udp-socket-opened": ({ role, local, receiveBufferBytes }) =>
    role === "client"
      ? {
          call: "socket()",
          bun: "Bun.udpSocket()",
          observed: `A UDP socket with port ${local.port}, which the kernel picked. We bind none: the server learns ours from the datagram.`,
          implied: "Nothing was sent. Opening a UDP socket tells nobody.",
        }
      : {
          call: "socket() bind()",
          bun: "Bun.udpSocket()",
          observed: `One UDP socket for everybody, bound to ${at(local)}. ${formatBuffer(receiveBufferBytes)}`,
          implied:
            "From now on the kernel keeps what arrives for this port until we take it, and drops what does not fit.",
        },
  "datagram-sent": ({ peer, bytes, attempt }, side) => ({
    call: "sendto()",
    bun: side === "client" ? "clientSocket.send()" : "serverSocket.send()",
    observed: `${many(bytes.length, "byte")} to ${at(peer)} in one datagram${attempt > 1 ? `, try ${attempt}` : ""}.`,
    implied:
      side === "client"
        ? "UDP adds 8 bytes and IP 20 (IPv6: 40). No handshake: nobody is asked whether a server is there. On a local network the kernel may first ask for the hardware address (ARP, RFC 826)."
        : "Sent and forgotten: UDP hears of no arrival (RFC 768).",
  }),
  "datagram-received": ({ peer, bytes }, side) => ({
    call: "recvfrom()",
    bun: "data()",
    observed: `${many(bytes.length, "byte")} from ${at(peer)}, one whole datagram.`,
    ...(side === "server"
      ? { implied: "Its address is all that we ever know of this client. The next datagram may be somebody else's." }
      : {}),
  }),
  "datagram-dropped": ({ peer, reason, detail }) => ({
    call: "no sendto()",
    bun: "no send()",
    observed: `No reply to ${at(peer)}: ${
      {
        "reply-too-long": { told: "its upper case does not fit a datagram." },
        "queue-full": { told: "the kernel's send queue was full." },
        "not-sendable": { told: `the kernel would not send there (${detail}).` },
        "injected-drop": { told: "injected by this server (--drop), as if the network had lost it." },
        "injected-overflow": { told: "injected by this server (--delay): too many replies wait already." },
        "injected-late": { told: "injected by this server (--delay): it stops before this reply is due." },
        ...refusalsEn.datagram,
      }[reason].told
    }`,
    implied: "The client is not told. UDP promises no answer, and no error either.",
  }),
  "weather-injected": ({ peer, fate }) => ({
    call: "random()",
    bun: "weather.next()",
    observed: `Injected by this server: the reply to ${at(peer)} ${[
      fate.delayMs > 0 ? `waits ${formatMs(fate.delayMs)}` : [],
      fate.isDuplicated ? "is sent twice" : [],
      fate.isHeldBack
        ? `is held back until a later one to this client has gone out, ${formatSeconds(maxHeldBackMs)} at most`
        : [],
    ]
      .flat()
      .join(", ")}.`,
  }),
  "icmp-error": ({ code }, side) => ({
    call: "recvfrom()",
    bun: "error()",
    observed: `The kernel reports ${code}: an ICMP message came back.`,
    implied: impliedByIcmp(code, side),
  }),
  "stray-datagram": ({ peer, bytes }) => ({
    call: "recvfrom()",
    bun: "data()",
    observed: `${many(bytes, "byte")} from ${at(peer)}, which we did not ask. Ignored.`,
    implied: "Anybody who guesses our port can send to it: UDP has no connection that would keep others out.",
  }),
  "reply-overdue": ({ attempt, waitedMs }) => ({
    call: "settimeout()",
    bun: "setTimeout()",
    observed: `No reply to try ${attempt} within ${formatSeconds(waitedMs)}.`,
    implied:
      "The datagram may be lost, or the reply, or the server is slow, or not there: all look the same from here.",
  }),
  "udp-socket-closed": () => ({
    call: "close()",
    bun: "socket.close()",
    observed: "The port is free again.",
    implied: "Nothing was sent. UDP has no conversation that could end.",
  }),
};

function formatFigures(figures: TcpFigures): string {
  const { segmentsOut, segmentsIn, retransmissions, smoothedRttMs, maxSegmentBytes, congestionWindow } = figures;
  return `Kernel: ${many(segmentsOut, "segment")} out, ${segmentsIn} in, ${retransmissions} sent again; smoothed RTT ${formatMs(smoothedRttMs)}, MSS ${many(maxSegmentBytes, "byte")}, congestion window ${congestionWindow}.`;
}

function formatBuffer(bytes: number | undefined): string {
  return bytes === undefined
    ? "Its receive buffer: not available on this system."
    : `Its receive buffer has ${many(bytes, "byte")}.`;
}

function impliedByIcmp(code: string, side: Side): string {
  if (code !== "ECONNREFUSED") return "A router or a firewall on the way said so, or the host itself (RFC 792).";
  return side === "client"
    ? "The host is there, and its kernel found no program with that port (RFC 1122, 4.1.3.1)."
    : "An earlier reply found nobody: that client had closed its socket.";
}

function impliedByServerFigures(when: TcpFiguresEvent["when"]): string {
  return when === "connected"
    ? "A server's count of segments out leaves out its SYN-ACK: it was sent before this socket existed."
    : "Our own FIN is not counted yet, and the SYN-ACK never is.";
}
