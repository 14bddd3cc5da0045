/** What cannot go with `--workers`. */

import type { Messages } from "../narration/language.ts";
import { Misuse } from "./option-words.ts";
import type { Options } from "./options.ts";
import { weatherOptionKinds } from "./weather-options.ts";

/** Throws {@link Misuse} where several workers cannot do what is asked. */
export function checkWorkers(options: Options, messages: Messages): void {
  const { workers, maxPerAddress, rate, rateAll } = options.limits;
  // What is explained is told in its order, and a seed makes the same weather for the same order of arrival: several have none.
  const alone = ["explain", ...Object.keys(weatherOptionKinds)].find((name) => options.given.has(name));
  if (alone !== undefined) throw new Misuse(messages.notTogether(`--${alone}`, `--workers ${workers}`));
  const divided = {
    "--max-connections": options.maxConnections,
    "--max-per-address": maxPerAddress,
    "--rate": rate,
    "--rate-all": rateAll,
  };
  for (const [option, value = 0] of Object.entries(divided)) {
    if (value > 0 && value < workers) throw new Misuse(messages.notForEach(option, value, workers));
  }
}
