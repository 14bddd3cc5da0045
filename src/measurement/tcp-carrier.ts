/** Carries the sentences of a series over one TCP connection, each ended by a newline; over another where it breaks. */

import { maxBatchBytes, maxUnsentBytes, replySlackBytes, serverGoneMs } from "../core/limits.ts";
import { HeldConnection } from "../system/tcp-wire.ts";
import type { Account } from "./account.ts";
import { type Carrier, type CarrierEnd, type CarrierOwner, noFigures, wrongService } from "./carrier.ts";
import { LineStream } from "./line-stream.ts";
import type { End } from "./record.ts";
import { SegmentCount } from "./segment-count.ts";
import { openTcpFlow, type TcpFlow } from "./tcp-flow.ts";
import { notThere, silence } from "./verdict.ts";

/** How long to wait before asking again for a connection that was refused. */
const againMs = 100;
/** So many connections in a row that end without a reply: this server does not want to talk any more. One, where it never did. */
const mostFruitless = 3;

/** Resolves with the first connection made, or with a carrier that has nothing to say but its verdict. */
export async function openTcpCarrier(
  account: Account,
  connectTimeoutMs: number,
  owner: CarrierOwner,
): Promise<Carrier> {
  const { peer, sentenceBytes, intervalMs } = account.plan;
  const lineBytes = sentenceBytes + 1;
  const segments = new SegmentCount();
  let flow: TcpFlow | undefined;
  let batch: Uint8Array[] = [];
  let batchBytes = 0;
  let lines = new LineStream(sentenceBytes + replySlackBytes);
  let repliesBefore = 0;
  let sentBefore = 0;
  /** Sentences that were under way over this connection when the first reply came. */
  let firstBatch: number | undefined;
  /** Some connection answered more than those. */
  let goesOn = false;
  let fruitless = 0;
  let end: CarrierEnd | undefined;
  /** Why there is no connection at present. */
  let missing: End | undefined;
  let over = false;

  await connect();

  /** Connects, and again for a while where that is refused: the server may be starting. */
  async function connect(): Promise<void> {
    const goneSinceMs = performance.now();
    const patienceMs = account.counts.connections === 0 ? 0 : serverGoneMs;
    for (;;) {
      const attempt = await openTcpFlow(peer, connectTimeoutMs, { chunk, drained: () => owner.changed(), ended });
      if (over) return "cause" in attempt ? undefined : attempt.close();
      if (!("cause" in attempt)) return begin(attempt);
      missing = notThere(peer, attempt.cause);
      if (performance.now() - goneSinceMs >= patienceMs) {
        end = missing;
        return owner.changed();
      }
      await Bun.sleep(againMs);
    }
  }

  function begin(connected: TcpFlow): void {
    flow = connected;
    missing = undefined;
    segments.begin(new HeldConnection(connected.socket));
    account.connected(connected.connectMs);
    lines = new LineStream(sentenceBytes + replySlackBytes);
    repliesBefore = account.replies;
    sentBefore = account.ledger.nextSequence;
    firstBatch = undefined;
    owner.changed();
  }

  function chunk(bytes: Uint8Array): void {
    const nowMs = performance.now();
    firstBatch ??= account.ledger.nextSequence - sentBefore;
    for (const reply of lines.push(bytes)) account.received(reply, nowMs);
    if (lines.tooLong) account.received(lines.rest, nowMs);
    if (!goesOn && account.replies - repliesBefore > firstBatch) {
      goesOn = true;
      account.approveRows();
    }
    owner.changed();
  }

  function ended(by: "fin" | "reset"): void {
    const replies = account.replies - repliesBefore;
    if (by === "reset") account.counts.resets++;
    else if (lines.rest.length > 0) account.receivedCut(lines.rest, performance.now());
    fruitless = replies === 0 ? fruitless + 1 : 0;
    account.ledger.giveUpAll();
    account.owed.nothing();
    drop();
    if (fruitless >= (account.replies === 0 ? 1 : mostFruitless))
      end = { kind: "not-reachable", peer, code: by === "fin" ? "closed" : "ECONNRESET" };
    else if (isOneReplyEach(by)) end = "one-reply-each";
    else void connect();
    owner.changed();
  }

  /**
   * No connection answered more than its first batch. A FIN says that this is meant; a RST may be a broken server's. But
   * a server that closes before it has read the next sentence sends RST too, each time.
   */
  function isOneReplyEach(by: "fin" | "reset"): boolean {
    return !goesOn && account.replies > 0 && account.counts.connections > (by === "fin" ? 0 : 1);
  }

  function drop(): void {
    batch = [];
    batchBytes = 0;
    segments.end(() => flow?.close());
    flow = undefined;
  }

  function send(dueMs: number, nowMs: number): boolean {
    if (batchBytes >= maxBatchBytes) flush();
    // What a server does not read is not piled up here: in a closed loop it waits its turn, in an open one it is not sent.
    if (flow === undefined || flow.waitingBytes > maxUnsentBytes) {
      if (intervalMs > 0) account.counts.notSent++;
      return false;
    }
    const { ledger, sentences } = account;
    batch.push(sentences.lines(ledger.nextSequence, 1));
    batchBytes += lineBytes;
    account.sent(dueMs, nowMs);
    return true;
  }

  function sendTogether(count: number): boolean {
    if (flow === undefined || flow.waitingBytes > maxUnsentBytes) return false;
    const { ledger, sentences } = account;
    const together = Math.min(count, Math.ceil(maxBatchBytes / lineBytes));
    const lines = sentences.lines(ledger.nextSequence, together);
    const nowMs = performance.now();
    for (let line = 0; line < together; line++) account.sent(nowMs, nowMs);
    flow.write(lines);
    return true;
  }

  /** Open loop: one write for all that were due. */
  function flush(): void {
    if (batch.length === 0 || flow === undefined) return;
    const bytes = Buffer.concat(batch);
    batch = [];
    batchBytes = 0;
    flow.write(bytes);
  }

  return {
    send,
    sendTogether,
    flush,
    verdict(nowMs) {
      // A stream that is out of step stays so.
      if (account.firstWrong !== undefined) return wrongService(peer, account.firstWrong);
      return end ?? (flow === undefined ? undefined : silence(account, nowMs));
    },
    gone: () => missing,
    mark: () => segments.mark(),
    kernel: () => ({ ...noFigures, ...segments.figures() }),
    headers: () => segments.headers,
    listenOnMs: () => 0,
    close() {
      over = true;
      drop();
    },
  };
}
