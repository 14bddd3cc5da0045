/** What a soak found, and what it may be: pure, so that each bar can be shown to fail. */

/** What the servers hold for slow readers comes and goes; a leak only comes. */
const maxGrowthMiB = 16;
/** In the first seconds a server grows from 40 MiB to some 70, and so does a line through them: there, only how much it is counts. */
const shortestSlopeMs = 30_000;
/** Twice what the servers settle at. */
const maxShortMiB = 140;
/** Nobody promises a share amid floods. But a soak whose good clients are hardly answered proves nothing. */
const minAnsweredShare = 0.1;
/** What the event loop itself opens now and then. */
const maxMoreDescriptors = 2;
/** A sweep every 100 ms and a look at the log every 500 ms are a few ticks; a loop that spins takes all of the time. */
const maxIdleShare = 0.05;
/** The upper case of no text is longer (core/limits.ts). */
const maxAmplification = 3;
/** As a server promises (`stopMs`), and a second for a busy machine. */
const maxStopMs = 6_000;

export type Protocol = "udp" | "tcp";

export interface MemorySample {
  readonly ms: number;
  readonly MiB: number;
}

export interface ServerFigures {
  /** After the warm-up. */
  readonly memory: readonly MemorySample[];
  readonly descriptors: { readonly before: number; readonly after: number };
  /** Of a processor, once everybody has gone. */
  readonly idleShare: number;
  readonly stopMs: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
}

/** What became of the sentences of clients that do nothing wrong. */
export interface GoodFigures {
  readonly answered: number;
  /** No reply, with a reason that is proven: the server was restarted, or the kernel dropped a datagram. */
  readonly excused: number;
  readonly lost: number;
  readonly wrong: number;
}

export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly bar: string;
  readonly passed: boolean;
}

export function judge(
  servers: Readonly<Record<Protocol, ServerFigures>>,
  good: Readonly<Record<Protocol, GoodFigures>>,
): Row[] {
  return [
    ...(["udp", "tcp"] as const).flatMap((protocol) => [
      ...judgeServer(protocol, servers[protocol]),
      ...judgeGood(protocol, good[protocol]),
    ]),
    judgeAmplification(servers.udp),
  ];
}

function judgeServer(protocol: Protocol, figures: ServerFigures): Row[] {
  const { descriptors, idleShare, stopMs, memory } = figures;
  const row = rowOf(`${protocol}-server`);
  return [
    row("memory", ...judgeMemory(memory)),
    row(
      "descriptors",
      `${descriptors.before}, then ${descriptors.after}`,
      `${maxMoreDescriptors} more at most`,
      descriptors.after - descriptors.before <= maxMoreDescriptors,
    ),
    row("idle CPU", percent(idleShare), `${percent(maxIdleShare)} at most`, idleShare <= maxIdleShare),
    row("end after SIGTERM", `${stopMs.toFixed(0)} ms`, `${maxStopMs} ms at most`, stopMs <= maxStopMs),
  ];
}

/** Over a short time, how much it was at most; else how much a line through it rises. Where there is nothing to judge, no bar is met. */
function judgeMemory(memory: readonly MemorySample[]): [figure: string, bar: string, passed: boolean] {
  if (!(durationMs(memory) >= shortestSlopeMs)) {
    const mostMiB = Math.max(...memory.map(({ MiB }) => MiB));
    const isKnown = memory.length > 1;
    return [
      `${mostMiB.toFixed(1)} MiB at most`,
      `${maxShortMiB} MiB (too short a time for a slope)`,
      isKnown && mostMiB <= maxShortMiB,
    ];
  }
  const growthMiB = growth(memory);
  const perHour = slopePerMs(memory) * 3_600_000;
  const figure = `${memory.at(-1)?.MiB.toFixed(1)} MiB, ${signed(growthMiB)} (${signed(perHour, 0)} an hour)`;
  return [figure, `grows by ${maxGrowthMiB} MiB at most`, growthMiB <= maxGrowthMiB];
}

function judgeGood(protocol: Protocol, { answered, excused, lost, wrong }: GoodFigures): Row[] {
  const row = rowOf(`good ${protocol} clients`);
  const share = answered / (answered + excused + lost + wrong); // of nothing it is NaN, which is not enough
  return [
    row(
      "answered",
      `${answered}, ${excused} excused`,
      `${percent(minAnsweredShare)} at least`,
      share >= minAnsweredShare,
    ),
    row("lost", `${lost}`, "0", lost === 0),
    row("wrong", `${wrong}`, "0", wrong === 0),
  ];
}

function judgeAmplification({ bytesReceived, bytesSent }: ServerFigures): Row {
  const ratio = bytesSent / bytesReceived;
  // Nothing received is no proof of anything.
  return rowOf("udp-server")(
    "bytes out / bytes in",
    ratio.toFixed(2),
    `${maxAmplification} at most`,
    ratio <= maxAmplification,
  );
}

function rowOf(who: string) {
  return (what: string, figure: string, bar: string, passed: boolean): Row => ({
    what: `${who}: ${what}`,
    figure,
    bar,
    passed,
  });
}

/** How much a straight line through the samples rises over all of them. */
export function growth(samples: readonly MemorySample[]): number {
  return slopePerMs(samples) * durationMs(samples);
}

function durationMs(samples: readonly MemorySample[]): number {
  return (samples.at(-1)?.ms ?? 0) - (samples[0]?.ms ?? 0);
}

/** The slope of the line through the samples whose squared distances are least, in MiB a millisecond. */
export function slopePerMs(samples: readonly MemorySample[]): number {
  const meanMs = mean(samples.map(({ ms }) => ms));
  const meanMiB = mean(samples.map(({ MiB }) => MiB));
  let [covariance, variance] = [0, 0];
  for (const { ms, MiB } of samples) {
    covariance += (ms - meanMs) * (MiB - meanMiB);
    variance += (ms - meanMs) ** 2;
  }
  return covariance / variance;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function signed(number: number, digits = 1): string {
  return `${number < 0 ? "-" : "+"}${Math.abs(number).toFixed(digits)} MiB`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
