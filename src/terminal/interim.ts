/** Lines of figures on standard error while a measurement goes on, as often as was asked for. */

import { formatInterim, formatInterimHead } from "../comparison/text-interim.ts";
import type { Account } from "../measurement/account.ts";
import type { MeasureMessages } from "../narration/measure-language.ts";

interface Told {
  lines: number;
  answered: number;
  sent: number;
}

export class InterimLines {
  readonly #everyMs: number | null;
  readonly #messages: MeasureMessages;
  readonly #tell: (line: string) => void;
  readonly #told = new WeakMap<Account, Told>();
  #hasHead = false;

  /** `everyMs`: null where nobody asked. */
  constructor(everyMs: number | null, messages: MeasureMessages, tell: (line: string) => void) {
    this.#everyMs = everyMs;
    this.#messages = messages;
    this.#tell = tell;
  }

  /** To be called now and then for each series that goes on: tells its last interval, when that is over. */
  tick(account: Account, nowMs: number): void {
    const { counts, statistics, plan, countingSinceMs, ledger } = account;
    const told = this.#told.get(account) ?? { lines: 0, answered: 0, sent: 0 };
    const elapsedMs = nowMs - countingSinceMs;
    const isCounting = Number.isFinite(ledger.firstCounted);
    if (this.#everyMs === null || !isCounting || elapsedMs < (told.lines + 1) * this.#everyMs) return;
    if (!this.#hasHead) this.#tell(formatInterimHead(this.#messages));
    this.#hasHead = true;
    const { answered, sent } = counts;
    const interim = {
      protocol: plan.protocol,
      elapsedMs,
      answered,
      sent,
      intervalAnswered: answered - told.answered,
      intervalSent: sent - told.sent,
      exchangeMs: statistics.interim.summary(),
    };
    this.#tell(formatInterim(interim, this.#messages));
    statistics.interim.reset();
    this.#told.set(account, { lines: told.lines + 1, answered, sent });
  }
}
