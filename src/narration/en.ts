/** What the programs say, in English. Errors name the action, the object, the cause and what to try. */

import { formatCount, formatSeconds, many } from "../core/amounts.ts";
import { type Endpoint, formatEndpoint } from "../core/endpoint.ts";
import type { Refusal, TurnAwayReason } from "../core/events.ts";
import type { TcpTotals, UdpTotals } from "../core/totals.ts";
import { isRandom, type WeatherOptions } from "../core/weather.ts";
import { commandLineEn } from "./command-line-en.ts";
import { enHelp } from "./help-en.ts";
import { refusalsEn } from "./refusals-en.ts";
import type { Cause, Protocol } from "./topics.ts";
import { workersEn } from "./workers-en.ts";

export const en = {
  help: enHelp,

  ...commandLineEn,

  // --- names and connections
  unknownHost: (host: string, code: string) =>
    code === "EAI_AGAIN"
      ? `Cannot look up ${host}: the name service does not answer. Check the network, or use an address.`
      : `Cannot find a host named ${host} (${code}). Check the name, or use an address.`,
  cannotConnect: (server: string, causes: string) => `Cannot connect to ${server}: ${causes}`,
  causeAt: (peer: Endpoint, cause: string) => `${formatEndpoint(peer)}: ${cause}`,
  connectCause: (cause: Cause, code: string, waitedMs: number) =>
    ({
      refused: "nothing is listening there.",
      timeout: `no answer to the handshake within ${formatSeconds(waitedMs)}.`,
      "no-host": "the network says that no such host can be reached.",
      "no-route": "this computer has no route to it.",
      forbidden: "this system does not allow it; perhaps a firewall.",
      unknown: "this system does not say why: nothing may be listening there, or no host, or no route.",
      other: `the system says ${code}.`,
    })[cause],
  advice: (cause: Cause, start: string) =>
    ({
      refused: `Start one: ${start}`,
      timeout: "Check the address, and whether a firewall drops the packets; or allow more: --connect-timeout",
      "no-host": "Check the address, and whether that host is on.",
      "no-route": "Check the address and the network.",
      forbidden: "Check the firewall of this computer.",
      unknown: `Check the address, or start one there: ${start}`,
      other: "Check the address and the network.",
    })[cause],

  // --- what became of a sentence
  replyOverdue: (waitedMs: number, attempt: number, tries: number) =>
    `No reply within ${formatSeconds(waitedMs)}. Sending again (${attempt} of ${tries}) …`,
  unanswered: (peer: Endpoint, tries: number, waitedMs: number) =>
    `Unanswered by ${formatEndpoint(peer)}: no reply in ${tries === 1 ? "1 try" : `${tries} tries`} (${formatSeconds(waitedMs)}). The server may be off, or a datagram was lost on the way there or back: nobody here can tell. Try again, or wait longer: --timeout`,
  replyCannotFit: (peer: Endpoint, tries: number, waitedMs: number, bytes: number, maxBytes: number) =>
    `Unanswered by ${formatEndpoint(peer)}: no reply in ${tries === 1 ? "1 try" : `${tries} tries`} (${formatSeconds(waitedMs)}). The upper case of this sentence has ${formatCount(bytes)} bytes, and one datagram carries at most ${formatCount(maxBytes)}: a server cannot send it. Over TCP a sentence can be longer: tcp-client`,
  silent: (peer: Endpoint, waitedMs: number, partial: number) =>
    `Unanswered by ${formatEndpoint(peer)}: connected, but silent for ${formatSeconds(waitedMs)} after ${many(partial, "byte")} of a reply. Wait longer: --timeout`,
  refused: (peer: Endpoint, start: string) =>
    `Refused by ${formatEndpoint(peer)}: nothing listens there (ICMP port unreachable). Start one: ${start}`,
  reset: (peer: Endpoint, partial: number) =>
    `Reset by ${formatEndpoint(peer)} after ${many(partial, "byte")} of the reply. The server ended at once, turned us away, or read less than was sent. Try again.`,
  closedEarly: (peer: Endpoint, partial: number) =>
    partial > 0
      ? `Closed by ${formatEndpoint(peer)} after ${many(partial, "byte")} of the reply, too few for this sentence. It read less than was sent, as a server does that answers only once.`
      : `Closed by ${formatEndpoint(peer)} before it answered. It may have as many connections as it allows, or it ends as soon as a client has sent all, as nc -l does.`,
  notSendable: (peer: Endpoint, cause: string) => `Cannot send to ${formatEndpoint(peer)}: ${cause}`,
  tooLong: (bytes: number, maxBytes: number) =>
    `Cannot send a sentence of ${formatCount(bytes)} bytes: one datagram carries at most ${formatCount(maxBytes)}. Over TCP a sentence can be longer: tcp-client`,
  tooMuch: (peer: Endpoint, bytes: number) =>
    `Gave up reading from ${formatEndpoint(peer)} after ${formatCount(bytes)} bytes: no upper case of the sentence is as long. Check that an upper-case server is there.`,
  sentenceTooLong: (maxBytes: number) =>
    `Cannot read the next sentence: it is longer than ${formatCount(maxBytes)} bytes, the most that this client holds at once. TCP itself has no such limit. A sentence ends with a newline: break it into several.`,
  reconnecting: "The server closed the connection. Whenever it does, a new one is opened for the next sentence.",
  nothingToSend: "Nothing to send: standard input was empty.",
  cannotRead: (code: string) => `Cannot read standard input: ${code}. Check where it is redirected from.`,
  cannotWrite: (code: string) =>
    `Cannot write the result to standard output: ${code}. Check the disk, or where it is redirected to.`,
  mistake: (program: string, mistake: Error) => `${program} made a mistake: ${mistake.stack ?? mistake.message}`,

  // --- servers
  cannotListen: (protocol: Protocol, where: string, code: string, port: number) =>
    `Cannot listen on ${where} (${protocol}): ${
      (
        {
          EADDRINUSE: "that port is taken. End the program that has it, or choose another: --port",
          ...(port < 1024 ? { EACCES: "ports below 1024 are for administrators. Choose another: --port" } : {}),
          EADDRNOTAVAIL: "that address is not one of this computer's. Leave out --host to listen on all of them.",
        } as Record<string, string>
      )[code] ?? `the system says ${code}.`
    }`,
  listening: (program: string, protocol: Protocol, where: string) =>
    `${program} listens on ${where} (${protocol}). Stop it with Ctrl-C.`,
  injectedWeather: (w: WeatherOptions) =>
    `Injected weather: ${[
      w.dropPercent > 0 ? `drop ${w.dropPercent}%` : [],
      w.delayMs + w.jitterMs > 0 ? `delay ${w.delayMs} ms${w.jitterMs > 0 ? ` ± ${w.jitterMs} ms` : ""}` : [],
      w.duplicatePercent > 0 ? `duplicate ${w.duplicatePercent}%` : [],
      w.reorderPercent > 0 ? `reorder ${w.reorderPercent}%` : [],
    ]
      .flat()
      .join(", ")}.${isRandom(w) ? ` The same again: --seed ${w.seed}` : ""}`,
  everyAddress: (port: number) => `every address of this computer, port ${port}`,
  andMore: (count: number) => `… and ${formatCount(count)} more`,
  switchedOff: (options: string) => `Switched off: ${options}.`,
  turnedAway: (reason: TurnAwayReason, count: number) =>
    `Turned away ${many(count, "connection")}: ${refusalsEn.connection[reason].why}.`,
  notAnswered: (reason: Refusal | "loop", count: number) =>
    `Not answered: ${many(count, "datagram")}, ${refusalsEn.datagram[reason].why}.`,
  replyTooLong: (count: number) =>
    `Not answered: ${many(count, "datagram")}, whose upper case does not fit a datagram.`,
  queueFull: (count: number) =>
    `Not answered: ${many(count, "datagram")}, because the send queue of this computer was full.`,
  replyNotSendable: (count: number, code: string) =>
    `Not answered: ${many(count, "datagram")}, the system says ${code}.`,
  weatherOverflow: (count: number) =>
    `Not answered: ${many(count, "datagram")}, because too many replies wait in the injected weather already.`,
  cannotPrint: (code: string) =>
    `Cannot write to standard output: ${code}. Check the disk, or where it is redirected to.`,
  ...workersEn,
  stopping: "Stopping: finishing what is owed, at most 5 s. Ctrl-C again ends at once.",
  stillOpen: (connections: number) => `Still open: ${many(connections, "connection")}.`,
  udpTotals: (t: Readonly<UdpTotals>) =>
    [
      `Received ${many(t.datagramsReceived, "datagram")} (${many(t.bytesReceived, "byte")}), sent ${formatCount(t.datagramsSent)} (${many(t.bytesSent, "byte")}).`,
      count(t["reply-too-long"], "not answered: the reply would not fit a datagram"),
      count(t["queue-full"], "not answered: the send queue was full"),
      count(t["not-sendable"], "not answered: the system would not send there"),
      ...Object.entries(refusalsEn.datagram).map(([reason, { why }]) =>
        count(t[reason as Refusal | "loop"], `not answered: ${why}`),
      ),
      count(t.icmpErrors, "ICMP errors heard: replies that found nobody, or no way"),
      count(t["injected-drop"], "injected: not answered (--drop)"),
      count(t["injected-delay"], "injected: reply delayed (--delay, --jitter)"),
      count(t["injected-duplicate"], "injected: reply sent twice (--duplicate)"),
      count(t["injected-hold"], "injected: reply held back (--reorder)"),
      count(t["injected-reorder"], "of these overtaken by a later reply to the same client"),
      count(t["injected-overflow"], "injected: not answered, because too many replies were waiting"),
      count(t["injected-late"], "injected: not answered, because the server stopped before that"),
    ].flat(),
  tcpTotals: (t: Readonly<TcpTotals>) =>
    [
      `Accepted ${many(t.connections, "connection")}, answered ${formatCount(t.answered)}; received ${many(t.bytesReceived, "byte")}, sent ${formatCount(t.bytesSent)}.`,
      count(t.reset, "reset by the client or its host"),
      count(t.givenUp, "given up: they took nothing of their reply, or too little"),
      count(t.tooSlow, "let go: they sent and took too little (--min-rate)"),
      count(t.lifetimeOver, "let go: their time was over (--max-lifetime)"),
      ...Object.entries(refusalsEn.connection).map(([reason, { why }]) =>
        count(t[reason as TurnAwayReason], `turned away: ${why}`),
      ),
    ].flat(),
};

export type Messages = typeof en;

function count(number: number, what: string): string[] {
  return number === 0 ? [] : [`  ${formatCount(number)} ${what}`];
}
