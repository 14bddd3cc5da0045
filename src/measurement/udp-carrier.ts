/** Carries the sentences of a series in datagrams, all from one socket. */

import { minListenOnMs, serverGoneMs, silentTimeoutsAtFirst, silentTimeoutsLater } from "../core/limits.ts";
import { udpDrops } from "../system/udp-drops.ts";
import type { Account } from "./account.ts";
import { type Carrier, type CarrierOwner, noFigures, wrongService } from "./carrier.ts";
import type { End } from "./record.ts";
import { openUdpFlow } from "./udp-flow.ts";

export async function openUdpCarrier(account: Account, owner: CarrierOwner): Promise<Carrier> {
  const { peer, replyTimeoutMs } = account.plan;
  let dropsBefore = udpDrops(peer);
  let refusedSinceMs: number | undefined;
  let notSendable: string | undefined;

  const flow = await openUdpFlow(peer, {
    reply(bytes) {
      if (account.received(bytes, performance.now()) !== "wrong") refusedSinceMs = undefined;
      owner.changed();
    },
    stray() {
      account.counts.stray++;
    },
    icmp() {
      account.counts.icmpErrors++;
      refusedSinceMs ??= performance.now();
      owner.changed();
    },
  });

  function send(dueMs: number, nowMs: number): boolean {
    const { ledger, sentences } = account;
    const outcome = flow.send(sentences.write(ledger.nextSequence));
    if (outcome === "sent") account.sent(dueMs, nowMs);
    else account.counts.notSent++;
    if (outcome !== "sent" && outcome !== "queue-full") notSendable = outcome;
    return outcome === "sent";
  }

  function verdict(nowMs: number): End | undefined {
    if (notSendable !== undefined) return { kind: "not-reachable", peer, code: notSendable };
    if (account.replies === 0 && account.firstWrong !== undefined) return wrongService(peer, account.firstWrong);
    // A server that never answered is not there. One that did may be starting again.
    const patienceMs = account.replies === 0 ? 0 : serverGoneMs;
    if (refusedSinceMs !== undefined && nowMs - refusedSinceMs >= patienceMs) return { kind: "refused", peer };
    const timeouts = account.replies === 0 ? silentTimeoutsAtFirst : silentTimeoutsLater;
    const silentMs = nowMs - account.lastReplyMs;
    if (account.ledger.nextSequence > 0 && silentMs > timeouts * replyTimeoutMs)
      return { kind: "silent", peer, silentMs };
    return undefined;
  }

  function kernel() {
    const drops = udpDrops(peer);
    const serverDrops = drops === undefined || dropsBefore === undefined ? null : drops - dropsBefore;
    return { ...noFigures, serverDrops };
  }

  return {
    send,
    flush() {},
    verdict,
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
