/** What a comparison says, in Korean: a lesson for each section, true whatever was measured. */

import { formatCount } from "../core/amounts.ts";
import type { CompareMessages } from "./compare-en.ts";

export const compareKo: CompareMessages = {
  title: (sentences) => `TCP와 UDP, 나란히 보기: ${sentences}`,
  missing: (protocol, where, cause) =>
    `${protocol.toUpperCase()} 서버가 없습니다 (${where}): ${cause} 아래는 ${protocol === "udp" ? "TCP" : "UDP"}만의 결과입니다.`,
  comparedAlone: (protocol, where, cause, server) =>
    `견주지 못했습니다. ${protocol === "udp" ? "TCP" : "UDP"}만 쟀습니다. ${protocol.toUpperCase()} 서버가 없습니다 (${where}): ${cause} 서버를 시작하세요: ${server}`,
  startBeside: (server) => `견주려면 서버를 시작하세요: ${server}`,
  startOrStop: (server) =>
    `견주려면 서버를 시작하거나(${server}) 떠 있는 서버를 끝내세요. 둘 다 없으면 이 프로그램이 둘 다 띄웁니다.`,
  missingCause: (cause) =>
    cause === "refused"
      ? "그 포트(port)에서 기다리는 프로그램이 없습니다."
      : cause === "silent"
        ? "답이 없습니다."
        : `시스템의 말: ${cause}.`,
  inTurn: "같은 문장을 번갈아 보냈습니다.",

  section: {
    firstAnswer: ["첫 답이 오기까지", "TCP는 먼저 핸드셰이크를 합니다. 문장을 보내기까지 왕복이 한 번 더 듭니다."],
    exchanges: ["연결된 뒤의 교환 시간", "연결되고 나면, 문장과 답은 어느 쪽이든 왕복 한 번입니다."],
    ways: [
      "연결 하나, 문장마다 연결, 연결 없음",
      "연결 하나면 핸드셰이크를 한 번만 합니다. 문장마다 연결하면 매번 합니다.",
    ],
    wire: [
      "문장 하나와 그 답이 회선을 지날 때",
      "패킷마다 헤더가 붙고, TCP는 SYN, ACK, FIN 같은 패킷을 따로 보냅니다.",
    ],
    boundaries: ["메시지의 경계", "데이터그램은 경계를 지킵니다. 스트림에는 경계가 없어 합쳐지거나 잘립니다."],
    nobody: [
      "기다리는 프로그램이 없을 때",
      "닫힌 포트는 TCP에 RST, UDP에 ICMP로 답합니다. 방화벽은 침묵하기도 합니다.",
    ],
    repairs: ["누가 고치는가", "UDP는 아무것도 고치지 않습니다. TCP는 커널이 다시 보내고, 프로그램은 모릅니다."],
  },

  sectionAlone: {
    udp: {
      firstAnswer: ["첫 답이 오기까지", "첫 패킷에 이미 문장이 들어 있습니다."],
      exchanges: ["교환 시간", "문장과 답은 왕복 한 번입니다."],
      ways: ["소켓 하나, 문장마다 소켓", "소켓이 몇 개든 핸드셰이크는 없습니다."],
      wire: ["문장 하나와 그 답이 회선을 지날 때", "패킷마다 헤더가 붙습니다."],
      boundaries: ["메시지의 경계", "데이터그램은 경계를 지킵니다."],
      nobody: ["기다리는 프로그램이 없을 때", "닫힌 포트는 UDP에 ICMP로 답합니다. 방화벽은 침묵하기도 합니다."],
      repairs: ["누가 고치는가", "UDP는 아무것도 고치지 않습니다. 다시 보내는 것은 프로그램입니다."],
    },
    tcp: {
      exchanges: ["연결된 뒤의 교환 시간", "연결되고 나면, 문장과 답은 왕복 한 번입니다."],
      ways: ["연결 하나, 문장마다 연결", "연결 하나면 핸드셰이크를 한 번만 합니다. 문장마다 연결하면 매번 합니다."],
      boundaries: ["메시지의 경계", "스트림에는 경계가 없어 합쳐지거나 잘립니다."],
      nobody: ["기다리는 프로그램이 없을 때", "닫힌 포트는 TCP에 RST로 답합니다. 방화벽은 침묵하기도 합니다."],
      repairs: ["누가 고치는가", "TCP는 커널이 다시 보내고, 프로그램은 모릅니다."],
    },
  },

  // --- before the first answer
  predicted: "예측",
  measuredMedian: "중앙값 ms",
  handshakePart: "핸드셰이크",
  roundTrips: (count) => `왕복 ${formatCount(count)}번`,
  tcpTakes: (measured, predicted) => `TCP는 UDP의 ${measured}배 걸립니다. 왕복의 수만 따지면 ${predicted}배입니다.`,

  // --- exchange times
  noWarmConnection: "TCP 서버가 답할 때마다 연결을 닫아서, TCP는 문장마다 새 연결에서 잰 시간입니다.",
  tcpSlower: (ms, range, pairs) => `TCP가 ${ms} 더 걸립니다 (95 % 구간 ${range}, 짝 ${formatCount(pairs)}개).`,
  udpSlower: (ms, range, pairs) => `UDP가 ${ms} 더 걸립니다 (95 % 구간 ${range}, 짝 ${formatCount(pairs)}개).`,
  noneShown: (ms, range, pairs, error) =>
    `이 실행으로 보일 수 있는 차이는 없습니다 (TCP − UDP ${ms}, 95 % 구간 ${range}, 짝 ${formatCount(pairs)}개, 측정 오차 ${error}).`,
  withinError: (ms, range, pairs, error) =>
    `이 실행으로 보일 수 있는 차이는 없습니다: 모두 측정 오차 ${error}일 수 있습니다 (TCP − UDP ${ms}, 95 % 구간 ${range}, 짝 ${formatCount(pairs)}개).`,
  tooFewPairs: (ms, pairs) =>
    `이 실행으로 보일 수 있는 차이는 없습니다 (TCP − UDP ${ms}, 짝 ${formatCount(pairs)}개는 구간을 말하기에 너무 적음).`,
  medianOnly: "둘 다 답한 회차의 중앙값 이야기입니다. 더 드문 일은 p90 너머와 7번에 나타납니다.",
  range: (low, high) => `${low} ~ ${high}`,
  tcpMinusUdp: "TCP − UDP (95 %)",
  noneShownShort: "보이지 않음",
  sweepNote: "시간은 ms. TCP − UDP: 짝지은 차이의 중앙값과 그 95 % 구간.",

  // --- ways
  way: {
    datagrams: "UDP, 소켓 하나",
    "socket-per-datagram": "UDP, 문장마다 소켓",
    "one-connection": "TCP, 연결 하나",
    "connection-per-sentence": "TCP, 문장마다 연결",
  },
  medians: "중앙값, ms",
  mediansAt: (bytes) => `중앙값, ms; ${formatCount(bytes)}바이트`,
  connect: "연결",
  exchange: "교환",
  sum: "합계",
  once: "한 번",

  // --- on the wire
  packetsOut: "보낸 패킷",
  packetsIn: "받은 패킷",
  headerBytes: "헤더 바이트",
  payloadBytes: "글 바이트",
  computed: (hasTcp) => `* 프로토콜의 규칙으로 계산한 값. 나머지는 센 값입니다${hasTcp ? "(TCP는 커널이 셈)" : ""}.`,

  // --- boundaries
  pieces: (protocol, writes, pieces, sizes, seen) =>
    `${protocol.toUpperCase()}  ${writes}바이트를 씀: ${protocol === "udp" ? "데이터그램" : "조각(chunk)"} ${formatCount(pieces)}개(${sizes}), ${seen}`,
  seenBy: { server: "서버가 본 대로", client: "돌아온 답에서 본 대로" },

  // --- nobody
  outcome: {
    refused: (after) => `${after} 뒤에 거절`,
    silent: (after) => `${after} 동안 침묵`,
    "not-reachable": (after) => `${after} 뒤에 닿을 수 없다고 알려 옴`,
    answered: (after) => `아무도 없어야 하는데 ${after} 뒤에 답이 옴`,
  },
  met: (protocol, port, outcome, code) =>
    `${protocol.toUpperCase()}  포트 ${port}: ${outcome}${code === null ? "" : ` (${code})`}`,

  // --- repairs
  againByUs: "프로그램 재전송",
  againByKernel: "커널 재전송",
  notTold: "알 수 없음",
  noRoom: (drops) =>
    `데이터그램 ${formatCount(drops)}개는 서버의 소켓에 자리가 없었습니다(그 커널이 센 수). 이것은 분실입니다.`,
};
