/** The report page in Korean. No particle is glued to a variable: its form would depend on the value. */

import { formatCount, formatSeconds } from "../core/amounts.ts";
import { formatEndpoint as at } from "../core/endpoint.ts";
import type { ReportTexts } from "./report.ts";
import { quantitiesKo } from "./report-ko-quantities.ts";
import { questionsKo } from "./report-ko-questions.ts";
import { sectionsKo } from "./report-ko-sections.ts";

export const reportKo: ReportTexts = {
  ...sectionsKo,
  quantity: quantitiesKo,
  question: questionsKo,

  title: { comparison: "TCP와 UDP, 나란히 보기", udp: "UDP 측정 결과", tcp: "TCP 측정 결과" },
  subtitle: {
    comparison: "같은 문장을 두 프로토콜로 보내고, 어떻게 되었는지 보았습니다",
    measurement: "많은 문장을 한 프로토콜로 보내고, 어떻게 되었는지 보았습니다",
  },
  made: (program, startedAt) => `측정: ${program}, ${startedAt}`,
  selfContained: "이 문서는 파일 하나입니다. 밖에서 아무것도 불러오지 않으며, A4 용지에 인쇄할 수 있습니다.",
  bytes: (bytes) => `${formatCount(bytes)}바이트`,
  sentencesOf: (bytes) => `문장 크기 ${formatCount(bytes)}바이트`,
  yes: "예",
  no: "아니요",
  notKnown: "알 수 없음",
  none: "없음",
  table: (number) => `표 ${number}.`,
  figure: (number) => `그림 ${number}.`,
  way: {
    datagrams: { protocol: "UDP", how: "소켓 하나로" },
    "one-connection": { protocol: "TCP", how: "연결 하나로" },
    "connection-per-sentence": { protocol: "TCP", how: "문장마다 새 연결" },
    "socket-per-datagram": { protocol: "UDP", how: "데이터그램마다 새 소켓" },
  },

  result: {
    slower: (slower, { size, median, low, high, pairs }) =>
      slower === "TCP"
        ? `문장 크기 ${size}: 교환 시간은 TCP 쪽이 UDP보다 ${median} 더 길었습니다 (${pairs}쌍의 중앙값, 95 % 구간: ${low} … ${high}).`
        : `문장 크기 ${size}: 교환 시간은 UDP 쪽이 TCP보다 ${median} 더 길었습니다 (${pairs}쌍의 중앙값, 95 % 구간: ${low} … ${high}).`,
    noneShown: ({ size, low, high, pairs, error }, why) =>
      `문장 크기 ${size}: 이번 측정으로는 TCP와 UDP의 교환 시간에 차이가 있다고 말할 수 없습니다. ${
        {
          "holds-zero": `차이의 95 % 구간(${low} … ${high}, ${pairs}쌍) 안에 0이 들어 있습니다.`,
          "within-error": `모두 이 프로그램 자체의 측정 오차 ${error}일 수 있습니다 (95 % 구간 ${low} … ${high}, ${pairs}쌍).`,
          "too-few": `${pairs}쌍으로는 구간을 정할 수 없습니다.`,
        }[why]
      }`,
    single: (way, n, median, p99) =>
      `${way}: 교환의 절반은 ${median} 안에${p99 === undefined ? "" : `, 100번 가운데 99번은 ${p99} 안에`} 끝났습니다 (n = ${n}).`,
    empty: "제시간에 답을 받은 문장이 없어서, 교환 시간을 말할 수 없습니다.",
    unanswered: (protocol, unanswered, sent) =>
      `${protocol}: 문장 ${formatCount(sent)}개 가운데 ${formatCount(unanswered)}개는 답을 받지 못했습니다. 까닭은 여기서 알 수 없습니다.`,
    sentAgain: (segments) =>
      `TCP에는 답 없는 문장이 없었고, 대신 이 커널이 세그먼트(segment) ${formatCount(segments)}개를 다시 보냈습니다.`,
  },
  end: {
    interrupted: () => ({
      title: "Ctrl-C로 일찍 끝났습니다",
      text: "그때까지 잰 것은 모두 이 문서에 있고, 그대로 믿어도 됩니다. 양이 적을 뿐입니다. 통계마다 n이 함께 적혀 있습니다.",
    }),
    refused: ({ peer }) => ({
      title: `기다리는 프로그램이 없습니다(refused): ${at(peer)}`,
      text: "호스트(host)가 직접 답했습니다. 이 포트를 쓰는 프로그램이 없거나, 이제는 없습니다. 그전까지 잰 것은 아래에 있습니다. 그곳에서 서버를 시작하고 다시 재어 보세요.",
    }),
    silent: ({ peer, silentMs }) => ({
      title: `답이 없습니다: ${at(peer)}, ${seconds(silentMs)} 동안`,
      text: "서버가 끝났거나, 가는 길이 끊겼거나, 방화벽이 패킷을 버리고 있을 수 있습니다. 여기서는 알 수 없습니다. 그전까지 잰 것은 아래에 있습니다. 주소와 서버를 확인하고 다시 재어 보세요.",
    }),
    "wrong-service": ({ peer }) => ({
      title: `대문자 서버가 아닙니다: ${at(peer)}`,
      text: "답은 문장의 대문자와 바이트 하나까지 같아야 하는데, 이 답은 달랐습니다. 포트를 확인하세요. 받은 답의 첫머리와, 와야 했던 답의 첫머리입니다.",
    }),
    "not-reachable": ({ peer, code }) => ({
      title: `더는 닿을 수 없었습니다: ${at(peer)}`,
      text: `시스템의 말: ${code}. 그전까지 잰 것은 아래에 있습니다. 네트워크와 서버를 확인하고 다시 재어 보세요.`,
    }),
  },
  expected: "와야 했던 답",
  got: "받은 답",
  missing: (protocol, cause) => ({
    title: `${protocol} 서버가 없었습니다 (${cause})`,
    text:
      protocol === "TCP"
        ? "그래서 견줄 것이 없고, 이 문서에는 UDP 이야기만 있습니다. 다른 서버도 시작하고 다시 재어 보세요."
        : "그래서 견줄 것이 없고, 이 문서에는 TCP 이야기만 있습니다. 다른 서버도 시작하고 다시 재어 보세요.",
  }),
  cause: (cause) => ({ refused: "거절(refused): 기다리는 프로그램이 없음", silent: "침묵: 답이 없음" })[cause] ?? cause,
  fellBack:
    "이 서버는 교재의 서버처럼 답할 때마다 연결을 닫습니다. 그래서 문장마다 새 연결을 열어 측정을 이어 갔습니다.",
  sampled: (every) => (every === 1 ? "" : `문장 ${formatCount(every)}개마다 하나씩 그렸습니다.`),
  seriesEnded: "예정보다 일찍 끝났습니다.",
  loop: { open: "열린 루프(open loop)", closed: "닫힌 루프(closed loop)" },
  closedLoop: (window) =>
    `답이 와야 다음 문장을 보냅니다. 한 번에 보내 두는 문장은 많아야 ${formatCount(window)}개입니다.`,
  openLoop: (interval) => `문장을 보낼 시각이 미리 정해져 있고(간격 ${interval}), 시간은 그 시각부터 잽니다.`,

  verdict: {
    "tcp-slower": "TCP가 더 오래 걸림",
    "udp-slower": "UDP가 더 오래 걸림",
    "none-shown": "이번 측정으로는 차이를 보일 수 없음",
  },
  boundaries: (protocol, writes, pieces, seenBy) =>
    `${protocol}: 쓰기 ${formatCount(writes)}번, ${protocol === "UDP" ? "데이터그램(datagram)" : "조각(chunk)"} ${formatCount(pieces)}개 (${seenBy === "server" ? "서버가 본 대로" : "여기로 돌아온 대로. 서버에는 물어볼 수 없음"})`,
  written: "쓴 것",
  received: "받은 것",
  outcome: {
    refused: "거절(refused)",
    silent: "침묵",
    "not-reachable": "닿을 수 없음",
    answered: "답이 옴: 누군가 그 포트를 쓰고 있음",
  },
  servers: {
    given: "사용자가 지정함",
    found: "늘 쓰는 포트에서 찾음",
    embedded: "내장(embedded): 이 프로그램이 별도의 프로세스로 시작함",
  },
};

/** Korean writes the unit as a word, without a space. */
function seconds(ms: number): string {
  return formatSeconds(ms).replace(" s", "초");
}
