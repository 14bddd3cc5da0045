/** What a server says of its workers, in English. */

import { formatCount, formatSeconds, many } from "../core/amounts.ts";

export const workersEn = {
  notForEach: (option: string, value: number, workers: number) =>
    `${option} ${formatCount(value)}: it is divided among the workers, and ${workers} of them cannot have a part each. Use ${workers} or more, or fewer --workers.`,
  workersShare: (workers: number) => `${workers} workers share that port; each has its part of the limits.`,
  oneServes: (workers: number) =>
    `--workers ${workers}: this system does not spread what arrives over several processes. One serves.`,
  workerEnded: (cause: string, waitMs: number) =>
    `A worker ended (${cause}); another one takes its place${waitMs === 0 ? "" : ` in ${formatSeconds(waitMs)}`}.`,
  workerFailed: (cause: string) =>
    `Cannot start the workers: one of them ended (${cause}). Try fewer --workers, or none.`,
  workersUnreported: (ended: number, lastMs: number) =>
    `  Incomplete: ${many(ended, "worker")} ended before telling the last counts, of ${formatSeconds(lastMs)} or so.`,
};
