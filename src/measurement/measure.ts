/** Measures one series: sentences of one size, carried one way. */

import { Account, type RowSink, type SeriesPlan } from "./account.ts";
import { type Carrier, type CarrierOwner, noFigures } from "./carrier.ts";
import { Loop, type LoopPlan } from "./loop.ts";
import { type AskUdp, type ConnectTcp, tcpPerSentence, udpPerSentence } from "./per-sentence.ts";
import type { Series } from "./record.ts";
import { openTcpCarrier } from "./tcp-carrier.ts";
import { openUdpCarrier } from "./udp-carrier.ts";

/** The pages that carry a sentence over a socket of its own. */
export interface Pages {
  readonly askUdp?: AskUdp;
  readonly connectTcp?: ConnectTcp;
}

export interface MeasurePlan extends SeriesPlan, LoopPlan {
  readonly connectTimeoutMs: number;
}

/** Opens what carries the sentences of an account. */
export async function openCarrier(
  account: Account,
  connectTimeoutMs: number,
  { askUdp, connectTcp }: Pages,
  owner: CarrierOwner,
): Promise<Carrier> {
  switch (account.plan.way) {
    case "datagrams":
      return await openUdpCarrier(account, owner);
    case "one-connection":
      return await openTcpCarrier(account, connectTimeoutMs, owner);
    case "socket-per-datagram":
      if (askUdp === undefined) throw new TypeError("udp-client.ts is needed for a socket per datagram");
      return udpPerSentence(account, askUdp, owner);
    case "connection-per-sentence":
      if (connectTcp === undefined) throw new TypeError("tcp-client.ts is needed for a connection per sentence");
      return tcpPerSentence(account, connectTcp, connectTimeoutMs, owner);
  }
}

/**
 * Runs a series from its warm-up to its end.
 *
 * @param onFallback Told where the server closes after each reply, so that the series begins anew with a connection each.
 */
export async function measureSeries(
  plan: MeasurePlan,
  pages: Pages,
  onRow?: RowSink,
  onFallback?: () => void,
): Promise<Series> {
  const first = await runOnce(plan, pages, onRow);
  if (first !== undefined) return first;
  onFallback?.();
  const again = await runOnce({ ...plan, way: "connection-per-sentence" }, pages, onRow);
  if (again === undefined) throw new TypeError("a connection per sentence has nothing to fall back to");
  return { ...again, fellBack: true };
}

async function runOnce(plan: MeasurePlan, pages: Pages, onRow?: RowSink): Promise<Series | undefined> {
  const { count, durationMs, warmup, signal, onTick, connectTimeoutMs, ...seriesPlan } = plan;
  const account = new Account(seriesPlan, performance.now(), onRow);
  const loop = new Loop(account, { count, durationMs, warmup, signal, ...(onTick === undefined ? {} : { onTick }) });
  const opening = openCarrier(account, connectTimeoutMs, pages, loop);
  const carrier = await unlessAborted(signal, opening);
  if (carrier === undefined) {
    opening.then((late) => late.close());
    return account.close(0, { kernel: noFigures, fellBack: false, end: { kind: "interrupted" } });
  }
  const { end, settledMs } = await loop.run(carrier);
  const kernel = carrier.kernel();
  carrier.close();
  if (end === "one-reply-each") return undefined;
  const elapsedMs = Math.max(0, settledMs - account.countingSinceMs);
  return account.close(elapsedMs, { kernel, fellBack: false, end });
}

/** Waits, but no longer than until somebody has enough of it: a handshake can take long. */
async function unlessAborted<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value | undefined> {
  const { promise: aborted, resolve } = Promise.withResolvers<undefined>();
  const abort = () => resolve(undefined);
  signal.addEventListener("abort", abort);
  if (signal.aborted) abort();
  const first = await Promise.race([promise, aborted]);
  signal.removeEventListener("abort", abort);
  return first;
}
