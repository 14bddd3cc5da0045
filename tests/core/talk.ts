/** A conversation without sockets: what it told the observer, what it owes, and the page's part where there is only one way. */

import { Conversation } from "../../src/core/conversation.ts";
import type { Connection, EndReason, SocketEvent } from "../../src/core/events.ts";
import { patience } from "../../src/core/patience.ts";
import { newTcpTotals } from "../../src/core/totals.ts";

export const connection: Connection = {
  number: 1,
  local: { address: "127.0.0.1", port: 12_000 },
  peer: { address: "127.0.0.1", port: 40_000 },
};

/** Every case has one keep-alive time of 3 sweeps and one idle time of 6; the first sweep may come at once. */
export const keepAliveSweeps = 4;
export const idleSweeps = 7;

export class Talk {
  readonly totals = newTcpTotals();
  readonly conversation: Conversation;
  #events: SocketEvent[] = [];

  constructor({ oneReply = false, minRate = 0, maxLifetimeMs = 0 } = {}) {
    const shared = {
      totals: this.totals,
      patience: patience({ keepAliveMs: oneReply ? 0 : 300, idleTimeoutMs: 600, minRate, maxLifetimeMs }),
      observe: (event: SocketEvent) => {
        this.#events.push(event);
      },
    };
    this.conversation = new Conversation(shared, connection);
  }

  /** The client sends these bytes, and the kernel has room for so many of the reply: by default for all. */
  says(bytes: string | readonly number[], room?: number): void {
    this.conversation.receive(typeof bytes === "string" ? Buffer.from(bytes) : Uint8Array.from(bytes));
    this.kernelTakes(room);
  }

  /** The page's `send`: offers what is unsent, where there is any. */
  kernelTakes(room = Number.POSITIVE_INFINITY): void {
    const { unsent } = this.conversation;
    if (unsent.length > 0) this.conversation.sent(Math.min(room, unsent.length));
  }

  /** What waits for the kernel, as text of one character a byte. */
  get unsent(): string {
    return Buffer.from(this.conversation.unsent).toString("latin1");
  }

  /** The events since the last look. */
  events(): SocketEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** Their kinds only. */
  kinds(): string[] {
    return this.events().map(({ kind }) => kind);
  }

  /** Sweeps until something is due, at most so often. Returns what, and in which sweep. */
  sweepUntilDue(most = 1_000, stopping = false): readonly [EndReason | "cut-off" | "nothing", number] {
    for (let sweep = 1; sweep <= most; sweep++) {
      const due = this.conversation.sweep(stopping);
      if (due !== undefined) return [due, sweep];
    }
    return ["nothing", most];
  }
}
