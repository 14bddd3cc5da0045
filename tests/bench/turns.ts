/** Who is measured when: the reference before and after each other one, for a computer is not as fast one second as the next. */

export interface Measured {
  /** In the workload's unit. */
  readonly rate: number;
  /** Median time of an exchange, where one at a time is timed. */
  readonly p50Us?: number | undefined;
  /** Replies that were wrong or short. */
  readonly wrong: number;
  readonly missing: number;
}

export interface Turns {
  readonly measured: Measured[];
  /** Of each rate to the mean of its neighbours of the reference; of the reference itself, to the time before. */
  readonly ratios: number[];
  /** How much longer than the reference's the median exchange took, in microseconds. */
  readonly laterUs: number[];
}

/** Measures all, in turn, so many times: reference, A, reference, B, reference, A, … */
export async function takeTurns(
  reference: string,
  others: readonly string[],
  rounds: number,
  measure: (name: string) => Promise<Measured>,
): Promise<Map<string, Turns>> {
  const all = new Map([reference, ...others].map((name) => [name, newTurns()]));
  let before = await measure(reference);
  for (let round = 0; round < rounds; round++) {
    for (const name of others) {
      const measured = await measure(name);
      const after = await measure(reference);
      note(all.get(name), measured, [before, after]);
      note(all.get(reference), after, [before]);
      before = after;
    }
  }
  return all;
}

function newTurns(): Turns {
  return { measured: [], ratios: [], laterUs: [] };
}

function note(turns: Turns | undefined, measured: Measured, neighbours: readonly Measured[]): void {
  turns?.measured.push(measured);
  turns?.ratios.push(measured.rate / mean(neighbours.map(({ rate }) => rate)));
  const usual = mean(neighbours.map(({ p50Us }) => p50Us ?? Number.NaN));
  if (measured.p50Us !== undefined && !Number.isNaN(usual)) turns?.laterUs.push(measured.p50Us - usual);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
