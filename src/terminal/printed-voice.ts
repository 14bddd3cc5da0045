/** A server's words, printed: sentences on standard output, notices on standard error. Offered, so never at the service's cost. */

import type { TurnAwayReason } from "../core/events.ts";
import { jsonLine } from "./json.ts";
import type { Notice, ServerVoice } from "./paced-log.ts";
import type { Run } from "./program.ts";

export class PrintedVoice implements ServerVoice {
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  sentence(line: string): boolean {
    return this.#run.stdout.offer(`${line}\n`);
  }

  skipped(sentences: number): boolean {
    const { options, messages, stdout } = this.#run;
    const line = options.json ? jsonLine({ event: "skipped", sentences }) : messages.andMore(sentences);
    return stdout.offer(`${line}\n`);
  }

  notice(notice: Notice, count: number, detail: string): void {
    this.#run.stderr.offer(`${this.#format(notice, count, detail)}\n`);
  }

  #format(notice: Notice, count: number, detail: string): string {
    const { messages, program } = this.#run;
    switch (notice) {
      case "mistake":
        return messages.mistake(program, { name: "Error", message: detail });
      case "reply-too-long":
        return messages.replyTooLong(count);
      case "queue-full":
        return messages.queueFull(count);
      case "not-sendable":
        return messages.replyNotSendable(count, detail);
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
