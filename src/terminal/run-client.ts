/** Runs a client page as a program: finds the server's addresses, asks sentence by sentence, prints what became of each. */

import type { TcpClientOptions, UdpClientOptions } from "../core/client.ts";
import { type Endpoint, endpoint, isAnyAddress, loopbackOf } from "../core/endpoint.ts";
import type { SocketEvent, SocketObserver } from "../core/events.ts";
import type { ConnectFailure, Exchange } from "../core/exchange.ts";
import type { TcpConnection } from "../core/tcp-connection.ts";
import { TcpSession } from "../core/tcp-session.ts";
import { resolveHost } from "../system/addresses.ts";
import { errorCode } from "../system/error-code.ts";
import { type Ask, askAll } from "./ask-all.ts";
import { runClientProgram } from "./client-program.ts";
import { reportConnectFailures } from "./client-report.ts";
import { jsonLine } from "./json.ts";
import { isMeasuring } from "./measure-options.ts";
import { beginExplaining } from "./observers.ts";
import { exitCodes, type Run } from "./program.ts";
import { type Source, sourceOfSentences } from "./sentences.ts";
import { endAtInterrupt } from "./signals.ts";

/** What `udp-client.ts` exports. A page imports its runner, so the runner cannot import the page. */
type AskUdp = (
  message: Uint8Array,
  servers: readonly Endpoint[],
  options: UdpClientOptions,
  observe?: SocketObserver,
) => Promise<Exchange>;

/** What `tcp-client.ts` exports. */
type ConnectTcp = (
  servers: readonly Endpoint[],
  options: TcpClientOptions,
  observe?: SocketObserver,
) => Promise<TcpConnection | ConnectFailure[]>;

export function runUdpClient(askUdp: AskUdp): Promise<never> {
  return runClientProgram("udp-client", async (run) => {
    if (!isMeasuring(run.options)) endAtInterrupt();
    const explaining = await beginExplaining(run, "client");
    const servers = await serversOrTell(run, explaining?.observe);
    if (servers === undefined) return exitCodes.failed;
    if (isMeasuring(run.options)) return (await import("./measuring-client.ts")).measureUdp(run, servers, askUdp);
    const { timeoutMs: replyTimeoutMs, retries, explain: figures } = run.options;
    const observe = explaining?.observe ?? tellOverdue(run, Math.max(1 + retries, servers.length));
    return askAll(run, await sourceOfSentences(run.options), async (sentence) => {
      try {
        return await askUdp(sentence, servers, { replyTimeoutMs, retries, figures }, observe);
      } catch (error) {
        // The kernel gave no socket, or no port.
        return { outcome: "not-sendable", peer: servers[0], code: errorCode(error) };
      }
    });
  });
}

export function runTcpClient(connectTcp: ConnectTcp): Promise<never> {
  return runClientProgram("tcp-client", async (run) => {
    if (!isMeasuring(run.options)) endAtInterrupt();
    const explaining = await beginExplaining(run, "client");
    const servers = await serversOrTell(run, explaining?.observe);
    if (servers === undefined) return exitCodes.failed;
    if (isMeasuring(run.options)) return (await import("./measuring-client.ts")).measureTcp(run, servers, connectTcp);
    const { connectTimeoutMs, timeoutMs: silenceTimeoutMs, explain: figures } = run.options;
    const observe = explaining?.observe ?? tellMistake(run);
    const connect = () => connectTcp(servers, { connectTimeoutMs, silenceTimeoutMs, figures }, observe);
    // Before the question, as the textbook does: the handshake needs no sentence.
    const first = await connect();
    if (Array.isArray(first)) {
      explaining?.end();
      return reportConnectFailures(run, first);
    }
    const tellReconnecting = onceOnly(() => run.tell(run.messages.reconnecting));
    const session = new TcpSession(first, connect, tellReconnecting);
    const source = await sourceOfSentences(run.options);
    const code = await askAll(run, source, askInSession(session, source));
    session.close();
    explaining?.end();
    return code;
  });
}

/** One sentence needs no newline: FIN ends it. Of several, FIN follows the last, as soon as it is known to be. */
function askInSession(session: TcpSession, source: Source): Ask {
  return (sentence, isLast) => {
    if (source !== "lines") return session.ask(sentence, "to-end");
    isLast.then((last) => {
      if (last) session.finish();
    });
    return session.ask(sentence, "line");
  };
}

async function serversOrTell(
  run: Run,
  observe: SocketObserver | undefined,
): Promise<[Endpoint, ...Endpoint[]] | undefined> {
  const { host = "localhost", port } = run.options;
  try {
    const addresses = await resolveHost(host);
    if (addresses[0] !== host) observe?.({ kind: "name-resolved", host, addresses });
    // What is sent to "every address" goes to this host, and is answered from the address of its loopback.
    const serverAt = (address: string) => endpoint(isAnyAddress(address) ? loopbackOf(address) : address, port);
    const [first, ...more] = addresses;
    return [serverAt(first), ...more.map(serverAt)];
  } catch (error) {
    const code = errorCode(error);
    if (run.options.json) run.stdout.write(`${jsonLine({ outcome: "unknown-host", host, code })}\n`);
    run.tell(run.messages.unknownHost(host, code));
    return undefined;
  }
}

/** Tells that a try went unanswered, while the next one is under way. */
function tellOverdue(run: Run, tries: number): SocketObserver {
  return (event: SocketEvent) => {
    if (event.kind !== "reply-overdue" || event.attempt === tries || run.options.quiet) return;
    run.tell(run.messages.replyOverdue(event.waitedMs, event.attempt + 1, tries));
  };
}

function tellMistake(run: Run): SocketObserver {
  return (event: SocketEvent) => {
    if (event.kind === "mistake") run.tell(run.messages.mistake(run.program, event.mistake));
  };
}

function onceOnly(tell: () => void): () => void {
  let told = false;
  return () => {
    if (!told) tell();
    told = true;
  };
}
