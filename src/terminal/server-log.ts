/** What a server prints while it serves: sentences on standard output, notices on standard error. Never at the service's cost. */

import { type Endpoint, formatEndpoint } from "../core/endpoint.ts";
import type { DropReason, SocketEvent, TurnAwayReason } from "../core/events.ts";
import { LinePace, NoticePace } from "../core/pace.ts";
import { SentenceLog } from "../core/sentence-log.ts";
import { unfinishedTailBytes } from "../core/utf8.ts";
import { visibleStart } from "../core/visible.ts";
import { jsonLine, jsonText } from "./json.ts";
import type { Run } from "./program.ts";

type Notice = Exclude<DropReason, "injected-drop" | "injected-late"> | `turned away: ${TurnAwayReason}` | "mistake";

export class ServerLog {
  readonly #run: Run;
  readonly #pace = new LinePace();
  readonly #notices = new NoticePace<Notice>();
  readonly #unfinished = new Map<number, SentenceLog>();
  #sendError = "";
  #lastMistake = new Error();

  constructor(run: Run) {
    this.#run = run;
  }

  /** Takes an event of the page. */
  readonly observe = (event: SocketEvent): void => {
    switch (event.kind) {
      case "datagram-received":
        return this.#sentence(event.peer, event.bytes, event.bytes.length);
      case "chunk-received":
        return this.#chunk(event.connection.number, event.connection.peer, event.bytes);
      case "client-half-closed":
      case "server-half-closed":
      case "connection-closed":
        return this.#endOfSentence(event.connection.number, event.connection.peer);
      case "datagram-dropped":
        // What was asked for is no news; the totals have it.
        if (event.reason === "injected-drop" || event.reason === "injected-late") return;
        this.#sendError = event.detail ?? this.#sendError;
        return this.#notice(event.reason);
      case "connection-turned-away":
        return this.#notice(`turned away: ${event.reason}`);
      case "mistake":
        this.#lastMistake = event.mistake;
        return this.#notice("mistake");
      default:
    }
  };

  /** Tells what was only counted so far, where its second is over. At the end of time every second is. */
  catchUp(nowMs = performance.now()): void {
    this.#tellSkipped(nowMs);
    for (const [notice, count] of this.#notices.due(nowMs)) this.#tellNotice(notice, count);
  }

  #chunk(connection: number, peer: Endpoint, chunk: Uint8Array): void {
    if (this.#run.options.quiet) return;
    const log = this.#unfinished.get(connection) ?? new SentenceLog();
    this.#unfinished.set(connection, log);
    this.#tellSkipped(performance.now());
    // Past the pace, lines are only counted: a million empty ones in a second must not cost more than that.
    this.#pace.skip(log.push(chunk, (start, totalBytes) => this.#print(peer, start, totalBytes)));
  }

  #endOfSentence(connection: number, peer: Endpoint): void {
    this.#unfinished.get(connection)?.end((start, totalBytes) => this.#print(peer, start, totalBytes));
    this.#unfinished.delete(connection);
  }

  #sentence(peer: Endpoint, start: Uint8Array, totalBytes: number): void {
    if (this.#run.options.quiet) return;
    this.#tellSkipped(performance.now());
    this.#print(peer, start, totalBytes);
  }

  /** Prints a sentence, or counts it. Returns false where no more can be printed now. */
  #print(peer: Endpoint, start: Uint8Array, totalBytes: number): boolean {
    if (!this.#pace.allows()) return false;
    if (!this.#run.stdout.offer(`${this.#format(peer, start, totalBytes)}\n`)) this.#pace.skip(1);
    return true;
  }

  #format(peer: Endpoint, start: Uint8Array, totalBytes: number): string {
    const { options, stdoutIsTerminal, colors } = this.#run;
    if (options.json)
      return jsonLine({
        event: "sentence",
        peer,
        bytes: totalBytes,
        sentence: jsonText(
          totalBytes > start.length ? start.subarray(0, start.length - unfinishedTailBytes(start)) : start,
        ),
      });
    const sentence = visibleStart(start, totalBytes);
    return stdoutIsTerminal ? `${colors.dim(formatEndpoint(peer).padEnd(21))}  ${sentence}` : sentence;
  }

  #tellSkipped(nowMs: number): void {
    const skipped = this.#pace.turn(nowMs);
    if (skipped === 0) return;
    const { options, messages, stdout } = this.#run;
    const line = options.json ? jsonLine({ event: "skipped", sentences: skipped }) : messages.andMore(skipped);
    if (!stdout.offer(`${line}\n`)) this.#pace.skip(skipped);
  }

  #notice(notice: Notice): void {
    const count = this.#notices.add(notice, performance.now());
    if (count > 0) this.#tellNotice(notice, count);
  }

  #tellNotice(notice: Notice, count: number): void {
    this.#run.stderr.offer(`${this.#formatNotice(notice, count)}\n`);
  }

  #formatNotice(notice: Notice, count: number): string {
    const { messages, program } = this.#run;
    switch (notice) {
      case "mistake":
        return messages.mistake(program, this.#lastMistake);
      case "reply-too-long":
        return messages.replyTooLong(count);
      case "queue-full":
        return messages.queueFull(count);
      case "not-sendable":
        return messages.replyNotSendable(count, this.#sendError);
      case "injected-overflow":
        return messages.weatherOverflow(count);
      case "turned away: not-allowed":
      case "turned away: too-many":
      case "turned away: too-many-from-address":
        return messages.turnedAway(notice.slice("turned away: ".length) as TurnAwayReason, count);
      default:
        return messages.notAnswered(notice, count);
    }
  }
}
