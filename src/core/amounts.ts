/** Amounts as people read them. */

export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

/** Seconds with a unit, without needless digits: `1 s`, `0.25 s`, `15 s`. */
export function formatSeconds(ms: number): string {
  return `${Number((ms / 1000).toFixed(ms < 10_000 ? 2 : 1))} s`;
}
