/** Amounts as people read them. */

export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

/** A count with its noun, in English: `1 byte`, `1,024 bytes`. */
export function many(count: number, one: string): string {
  return `${formatCount(count)} ${count === 1 ? one : `${one}s`}`;
}

/** Seconds with a unit, without needless digits: `1 s`, `0.25 s`, `15 s`. */
export function formatSeconds(ms: number): string {
  return `${Number((ms / 1000).toPrecision(3))} s`;
}

/** Milliseconds with a unit, in as many digits as a person compares: `0.045 ms`, `1.23 ms`, `12.3 ms`, `1230 ms`, `100 s`. */
export function formatMs(ms: number): string {
  if (ms >= 100_000) return formatSeconds(ms);
  const digits = ms < 1 ? 3 : ms < 10 ? 2 : ms < 1_000 ? 1 : 0;
  return `${ms.toFixed(digits)} ms`;
}
