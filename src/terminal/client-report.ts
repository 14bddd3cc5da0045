/** What a client prints of an exchange: the result on standard output, everything else on standard error. */

import { formatEndpoint, maxDatagramBytes } from "../core/endpoint.ts";
import type { ConnectFailure, Exchange, NotReplied } from "../core/exchange.ts";
import { upperCase } from "../core/upper-case.ts";
import { visible } from "../core/visible.ts";
import { causeOf, startCommand } from "../narration/topics.ts";
import { jsonLine, jsonText } from "./json.ts";
import { type ExitCode, exitCodes, type Run } from "./program.ts";

/** Prints what became of a sentence and returns the exit code that it deserves. */
export function reportExchange(run: Run, sentence: Uint8Array, exchange: Exchange): ExitCode {
  if (run.options.json) run.stdout.write(`${jsonLine(exchangeRecord(sentence, exchange))}\n`);
  if (exchange.outcome !== "replied") {
    run.tell(explainNoReply(run, sentence, exchange));
    return exchange.outcome === "too-long" ? exitCodes.misuse : exitCodes.failed;
  }
  if (!run.options.json) printReply(run, exchange.reply);
  return exitCodes.done;
}

function printReply(run: Run, reply: Uint8Array): void {
  if (!run.options.quiet) run.stdout.write(`From Server: ${visible(reply)}\n`);
  // Bare bytes are for pipes. A terminal would act on what is in them.
  else if (run.stdoutIsTerminal) run.stdout.write(`${visible(reply)}\n`);
  else run.stdout.write(Buffer.concat([reply, newline]));
}

const newline = Buffer.from("\n");

function exchangeRecord(sentence: Uint8Array, exchange: Exchange): object {
  const { outcome, ...facts } = exchange;
  const bytes = Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, fact instanceof Uint8Array ? jsonText(fact) : fact]),
  );
  return { outcome, sentence: jsonText(sentence), ...bytes };
}

type Unanswered = Extract<NotReplied, { outcome: "unanswered" }>;

function explainNoReply(run: Run, sentence: Uint8Array, exchange: NotReplied): string {
  const { messages, program } = run;
  switch (exchange.outcome) {
    case "unanswered":
      return program === "tcp-client"
        ? messages.silent(exchange.peer, exchange.waitedMs, exchange.partial.length)
        : explainUnanswered(run, sentence, exchange);
    case "refused":
      return messages.refused(exchange.peer, startServer(run));
    case "reset":
      return messages.reset(exchange.peer, exchange.partial.length);
    case "closed":
      return messages.closedEarly(exchange.peer, exchange.partial.length);
    case "not-sendable":
      return messages.notSendable(exchange.peer, explainCause(run, exchange.code, 0));
    case "too-long":
      return messages.tooLong(exchange.bytes, exchange.maxBytes);
    case "too-much":
      return messages.tooMuch(exchange.peer, exchange.bytes);
  }
}

/** A sentence whose upper case fits no datagram cannot be answered whole, however often it is sent. */
function explainUnanswered({ messages }: Run, sentence: Uint8Array, exchange: Unanswered): string {
  const { peer, tries, waitedMs } = exchange;
  const replyBytes = upperCase(sentence).length;
  const maxBytes = maxDatagramBytes(peer.address);
  return replyBytes > maxBytes
    ? messages.replyCannotFit(peer, tries, waitedMs, replyBytes, maxBytes)
    : messages.unanswered(peer, tries, waitedMs);
}

/** Reports that no connection came about, and returns the exit code for that. */
export function reportConnectFailures(run: Run, failures: readonly ConnectFailure[]): ExitCode {
  if (run.options.json) run.stdout.write(`${jsonLine({ outcome: "not-connected", failures })}\n`);
  run.tell(explainConnectFailures(run, failures));
  return exitCodes.failed;
}

/** Tells why no connection came about: once where every address says the same, else address by address. */
export function explainConnectFailures(run: Run, failures: readonly ConnectFailure[]): string {
  const { messages, options } = run;
  const [first] = failures;
  if (first === undefined) throw new RangeError("a client needs at least one address to try");
  const server = formatEndpoint({ address: options.host ?? "", port: options.port });
  if (failures.every(({ cause }) => cause === first.cause))
    return messages.cannotConnect(server, explainCause(run, first.cause, first.waitedMs));
  const addresses = failures.map(
    ({ peer, cause, waitedMs }) => `\n  ${messages.causeAt(peer, explainCause(run, cause, waitedMs))}`,
  );
  return messages.cannotConnect(server, addresses.join("")).replace(": \n", ":\n");
}

function explainCause(run: Run, code: string, waitedMs: number): string {
  const cause = causeOf(code);
  return `${run.messages.connectCause(cause, code, waitedMs)} ${run.messages.advice(cause, startServer(run))}`;
}

/** The command that starts the server this client looks for. */
function startServer({ program, options }: Run): string {
  const server = program === "tcp-client" ? "tcp-server" : "udp-server";
  return startCommand(server, options.port);
}
