/** What several workers may do together, divided among them. */

/**
 * The part of one worker, numbered from 0: whole numbers that differ by one at most, and whose sum is the total. 0 stays 0,
 * which is no limit; so a total that is a limit must be no less than there are workers.
 */
export function shareOf(total: number, workers: number, number: number): number {
  return Math.floor(total / workers) + (number < total % workers ? 1 : 0);
}
