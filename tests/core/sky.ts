/** The replies of a server in injected weather, asked for at times that a test gives. */

import { DelayedReplies } from "../../src/core/delayed-replies.ts";
import { newUdpTotals, type UdpTotals } from "../../src/core/totals.ts";
import { type Fate, Weather, type WeatherOptions } from "../../src/core/weather.ts";

export const address = "192.0.2.1";
export const calm = { dropPercent: 0, delayMs: 0, jitterMs: 0, duplicatePercent: 0, reorderPercent: 0, seed: 7 };

export class Sky {
  readonly totals: UdpTotals = newUdpTotals();
  readonly replies: DelayedReplies;

  constructor(options: Partial<WeatherOptions>) {
    this.replies = new DelayedReplies({ ...calm, ...options }, this.totals);
  }

  take(text: string | Uint8Array, nowMs: number, port = 1) {
    return this.replies.take({ bytes: Buffer.from(text as string), port, address }, nowMs);
  }

  due(nowMs: number): string[] {
    return this.replies.takeDue(nowMs).map(({ bytes }) => Buffer.from(bytes).toString());
  }
}

/** Weather whose first fates are as the test wants them. */
export function weatherWhere(
  options: Partial<WeatherOptions>,
  isWanted: (first: Fate, second: Fate, third: Fate) => boolean,
) {
  for (let seed = 0; ; seed++) {
    const weather = new Weather({ ...calm, ...options, seed });
    if (isWanted(weather.next(), weather.next(), weather.next())) return { ...options, seed };
  }
}

/** Weather that holds back some of the first replies. */
export function holdingBack(...wanted: readonly boolean[]) {
  return weatherWhere({ reorderPercent: 50 }, (...fates) =>
    wanted.every((isHeldBack, index) => fates[index]?.isHeldBack === isHeldBack),
  );
}
