/** What measuring says, in Korean. No particle is glued to a value whose sound decides its form. */

import { formatCount, formatMs, formatSeconds } from "../core/amounts.ts";
import { formatEndpoint } from "../core/endpoint.ts";
import { compareKo } from "./compare-ko.ts";
import { ko } from "./ko.ts";
import type { MeasureMessages } from "./measure-en.ts";
import { causeOf } from "./topics.ts";

const kept = "그때까지 잰 것은 보고합니다.";
const checkPort = "포트(port)를 확인하세요: --port";

export const measureKo: MeasureMessages = {
  compare: compareKo,

  // --- what was done
  title: (protocol, peer, sentences) => `${protocol.toUpperCase()} ${formatEndpoint(peer)}: ${sentences}`,
  sentencesOf: (bytes) => `${formatCount(bytes)}바이트 문장`,
  sentencesFrom: (smallest, largest, sizes) =>
    `${formatCount(smallest)}–${formatCount(largest)}바이트 문장, 크기 ${formatCount(sizes)}가지`,
  way: {
    datagrams: "모두 소켓(socket) 하나로 보냈습니다.",
    "socket-per-datagram": "문장마다 새 소켓(socket)으로 보냈습니다.",
    "one-connection": "모두 연결(connection) 하나로 보냈습니다.",
    "connection-per-sentence": "문장마다 새 연결(connection)로 보냈습니다.",
  },
  fellBack: "서버가 답할 때마다 연결(connection)을 닫아서, 문장마다 새 연결로 보냈습니다.",
  closedLoop: (window) =>
    window === 1
      ? "닫힌 루프(closed loop), 윈도(window) 1: 답이 온 뒤에 다음 문장을 보냈습니다."
      : `닫힌 루프(closed loop), 윈도(window) ${formatCount(window)}: 답이 오기 전에 이만큼까지 보내 두었습니다.`,
  openLoop: (interval) =>
    `열린 루프(open loop): ${interval}마다 한 문장씩이고, 늦게 보냈더라도 시간은 예정된 때부터 잽니다.`,
  warmup: (exchanges) =>
    exchanges === 0
      ? "예열(warm-up)은 하지 않았습니다."
      : `예열(warm-up) ${formatCount(exchanges)}번은 세지 않았습니다.`,

  // --- what became of the sentences
  sentIn: (sent, elapsedMs) =>
    `${elapsedMs < 1_000 ? formatMs(elapsedMs) : seconds(elapsedMs)} 동안 문장 ${formatCount(sent)}개를 보냈습니다.`,
  counted: (replyTimeoutMs) => ({
    answered: ["답 받음", Number.isFinite(replyTimeoutMs) ? `${seconds(replyTimeoutMs)} 안에` : "얼마가 걸렸든"],
    late: [
      "늦은 답",
      Number.isFinite(replyTimeoutMs) ? `${seconds(replyTimeoutMs)} 넘게 걸려서 온 답` : "있을 수 없음",
    ],
    unanswered: ["답 없음", "답이 오지 않음. 까닭은 여기서 알 수 없음"],
    duplicates: ["중복된 답", "이미 답이 온 문장에 또 온 답"],
    outOfOrder: ["순서 바뀜", "나중에 보낸 문장보다 늦게 온 답"],
    wrong: ["틀린 답", "보낸 문장의 대문자가 아닌 답"],
    stray: ["남의 것", "다른 곳에서 온 데이터그램"],
    notSent: ["못 보냄", "이 컴퓨터의 커널이 받아 주지 않은 문장"],
    icmpErrors: ["ICMP 오류", "보낸 것을 두고 돌아온 오류"],
    connections: ["연결", "맺은 연결"],
    resets: ["리셋", "서버가 RST로 끝낸 연결"],
    serverDrops: ["버려짐", "분실: 서버의 소켓에 자리가 없었음(그 커널이 센 수)"],
  }),
  incident: (count, name) => `${name} ${count}개`,
  countAtSize: (bytes, counts) => `${formatCount(bytes)}바이트: ${counts}.`,

  // --- times
  statistic: {
    minMs: "최소",
    medianMs: "중앙값",
    meanMs: "평균",
    p90Ms: "p90",
    p95Ms: "p95",
    p99Ms: "p99",
    p999Ms: "p99.9",
    maxMs: "최대",
  },
  exchangeTime: "교환 시간",
  connectTime: "연결 시간",
  sendDelay: "송신 지연",
  tooFew: "–  너무 적어서 말할 수 없음. 필요한 수: p90 10, p95 20, p99 100, p99.9 1,000.",
  noTimes: "제때 온 답이 없어서, 잰 시간도 없습니다.",
  jitter: (jitter) => `지터(jitter) ${jitter}: 잇따른 교환 시간의 차이를 평균한 값입니다.`,
  rates: (sentences, bytes) => `초당 ${sentences}문장, ${bytes} (문장과 답, 헤더는 뺌).`,
  kernel: (out, into, again) =>
    again === null
      ? "커널이 다시 보낸 세그먼트(segment): 이 시스템에서는 알 수 없습니다."
      : `커널: ${out === null || into === null ? "" : `보낸 세그먼트(segment) ${formatCount(out)}개, 받은 것 ${formatCount(into)}개, `}다시 보낸 것 ${formatCount(again)}개.`,

  // --- a sweep
  bytes: "바이트",
  perSecond: "초당 문장",
  timesInMs: "시간은 ms.",

  // --- while it goes on
  interim: { elapsed: "경과", answered: "답/보냄", interval: "이번 구간" },
  seconds,

  // --- how it ended
  notComplete: "끝까지 재지 못했습니다.",
  endedBy: {
    done: "",
    interrupted: "도중에 중단되었습니다.",
    refused: "서버가 없어졌습니다.",
    silent: "서버가 조용해졌습니다.",
    "wrong-service": "그곳에서 답하는 것은 대문자 서버가 아닙니다.",
    "not-reachable": "서버에 더는 닿을 수 없었습니다.",
  },
  interrupted: `중단되었습니다. ${kept}`,
  refused: (peer, server) =>
    `측정을 계속할 수 없습니다 (${formatEndpoint(peer)}): 그 포트(port)에서 기다리는 프로그램이 없습니다. ${kept} 서버를 시작하세요: ${server}`,
  silent: (peer, silentMs) =>
    `측정을 계속할 수 없습니다 (${formatEndpoint(peer)}): ${seconds(silentMs)} 동안 답이 하나도 없습니다. ${kept} 서버가 아직 있는지 확인하거나 더 기다리세요: --timeout`,
  wrongService: (peer) => `측정할 수 없습니다 (${formatEndpoint(peer)}): 그곳에서 답하는 것은 대문자 서버가 아닙니다.`,
  expected: "기대한 것",
  got: "받은 것",
  wrongServiceAdvice: `${kept} ${checkPort}`,
  checkPort,
  notReachable: (peer, code, server) =>
    code === "closed" || code === "ECONNRESET"
      ? `측정을 계속할 수 없습니다 (${formatEndpoint(peer)}): 서버가 연결마다 ${code === "closed" ? "닫아 버리고" : "리셋(reset)하고"} 더는 답하지 않습니다. ${kept} 서버의 말을 보거나 다시 시작하세요: ${server}`
      : `측정을 계속할 수 없습니다 (${formatEndpoint(peer)}): ${code === "timeout" ? "핸드셰이크(handshake)에 답이 없습니다." : ko.connectCause(causeOf(code), code, 0)} ${kept} ${ko.advice(causeOf(code), server)}`,

  // --- under what it was measured
  servers: {
    given: (host) => `서버(${host}):`,
    found: (host) => `찾아낸 서버(${host}):`,
    embedded: () => "직접 시작한 서버(embedded):",
  },
  sameHost: "사이에 네트워크는 없었습니다. 양쪽이 이 컴퓨터와 그 커널을 함께 썼습니다.",
  overNetwork: "사이에 네트워크가 있었습니다.",
  congestionControl: (name) => `혼잡 제어 ${name}`,
};

/** The unit as Korean writes it. */
function seconds(ms: number): string {
  return formatSeconds(ms).replace(" s", "초");
}
