/** Carries the sentences of a series in datagrams, all from one socket. */

import { maxBurst, minListenOnMs, mostWrongInARow } from "../core/limits.ts";
import { udpDrops } from "../system/udp-drops.ts";
import type { Account } from "./account.ts";
import { type Carrier, type CarrierOwner, noFigures, wrongService } from "./carrier.ts";
import type { End } from "./record.ts";
import { openUdpFlow } from "./udp-flow.ts";
import { Refusals, silence } from "./verdict.ts";

export async function openUdpCarrier(account: Account, owner: CarrierOwner): Promise<Carrier> {
  const { peer, replyTimeoutMs, intervalMs } = account.plan;
  let dropsBefore = udpDrops(peer);
  const refusals = new Refusals();
  let notSendable: string | undefined;

  const flow = await openUdpFlow(peer, {
    reply(bytes) {
      if (account.received(bytes, performance.now()) !== "wrong") refusals.over();
      owner.changed();
    },
    stray() {
      account.counts.stray++;
    },
    icmp(code) {
      account.counts.icmpErrors++;
      // The kernel has just learned how large a packet the way takes, and cuts the next ones (RFC 1191).
      if (code === "EMSGSIZE") return;
      refusals.heard(code, performance.now());
      account.owed.nothing();
      owner.changed();
    },
  });

  function send(dueMs: number, nowMs: number): boolean {
    const { ledger, sentences } = account;
    const outcome = flow.send(sentences.write(ledger.nextSequence));
    if (outcome === "sent") account.sent(dueMs, nowMs);
    // In a closed loop it is sent as soon as there is room.
    else if (intervalMs > 0 || outcome !== "queue-full") account.counts.notSent++;
    if (outcome !== "sent" && outcome !== "queue-full") notSendable = outcome;
    return outcome === "sent";
  }

  function sendTogether(count: number): boolean {
    const { ledger, sentences } = account;
    const together = sentences.writeTogether(ledger.nextSequence, Math.min(count, maxBurst));
    const nowMs = performance.now();
    const { sent, outcome } = flow.sendTogether(together);
    for (let place = 0; place < sent; place++) account.sent(nowMs, nowMs);
    if (outcome !== "sent" && outcome !== "queue-full") {
      account.counts.notSent++;
      notSendable = outcome;
    }
    return outcome === "sent";
  }

  function verdict(nowMs: number): End | undefined {
    if (notSendable !== undefined) return { kind: "not-reachable", peer, code: notSendable };
    // One may be anybody's. Where the first is wrong, or many in a row, it is what the server does.
    const isWrong = account.replies === 0 || account.wrongInARow >= mostWrongInARow;
    if (isWrong && account.firstWrong !== undefined) return wrongService(peer, account.firstWrong);
    return refusals.verdict(account) ?? silence(account, nowMs);
  }

  function kernel() {
    const drops = udpDrops(peer);
    // A server that was started again has another socket, which counts from 0.
    if (drops === undefined || dropsBefore === undefined || drops < dropsBefore) return noFigures;
    return { ...noFigures, serverDrops: drops - dropsBefore };
  }

  return {
    send,
    sendTogether,
    flush() {},
    verdict,
    gone: () => refusals.gone(account),
    mark() {
      dropsBefore = udpDrops(peer);
    },
    kernel,
    headers: () => undefined,
    // A second reply comes close behind the first. Where one is missing it may only be late.
    listenOnMs: () =>
      account.hasOverdue ? replyTimeoutMs : Math.min(replyTimeoutMs, Math.max(minListenOnMs, 2 * account.longestMs)),
    close: () => flow.close(),
  };
}
