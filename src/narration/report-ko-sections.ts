/** The report page in Korean: headings, captions, columns. */

import { formatCount } from "../core/amounts.ts";
import type { sectionsEn } from "./report-en-sections.ts";

export const sectionsKo: typeof sectionsEn = {
  section: {
    exchanges: "교환",
    firstAnswer: "첫 답이 오기까지",
    difference: "둘은 정말 다른가",
    sizes: "더 긴 문장",
    wire: "네트워크로 오간 것",
    boundaries: "메시지의 경계",
    nobody: "기다리는 프로그램이 없을 때",
    repairs: "누가 무엇을 고쳤나",
    questions: "생각해 볼 문제",
    conditions: "측정 조건",
    definitions: "용어의 뜻",
    everySize: "크기별 전체 결과",
  },
  lead: {
    exchanges:
      "문장을 보내고 그 대문자를 돌려받는 것이 교환(exchange) 한 번입니다. 연결을 맺는 시간은 여기에 들어가지 않으며, 따로 적습니다.",
    firstAnswer:
      "TCP는 첫 바이트를 보내기 전에 핸드셰이크(handshake)를 하므로 첫 답까지 두 번 왕복해야 하고, UDP는 한 번이면 됩니다. 먼 길에서는 이것이 거의 전부이고, 한 호스트 안에서는 프로그램이 하는 일도 그만큼 시간이 걸립니다.",
    difference:
      "UDP로 하나, 이미 맺은 TCP 연결로 하나, 번갈아 보냈습니다. 한 쌍마다 차이가 하나 나옵니다(TCP 빼기 UDP). 구간 안에 0이 있으면 이번 측정으로는 둘을 가를 수 없습니다. 구간이 프로그램 자체의 측정 오차를 벗어나지 못할 때도 그렇습니다.",
    sizes: "문장의 크기를 바꾸어 가며 같은 일을 했습니다.",
    wire: "두 방향의 패킷과 헤더 바이트입니다. 직접 센 것도 있고 프로토콜의 규칙에서 계산한 것도 있으며, 어느 쪽인지 적어 두었습니다.",
    boundaries:
      "쉬지 않고 세 번 썼습니다. 데이터그램은 경계를 지킵니다. 바이트 스트림에는 경계가 없으므로, 필요한 쪽이 직접 표시해야 합니다.",
    nobody: "아무 프로그램도 쓰지 않는 포트로 문장 하나를 보냈습니다.",
    repairs:
      "UDP는 길에서 생긴 문제를 모두 프로그램에 넘깁니다. TCP에서는 커널(kernel)이 보이지 않는 곳에서 고치고, 프로그램은 더 오래 걸렸다는 것만 압니다.",
    conditions: "컴퓨터가 다르고 길이 다르고 때가 다르면 숫자도 다릅니다. 위의 숫자는 다음 조건에서 나왔습니다.",
    definitions: "이 문서에 나오는 모든 값과, 여기서 그 값을 재는 방법입니다.",
  },
  everySizeHint: "펼쳐 둔 것은 함께 인쇄됩니다.",

  axis: {
    exchangeTime: "교환 시간 (ms)",
    answeredShare: "답이 온 비율 (보낸 것의 %)",
    sinceStartMs: "측정을 시작한 뒤 (ms)",
    sinceStartSeconds: "측정을 시작한 뒤 (s)",
    sentenceBytes: "문장 크기 (바이트)",
    median: "교환 시간의 중앙값 (ms)",
    p99: "교환 시간의 p99 (ms)",
    firstAnswer: "첫 답까지 걸린 시간 (ms)",
    difference: "TCP 빼기 UDP (ms)",
  },
  caption: {
    statistics: "문장들이 어떻게 되었나.",
    distribution:
      "교환 시간의 분포. 가로축의 시간 안에, 보낸 문장 가운데 얼마나 답을 받았는지를 나타냅니다. 100 %에 닿지 못한 곡선은 나머지가 답이 없거나 늦었다는 뜻입니다.",
    times:
      "측정하는 동안의 교환 시간(ms). 눈금은 모두 같습니다. 위쪽 가장자리의 짧은 선은 제때 답을 받지 못한 문장입니다.",
    sizes: "문장 크기에 따른 교환 시간. 중앙값과, 100번에 한 번은 넘기는 값(p99)입니다.",
    firstAnswer: "첫 답이 오기까지 (중앙값). 마름모는 예측입니다. TCP는 여기서 UDP가 쓴 시간의 두 배가 걸릴 것입니다.",
    difference:
      "차이의 중앙값(점)과 95 % 구간. 0보다 오른쪽이면 TCP가, 왼쪽이면 UDP가 더 오래 걸렸습니다. 회색 막대는 프로그램 자체의 측정 오차입니다.",
    firstAnswerTable: "첫 답이 오기까지. 매번 새 소켓으로 시작했습니다.",
    differenceTable: "한 쌍마다 TCP에서 UDP를 뺀 차이.",
    sizeTable: "교환 시간 (ms): 중앙값 / p99.",
    wire: "패킷과 헤더. 문장 하나와 그 답에 든 것입니다.",
    nobody: "쓰는 프로그램이 없는 포트.",
    repairs: "길에서 생긴 문제와, 그것을 고친 쪽. 모든 크기와 방법을 합한 것입니다.",
  },
  group: { rate: "빠르기", counts: "개수" },
  jitterFormula: "|tᵢ − tᵢ₋₁| 평균",
  ratio: "TCP ÷ UDP:",
  handshake: "핸드셰이크",
  firstExchange: "교환",
  prediction: "예측",

  column: {
    protocol: "프로토콜",
    way: "방법",
    median: "중앙값 (ms)",
    sentences: "문장 수",
    inAll: "모두",
    out: "나감",
    in: "들어옴",
    verdict: "판정",
    port: "포트",
    outcome: "결과",
    systemsWord: "시스템의 말",
    after: "걸린 시간 (ms)",
    problem: "문제",
    udpProgram: "UDP: 이 프로그램",
    tcpKernel: "TCP: 커널",
  },
  repair: {
    problem: {
      loss: "가는 길에 패킷이 사라질 때",
      duplicate: "패킷이 두 번 올 때",
      order: "패킷이 서로 앞지를 때",
      overflow: "받는 쪽에 자리가 없을 때",
    },
    udpLoss: (unanswered, late) =>
      `${unanswered === 0 ? "답 없는 문장은 없습니다" : `답 없는 문장 ${formatCount(unanswered)}개`}${late > 0 ? `, 늦은 답 ${formatCount(late)}개` : ""}. 이 프로그램은 재는 동안 세기만 하고, 다시 보내지 않습니다.`,
    tcpLoss: (retransmissions, unanswered) =>
      `${retransmissions === null ? "세그먼트를 몇 개나 다시 보냈는지 이 커널은 알려 주지 않습니다." : `이 커널이 다시 보낸 세그먼트 ${formatCount(retransmissions)}개.`} ${unanswered === 0 ? "답 없는 문장은 없습니다." : `답 없는 문장 ${formatCount(unanswered)}개.`}`,
    udpDuplicate: (duplicates) =>
      duplicates === 0
        ? "두 번 온 답은 없습니다. 있었다면 이 프로그램이 문장 안의 번호를 보고 버렸을 것입니다."
        : `또 온 답 ${formatCount(duplicates)}개. 이 프로그램이 문장 안의 번호를 보고 버렸습니다.`,
    tcpDuplicate: "커널이 순서 번호(sequence number)를 보고 버립니다. 어느 프로그램에도 보이지 않습니다.",
    udpOrder: (outOfOrder) =>
      outOfOrder === 0
        ? "다른 답을 앞지른 답은 없습니다. 있었다면 문장 안의 번호로 알았을 것입니다."
        : `나중 것보다 늦게 온 답 ${formatCount(outOfOrder)}개. 이 프로그램이 문장 안의 번호를 보고 제자리를 찾았습니다.`,
    tcpOrder: "커널이 바이트를 순서대로 놓은 다음에야 건네줍니다. 다른 순서는 어느 프로그램에도 보이지 않습니다.",
    udpOverflow: (drops) =>
      drops === null
        ? "서버의 커널이 데이터그램을 버리고, 이쪽에는 알리지 않습니다."
        : drops === 0
          ? "서버의 커널이 버린 데이터그램은 없습니다. 버리더라도 이쪽에는 알리지 않습니다."
          : `서버의 커널이 버린 데이터그램 ${formatCount(drops)}개. 이쪽에는 알리지 않았습니다.`,
    tcpOverflow: "수신 윈도(receive window)가 닫히고, 보내는 쪽 커널이 기다립니다(흐름 제어).",
  },
  condition: {
    startedAt: "시작한 때",
    program: "프로그램",
    runtime: "실행 환경",
    system: "시스템",
    processors: "프로세서",
    host: "호스트",
    servers: "서버",
    udp: "UDP 서버",
    tcp: "TCP 서버",
    sameHost: "서버가 이 호스트에 있음 (사이에 네트워크가 없음)",
    congestionControl: "TCP 혼잡 제어",
    count: "크기마다 보낸 문장 수 (준비 교환 제외)",
    durationMs: "측정 시간",
    intervalMs: "간격",
    sizes: "문장 크기 (바이트)",
    window: "한 번에 보내 두는 문장 수의 한도 (window)",
    warmup: "준비 교환: 세기 전에 하는 교환 수 (warm-up)",
    replyTimeoutMs: "이보다 늦으면 늦은 답",
    connectTimeoutMs: "핸드셰이크를 기다리는 한도",
    reconnect: "문장마다 새 연결을 열도록 지정함",
    format: "기록의 형식",
  },
};
