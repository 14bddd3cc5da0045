/** Explain mode in English: the steps of TCP. */

import { formatCount, formatMs, many } from "../core/amounts.ts";
import { formatEndpoint as at } from "../core/endpoint.ts";
import type { TcpClientEvent, TcpServerEvent } from "../core/events.ts";
import type { Tellers, Told } from "./explain.ts";
import { refusalsEn } from "./refusals-en.ts";

export const tcpStepsEn: Tellers<TcpServerEvent | TcpClientEvent> = {
  "tcp-listening": ({ local }) => ({
    call: "socket() bind() listen()",
    bun: "Bun.listen()",
    observed: `The welcoming socket, on ${at(local)}. No sentence will ever come through it.`,
    implied: "From now on the kernel shakes hands with whoever comes, and keeps up to 512 of them for us.",
  }),
  "connection-accepted": ({ connection }) => ({
    call: "accept()",
    bun: "open()",
    observed: `Connection ${connection.number}: a second socket, for ${at(connection.peer)} alone. Its own port is ${connection.local.port} too.`,
    implied:
      "SYN, SYN-ACK and ACK went by before this call. The kernel did that; no application sees them (RFC 9293, 3.5).",
  }),
  "connection-turned-away": ({ peer, reason, open }) => ({
    call: "accept() close()",
    bun: "open() end()",
    observed: `${at(peer)} was turned away: ${refusalsEn.connection[reason].told} Open now: ${formatCount(open)}.`,
  }),
  "chunk-received": ({ bytes }) => ({
    call: "recv()",
    bun: "data()",
    observed: `A chunk of ${many(bytes.length, "byte")}: whatever the kernel had. A chunk is not a sentence.`,
  }),
  "reply-written": ({ taken, waiting }) => ({
    call: "send()",
    bun: "connectionSocket.write()",
    observed: formatTaken(taken, waiting),
    implied:
      "Taken is not arrived: the kernel keeps the bytes until they are acknowledged, and sends them again if need be.",
  }),
  "reading-paused": () => ({
    call: "no recv()",
    bun: "connectionSocket.pause()",
    observed: "We stop reading from this client until it takes its reply.",
    implied:
      "Once our receive buffer is full, our window closes and its kernel stops sending: that is how TCP slows a sender (RFC 9293, 3.8.6).",
  }),
  "reading-resumed": () => ({
    call: "recv()",
    bun: "connectionSocket.resume()",
    observed: "The reply is out; we read on.",
  }),
  "client-half-closed": ({ connection }) => ({
    call: "recv() → b''",
    bun: "end()",
    observed: `${at(connection.peer)} will send no more. It may still read.`,
    implied: "Its FIN arrived, and our kernel acknowledged it.",
  }),
  "server-half-closed": ({ reason }) => ({
    call: "shutdown(SHUT_WR)",
    bun: "connectionSocket.shutdown()",
    observed: {
      "keep-alive": "The client was silent for the keep-alive time: we send no more.",
      "one-reply": "One reply was asked for, and it is out: we send no more.",
      "never-answered": "The client sent nothing to answer for too long: we send no more.",
      "too-slow": "The client sent and took fewer bytes a second than the least that is asked: we send no more.",
      lifetime: "The connection has lasted as long as one may: we send no more.",
      stopping: "The server is stopping: we send no more.",
    }[reason],
    implied: "Our FIN goes out. We read on for a moment, so that nothing of the client's is answered with RST.",
  }),
  "connection-closed": ({ connection, end }) => ({
    call: "close()",
    bun: "close()",
    observed: {
      closed: `Connection ${connection.number} is over, in good order.`,
      reset: `Connection ${connection.number} was reset: a RST came, and what was under way is gone.`,
      "given-up": `Connection ${connection.number} is given up with RST: the client took nothing of its reply, or too little.`,
    }[end],
  }),
  "tcp-listening-ended": () => ({
    call: "close()",
    bun: "welcomingSocket.stop()",
    observed: "The welcoming socket is closed.",
    implied: "A SYN to this port is now answered with RST.",
  }),
  connecting: ({ peer }) => ({
    call: "socket() connect()",
    bun: "Bun.connect()",
    observed: `Asking ${at(peer)} for a connection. No sentence is on its way yet.`,
    implied: "Our kernel picks a port and sends SYN; the server's kernel answers SYN-ACK, ours ACK (RFC 9293, 3.5).",
  }),
  connected: ({ local, connectMs }) => ({
    call: "connect() returns",
    bun: "open()",
    observed: `Connected after ${formatMs(connectMs)}, from port ${local.port}.`,
    implied:
      "One round trip went by before the first byte. The server program may not know of us yet: its kernel shook hands.",
  }),
  "not-connected": ({ peer, cause, waitedMs }) => ({
    call: "connect() fails",
    bun: "Bun.connect() rejects",
    observed: `No connection with ${at(peer)} after ${formatMs(waitedMs)}: ${cause}.`,
    ...(cause === "ECONNREFUSED"
      ? {
          implied:
            "A RST answered our SYN: that host is there, and nothing listens on that port; or a firewall said so.",
        }
      : {}),
  }),
  "sentence-written": ({ taken, waiting }) => ({
    call: "send()",
    bun: "clientSocket.write()",
    observed: formatTaken(taken, waiting),
    implied: "It cuts them into segments as it likes, numbers every byte, and sends again what is not acknowledged.",
  }),
  "client-sent-fin": () => ({
    call: "shutdown(SHUT_WR)",
    bun: "clientSocket.shutdown()",
    observed: "We said that we are done. We can still read.",
    implied: "FIN goes out behind the last byte: that is how the server knows that the sentence is complete.",
  }),
  "reply-chunk-received": ({ bytes }) => ({
    call: "recv()",
    bun: "data()",
    observed: `A chunk of ${many(bytes.length, "byte")} of the reply.`,
    implied: "Nothing in it says whether more will come. A newline, or FIN, has to.",
  }),
  "server-sent-fin": () => ({
    call: "recv() → b''",
    bun: "end()",
    observed: "The server will send no more.",
    implied: "Its FIN arrived, and our kernel acknowledged it.",
  }),
  "tcp-socket-closed": (event) => ({ call: "close()", bun: "close()", ...formatClosed(event) }),
};

function formatClosed(event: Extract<TcpClientEvent, { kind: "tcp-socket-closed" }>): Omit<Told, "call" | "bun"> {
  if (event.givenUp) return { observed: "We gave the connection up, with RST: our patience ended." };
  if (event.reset) return { observed: "The connection was reset: what was under way is gone." };
  if (event.serverFinSeen) return { observed: "The connection is over, in good order." };
  return {
    observed: "We closed our socket, and did not wait for the server's FIN.",
    implied: "Our kernel takes that FIN when it comes, without us.",
  };
}

function formatTaken(taken: number, waiting: number): string {
  if (taken < 0) return "The kernel took nothing: the connection is gone.";
  const rest = waiting > 0 ? `; left until it has room: ${many(waiting, "byte")}` : "";
  return `The kernel took ${many(taken, "byte")}${rest}.`;
}
