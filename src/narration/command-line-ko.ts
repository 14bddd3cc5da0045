/** What is wrong with a command line, in Korean. */

import { formatCount } from "../core/amounts.ts";
import type { commandLineEn } from "./command-line-en.ts";

export const commandLineKo: typeof commandLineEn = {
  unknownOption: (option) => `모르는 옵션입니다: ${option}`,
  unknownOptionNear: (option, near) => `모르는 옵션입니다: ${option}. 혹시 이 옵션인가요? ${near}`,
  optionOfOthers: (option, programs) => `모르는 옵션입니다: ${option}. 이 옵션이 있는 프로그램: ${programs.join(", ")}`,
  needsValue: (option) => `옵션에 값이 필요합니다: ${option}`,
  takesNoValue: (option) => `값을 받지 않는 옵션입니다: ${option}`,
  badPort: (option, value, lowest) => `${option} ${value}: 포트(port) 번호는 ${lowest}–65535 사이의 정수입니다.`,
  badSeconds: (option, value, lowest, highest) =>
    `${option} ${value}: 시간은 1, 0.5, 250ms처럼 초 단위로 씁니다. 범위: ${lowest} – ${highest}`,
  badCount: (option, value, lowest, highest) =>
    `${option} ${value}: ${formatCount(lowest)}–${formatCount(highest)} 사이의 정수여야 합니다.`,
  badSize: (option, value, lowest, highest) =>
    `${option} ${value}: 크기는 32 같은 바이트 수나 16..8192 같은 범위로 씁니다(${formatCount(lowest)}–${formatCount(highest)}바이트).`,
  sweepGoesUp: (option, value) => `${option} ${value}: 범위는 16..8192처럼 작은 크기에서 큰 크기로 씁니다.`,
  notTogether: (one, other) => `함께 쓸 수 없는 옵션입니다: ${one}, ${other}. 하나를 빼세요.`,
  notWhileMeasuring: (option) => `측정할 때는 뜻이 없는 옵션입니다: ${option}. 빼 주세요.`,
  measuresItsOwn: (words) => `측정할 때는 번호가 든 문장을 스스로 만듭니다. 이 문장은 빼 주세요: ${words}`,
  badPercent: (option, value) => `${option} ${value}: 비율은 30%, 30, 0.5%처럼 씁니다. 범위: 0 – 100`,
  badLimit: (option, value, lowest, highest) =>
    `${option} ${value}: none 또는 ${formatCount(lowest)}–${formatCount(highest)} 사이의 정수여야 합니다.`,
  badPorts: (option, value) =>
    `${option} ${value}: 포트(port)는 53 또는 1000-1023,1900처럼 씁니다. 범위: 1–65535. 모두 허용하려면 all.`,
  badNetwork: (option, value) =>
    `${option} ${value}: 주소나 네트워크는 192.0.2.7, 192.0.2.0/24, 2001:db8::/32처럼 씁니다.`,
  badLanguage: (value) => `--lang ${value}: 쓸 수 있는 언어는 en, ko 두 가지입니다.`,
  serverTakesNoSentence: (words, client) =>
    `서버는 문장을 받지 않습니다 (${words}). 문장은 클라이언트에 주세요: ${client} ${words}`,
  portIsAnOption: (program, port) => `포트(port) 번호는 옵션으로 줍니다: ${program} --port ${port}`,
  overDescriptorLimit: (value, limit, most) =>
    `--max-connections ${formatCount(value)}: 이 프로세스가 열 수 있는 디스크립터(descriptor) 수는 ${formatCount(limit)}입니다. ${formatCount(most)} 이하로 줄이거나 한도를 높이세요: ulimit -n`,
  seeHelp: (program) => `도움말: ${program} --help`,
};
