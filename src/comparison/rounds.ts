/** The same sentences carried every way, in turn: a round is one sentence each way, and every other round runs backwards. */

import { clientErrorMs, maxRememberedRounds, maxWarmupMs, sameHostErrorMs } from "../core/limits.ts";
import type { SeriesPlan } from "../measurement/account.ts";
import type { TcpHeaders } from "../measurement/carrier.ts";
import { Distribution } from "../measurement/distribution.ts";
import type { Pages } from "../measurement/measure.ts";
import type { End, Protocol, Series, Summary, Way } from "../measurement/record.ts";
import { Differences } from "./difference.ts";
import { Lane, type Step } from "./lane.ts";
import type { CompareHooks, ComparePlan, Servers } from "./plan.ts";
import type { Difference } from "./record.ts";

/** What the rounds with one size of sentences gave. */
export interface RoundsResult {
  readonly series: readonly Series[];
  readonly difference: Difference | undefined;
  /** From a fresh socket to the answer. */
  readonly firstAnswerMs: Readonly<Record<Protocol, Summary | null>>;
  readonly headers: TcpHeaders | undefined;
  readonly end: End;
}

const tickMs = 100;
/** A second sentence over two connections: a server that closes too soon for the second one may answer with RST. */
const probes = 4;
const noEnd = Number.POSITIVE_INFINITY;

export class Rounds {
  readonly #plan: ComparePlan;
  readonly #hooks: CompareHooks;
  readonly #pages: Pages;
  #lanes: Lane[] = [];
  #fellBack = false;
  readonly #differences: Differences;
  readonly #firstAnswer = { udp: new Distribution(), tcp: new Distribution() };

  /** `sameHost`: no network is between, and the differences are as small as what the kernel's choice of a processor makes. */
  constructor(plan: ComparePlan, sameHost: boolean, pages: Pages, hooks: CompareHooks) {
    this.#plan = plan;
    this.#differences = new Differences(sameHost ? sameHostErrorMs : clientErrorMs);
    this.#hooks = hooks;
    this.#pages = pages;
  }

  /** Runs them. `isFirst`: sockets of their own are opened only for the first of several sizes. */
  async run(servers: Servers, sentenceBytes: number, isFirst: boolean): Promise<RoundsResult> {
    const { signal } = this.#hooks;
    const interrupt = () => {
      for (const lane of this.#lanes) lane.interrupt();
    };
    const ticking = setInterval(() => this.#tick(), tickMs);
    signal.addEventListener("abort", interrupt);
    try {
      await this.#open(servers, sentenceBytes, isFirst);
      await this.#warmUp();
      if (this.#end === undefined) for (const lane of this.#lanes) lane.beginCounting();
      await this.#count();
      await this.#listenOn();
    } finally {
      clearInterval(ticking);
      signal.removeEventListener("abort", interrupt);
    }
    return this.#result(sentenceBytes);
  }

  #tick(): void {
    for (const lane of this.#lanes) {
      lane.tick();
      this.#hooks.onTick?.(lane.account, performance.now());
    }
  }

  async #open({ udp, tcp }: Servers, sentenceBytes: number, isFirst: boolean): Promise<void> {
    const { replyTimeoutMs, tcpReplyTimeoutMs } = this.#plan;
    const wanted: [Way, SeriesPlan["protocol"], Servers["udp"], number][] = [
      ["datagrams", "udp", udp, replyTimeoutMs],
      ["one-connection", "tcp", tcp, tcpReplyTimeoutMs],
      ["socket-per-datagram", "udp", udp, replyTimeoutMs],
      ["connection-per-sentence", "tcp", tcp, tcpReplyTimeoutMs],
    ];
    for (const [way, protocol, peer, timeoutMs] of isFirst ? wanted : wanted.slice(0, 2)) {
      if (peer === undefined || this.#end !== undefined) continue;
      const plan = { protocol, way, peer, sentenceBytes, intervalMs: 0, window: 1, replyTimeoutMs: timeoutMs };
      await this.#openLane({ ...plan, mostSentences: maxRememberedRounds });
    }
  }

  /** Opens one more, and probes it: where the server closes after each reply, only connections of their own will do. */
  async #openLane(plan: SeriesPlan): Promise<void> {
    const lane = await Lane.open(plan, this.#plan.connectTimeoutMs, this.#pages, this.#hooks.onRow);
    this.#lanes.push(lane);
    if (this.#hooks.signal.aborted) lane.interrupt();
    if (plan.way !== "one-connection") return;
    for (let probe = 0; probe < probes && lane.end === undefined; probe++) await lane.step();
    if (lane.end !== "one-reply-each") return;
    this.#lanes.pop();
    lane.close(true);
    this.#hooks.onFallback?.();
    this.#fellBack = true;
    if (plan.sentenceBytes !== this.#plan.sizes[0]) await this.#openLane({ ...plan, way: "connection-per-sentence" });
  }

  get #end(): End | undefined {
    if (this.#hooks.signal.aborted) return { kind: "interrupted" };
    return this.#lanes.map(({ end }) => end).find((end) => end !== undefined && end !== "one-reply-each") as
      | End
      | undefined;
  }

  async #warmUp(): Promise<void> {
    const startedMs = performance.now();
    for (let round = 0; round < this.#plan.warmup && this.#end === undefined; round++) {
      // The probes of a lane are part of its warm-up.
      for (const lane of this.#lanes) if (lane.account.ledger.nextSequence <= round) await lane.step();
      if (performance.now() - startedMs >= maxWarmupMs) return;
    }
  }

  async #count(): Promise<void> {
    const { count, durationMs } = this.#plan;
    const startedMs = performance.now();
    for (let round = 0; round < (count ?? noEnd) && this.#end === undefined; round++) {
      await this.#round(round % 2 === 0 ? this.#lanes : this.#lanes.toReversed());
      const elapsedMs = performance.now() - startedMs;
      this.#hooks.onProgress?.(
        Math.min(1, Math.max((round + 1) / (count ?? noEnd), elapsedMs / (durationMs ?? noEnd))),
      );
      if (durationMs !== null && elapsedMs >= durationMs) return;
    }
  }

  async #round(lanes: readonly Lane[]): Promise<void> {
    const steps: Partial<Record<Way, Step | undefined>> = {};
    for (const lane of lanes) {
      if (this.#end !== undefined) return;
      steps[lane.way] = await lane.step();
    }
    const udp = steps.datagrams;
    const tcp = steps[this.#fellBack ? "connection-per-sentence" : "one-connection"];
    if (udp && tcp) this.#differences.add(tcp.exchangeMs, udp.exchangeMs);
    const { "socket-per-datagram": freshUdp, "connection-per-sentence": freshTcp } = steps;
    if (freshUdp) this.#firstAnswer.udp.add(freshUdp.totalMs);
    if (freshTcp) this.#firstAnswer.tcp.add(freshTcp.totalMs);
  }

  /** Datagrams may still come: late ones, and second ones. */
  async #listenOn(): Promise<void> {
    if (this.#end !== undefined) return;
    const longestMs = Math.max(0, ...this.#lanes.map((lane) => lane.carrier.listenOnMs()));
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, longestMs);
    this.#hooks.signal.addEventListener("abort", () => resolve(), { once: true });
    await promise;
    clearTimeout(timer);
  }

  #result(sentenceBytes: number): RoundsResult {
    const end = this.#end ?? { kind: "done" };
    const headers = this.#lanes.map((lane) => lane.carrier.headers()).find((known) => known !== undefined);
    const isFellBack = (lane: Lane) => this.#fellBack && lane.way === "connection-per-sentence";
    return {
      series: this.#lanes.map((lane) => lane.close(isFellBack(lane))),
      difference: this.#differences.result(sentenceBytes),
      firstAnswerMs: { udp: this.#firstAnswer.udp.summary(), tcp: this.#firstAnswer.tcp.summary() },
      headers,
      end,
    };
  }
}
