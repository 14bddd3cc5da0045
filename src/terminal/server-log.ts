/** What a server says of its events: sentences, and notices of what got no reply. Never at the service's cost. */

import { type Endpoint, formatEndpoint } from "../core/endpoint.ts";
import type { SocketEvent } from "../core/events.ts";
import { SentenceLog } from "../core/sentence-log.ts";
import { unfinishedTailBytes } from "../core/utf8.ts";
import { visibleStart } from "../core/visible.ts";
import { jsonLine, jsonText } from "./json.ts";
import { PacedLog, type ServerVoice } from "./paced-log.ts";
import { PrintedVoice } from "./printed-voice.ts";
import type { Run } from "./program.ts";

export class ServerLog {
  readonly #run: Run;
  readonly #log: PacedLog;
  readonly #unfinished = new Map<number, SentenceLog>();

  constructor(run: Run, voice: ServerVoice = new PrintedVoice(run)) {
    this.#run = run;
    this.#log = new PacedLog(voice);
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
        return this.#log.notice(event.reason, 1, event.detail);
      case "connection-turned-away":
        return this.#log.notice(`turned away: ${event.reason}`);
      case "mistake":
        return this.#log.notice("mistake", 1, event.mistake.stack ?? event.mistake.message);
      default:
    }
  };

  /** Tells what was only counted so far, where its second is over. At the end of time every second is. */
  catchUp(nowMs = performance.now()): void {
    this.#log.catchUp(nowMs);
  }

  #chunk(connection: number, peer: Endpoint, chunk: Uint8Array): void {
    if (this.#run.options.quiet) return;
    const unfinished = this.#unfinished.get(connection) ?? new SentenceLog();
    this.#unfinished.set(connection, unfinished);
    this.#log.turn();
    // Past the pace, lines are only counted: a million empty ones in a second must not cost more than that.
    this.#log.skip(unfinished.push(chunk, (start, totalBytes) => this.#say(peer, start, totalBytes)));
  }

  #endOfSentence(connection: number, peer: Endpoint): void {
    this.#unfinished.get(connection)?.end((start, totalBytes) => this.#say(peer, start, totalBytes));
    this.#unfinished.delete(connection);
  }

  #sentence(peer: Endpoint, start: Uint8Array, totalBytes: number): void {
    if (this.#run.options.quiet) return;
    this.#log.turn();
    this.#say(peer, start, totalBytes);
  }

  #say(peer: Endpoint, start: Uint8Array, totalBytes: number): boolean {
    return this.#log.sentence(() => this.#format(peer, start, totalBytes));
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
}
