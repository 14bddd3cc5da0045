/** What a server says of its workers, in Korean. */

import { formatCount, formatSeconds } from "../core/amounts.ts";
import type { workersEn } from "./workers-en.ts";

export const workersKo: typeof workersEn = {
  notForEach: (option, value, workers) =>
    `${option} ${formatCount(value)}: 작업 프로세스(worker)끼리 나누어 가지는 값인데, ${workers}개가 나누기에는 모자랍니다. ${workers} 이상으로 하거나 --workers 값을 줄이세요.`,
  workersShare: (workers) => `작업 프로세스(worker) ${workers}개가 이 포트를 함께 쓰고, 한도도 나누어 가집니다.`,
  oneServes: (workers) =>
    `--workers ${workers}: 이 시스템은 들어오는 것을 여러 프로세스에 나누어 주지 않습니다. 프로세스 하나로 답합니다.`,
  workerEnded: (cause, waitMs) =>
    `작업 프로세스(worker) 하나가 끝났습니다 (${cause}). ${waitMs === 0 ? "" : `${seconds(waitMs)} 뒤에 `}다른 것으로 바꿉니다.`,
  workerFailed: (cause) =>
    `작업 프로세스(worker)를 시작할 수 없습니다: 하나가 끝났습니다 (${cause}). --workers 값을 줄이거나 빼 보세요.`,
  workersUnreported: (ended, lastMs) =>
    `  모자란 합계: 작업 프로세스(worker) ${formatCount(ended)}개가 마지막 ${seconds(lastMs)}쯤의 수를 알리지 못하고 끝났습니다.`,
};

/** The unit as Korean writes it. */
function seconds(ms: number): string {
  return formatSeconds(ms).replace(" s", "초");
}
