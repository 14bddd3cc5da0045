/**
 * Carries each sentence over a socket of its own, as the textbook's clients do: through the very functions that the two
 * client pages export.
 */

import type { ConnectFailure, Exchange } from "../core/exchange.ts";
import type { TcpConnection } from "../core/tcp-connection.ts";
import type { Account } from "./account.ts";
import { type Carrier, type CarrierOwner, noFigures, wrongService } from "./carrier.ts";
import type { End } from "./record.ts";
import { Refusals, silence } from "./verdict.ts";

export type ConnectTcp = typeof import("../tcp-client.ts").connectTcp;
export type AskUdp = typeof import("../udp-client.ts").askUdp;

/** How long to wait after a refusal before the next try. */
const againMs = 100;

/** What came of one sentence, and how long its connection took to make. */
interface Carried {
  readonly exchange: Exchange | ConnectFailure;
  readonly connectMs: number | null;
}

/** Undefined where nobody wants to know any more. */
type Carry = (
  sentence: Uint8Array,
  isCounted: boolean,
  noteRetransmissions: (segments: number | undefined) => void,
) => Promise<Carried | undefined>;

/** A TCP connection for each sentence. */
export function tcpPerSentence(
  account: Account,
  connectTcp: ConnectTcp,
  connectTimeoutMs: number,
  owner: CarrierOwner,
): Carrier {
  const { peer, replyTimeoutMs } = account.plan;
  const silenceTimeoutMs = Number.isFinite(replyTimeoutMs) ? replyTimeoutMs : 0;
  const options = { connectTimeoutMs, silenceTimeoutMs, figures: true };
  const open = new Set<TcpConnection>();
  async function carry(...[sentence, isCounted, noteRetransmissions]: Parameters<Carry>): Promise<Carried | undefined> {
    const connection = await connectTcp([peer], options, (event) => {
      if (event.kind === "tcp-figures" && event.when === "ended") noteRetransmissions(event.figures?.retransmissions);
    });
    if (Array.isArray(connection)) return { exchange: connection[0] as ConnectFailure, connectMs: null };
    if (carrier.over) return void connection.close();
    if (isCounted) account.connected(connection.connectMs);
    open.add(connection);
    // A newline ends it, and not our FIN: the reply is then as far away as on a connection that stays.
    const exchange = await connection.ask(sentence, "line");
    connection.close();
    open.delete(connection);
    return { exchange, connectMs: connection.connectMs };
  }
  const carrier = new PerSentence(account, owner, carry, () => {
    for (const connection of open) connection.close();
  });
  return carrier;
}

/** A UDP socket for each sentence. It is closed when its sentence is answered, or overdue. */
export function udpPerSentence(account: Account, askUdp: AskUdp, owner: CarrierOwner): Carrier {
  const { peer, replyTimeoutMs } = account.plan;
  return new PerSentence(
    account,
    owner,
    async (sentence) => {
      return { exchange: await askUdp(sentence, [peer], { replyTimeoutMs, retries: 0 }), connectMs: null };
    },
    () => {},
  );
}

class PerSentence implements Carrier {
  /** Nothing that comes now is entered. */
  over = false;
  readonly #account: Account;
  readonly #owner: CarrierOwner;
  readonly #carry: Carry;
  readonly #letGo: () => void;
  readonly #refusals = new Refusals();
  #waitingAgain = false;
  #retransmissions: number | null = null;

  /** @param letGo Lets go of what is under way. */
  constructor(account: Account, owner: CarrierOwner, carry: Carry, letGo: () => void) {
    this.#account = account;
    this.#owner = owner;
    this.#carry = carry;
    this.#letGo = letGo;
  }

  send(dueMs: number, nowMs: number): boolean {
    const { ledger, sentences, counts, plan } = this.#account;
    if (this.#waitingAgain) {
      if (plan.intervalMs > 0) counts.notSent++;
      return false;
    }
    const sentence = new Uint8Array(sentences.write(ledger.nextSequence));
    void this.#exchange(this.#account.sent(dueMs, nowMs), sentence);
    return true;
  }

  async #exchange(sequence: number, sentence: Uint8Array): Promise<void> {
    const isCounted = this.#account.ledger.isCounted(sequence);
    const carried = await this.#carry(sentence, isCounted, (segments) => {
      if (isCounted && segments !== undefined) this.#retransmissions = (this.#retransmissions ?? 0) + segments;
    });
    if (carried === undefined || this.over) return;
    this.#enter(carried.exchange, carried.connectMs);
    this.#account.ledger.giveUp(sequence); // where it is not answered by now
    this.#owner.changed();
  }

  #enter(exchange: Exchange | ConnectFailure, connectMs: number | null): void {
    const nowMs = performance.now();
    if ("cause" in exchange) return this.#failed(exchange.cause, nowMs);
    switch (exchange.outcome) {
      case "replied":
        this.#refusals.over();
        this.#account.received(exchange.reply, nowMs, { exchangeMs: exchange.rttMs, connectMs });
        break;
      case "refused":
        this.#account.counts.icmpErrors++;
        return this.#failed("ECONNREFUSED", nowMs);
      case "reset":
        this.#account.counts.resets++;
        return this.#failed("ECONNRESET", nowMs);
      case "closed":
        if (exchange.partial.length > 0) this.#account.receivedCut(exchange.partial, nowMs);
        return this.#failed("closed", nowMs);
      case "not-sendable":
        return this.#failed(exchange.code, nowMs);
      default: // unanswered: the ledger's deadline says so too
    }
  }

  /** The server may be starting again: it is not asked without a pause. */
  #failed(code: string, nowMs: number): void {
    this.#refusals.heard(code, nowMs);
    this.#account.owed.nothing();
    if (this.#waitingAgain) return;
    this.#waitingAgain = true;
    setTimeout(() => {
      this.#waitingAgain = false;
      this.#owner.changed();
    }, againMs);
  }

  flush(): void {}

  verdict(nowMs: number): End | undefined {
    const { firstWrong, replies, plan } = this.#account;
    if (firstWrong !== undefined && (replies === 0 || plan.protocol === "tcp"))
      return wrongService(plan.peer, firstWrong);
    return this.#refusals.verdict(this.#account) ?? silence(this.#account, nowMs);
  }

  gone = (): End | undefined => this.#refusals.gone(this.#account);

  mark(): void {}

  kernel() {
    return { ...noFigures, retransmissions: this.#retransmissions };
  }

  headers(): undefined {}

  listenOnMs(): number {
    return 0;
  }

  close(): void {
    this.over = true;
    this.#letGo();
  }
}
