/** What the programs say, in Korean. No particle is glued to a variable: its form would depend on the value. */

import { formatCount, formatSeconds } from "../core/amounts.ts";
import { formatEndpoint } from "../core/endpoint.ts";
import type { Refusal, TurnAwayReason } from "../core/events.ts";
import { isRandom } from "../core/weather.ts";
import { commandLineKo } from "./command-line-ko.ts";
import type { Messages } from "./en.ts";
import { koHelp } from "./help-ko.ts";
import { refusalsKo } from "./refusals-ko.ts";
import { workersKo } from "./workers-ko.ts";

export const ko: Messages = {
  help: koHelp,

  ...commandLineKo,

  // --- names and connections
  unknownHost: (host, code) =>
    code === "EAI_AGAIN"
      ? `이름을 찾지 못했습니다: ${host}. 이름 서비스(DNS)가 답하지 않습니다. 네트워크를 확인하거나 주소를 직접 쓰세요.`
      : `그런 이름의 호스트(host)가 없습니다: ${host} (${code}). 이름을 확인하거나 주소를 직접 쓰세요.`,
  cannotConnect: (server, causes) => `연결할 수 없습니다 (${server}): ${causes}`,
  causeAt: (peer, cause) => `${formatEndpoint(peer)}: ${cause}`,
  connectCause: (cause, code, waitedMs) =>
    ({
      refused: "그 포트(port)에서 기다리는 프로그램이 없습니다.",
      timeout: `핸드셰이크(handshake)에 답이 없습니다 (${seconds(waitedMs)}).`,
      "no-host": "네트워크가 그런 호스트(host)에 닿을 수 없다고 알려 왔습니다.",
      "no-route": "이 컴퓨터에는 그곳으로 가는 경로(route)가 없습니다.",
      forbidden: "이 시스템이 허용하지 않습니다. 방화벽(firewall) 때문일 수 있습니다.",
      unknown: "이 시스템은 까닭을 알려 주지 않습니다. 기다리는 프로그램이 없거나, 호스트가 없거나, 경로가 없습니다.",
      other: `시스템의 말: ${code}`,
    })[cause],
  advice: (cause, start) =>
    ({
      refused: `서버를 시작하세요: ${start}`,
      timeout: "주소를 확인하고, 방화벽이 패킷을 버리는지 보세요. 더 기다리려면: --connect-timeout",
      "no-host": "주소를 확인하고, 그 호스트가 켜져 있는지 보세요.",
      "no-route": "주소와 네트워크를 확인하세요.",
      forbidden: "이 컴퓨터의 방화벽을 확인하세요.",
      unknown: `주소를 확인하거나, 그곳에서 서버를 시작하세요: ${start}`,
      other: "주소와 네트워크를 확인하세요.",
    })[cause],

  // --- what became of a sentence
  replyOverdue: (waitedMs, attempt, tries) =>
    `답이 오지 않았습니다 (${seconds(waitedMs)}). 다시 보냅니다 (${attempt}/${tries}) …`,
  unanswered: (peer, tries, waitedMs) =>
    `답이 없습니다(unanswered): ${formatEndpoint(peer)}, ${tries}번 보내고 ${seconds(waitedMs)} 동안 기다렸습니다. 서버가 꺼져 있거나, 가는 길 또는 오는 길에 데이터그램이 사라졌을 수 있습니다. 여기서는 알 수 없습니다. 다시 해 보거나 더 기다리세요: --timeout`,
  replyCannotFit: (peer, tries, waitedMs, bytes, maxBytes) =>
    `답이 없습니다(unanswered): ${formatEndpoint(peer)}, ${tries}번 보내고 ${seconds(waitedMs)} 동안 기다렸습니다. 이 문장을 대문자로 바꾸면 ${formatCount(bytes)}바이트인데, 데이터그램 하나에는 ${formatCount(maxBytes)}바이트까지만 들어가서 서버가 답을 보낼 수 없습니다. TCP로는 더 긴 문장도 보낼 수 있습니다: tcp-client`,
  silent: (peer, waitedMs, partial) =>
    `답이 없습니다(unanswered): ${formatEndpoint(peer)}, 연결은 되었지만 ${seconds(waitedMs)} 동안 조용합니다 (받은 답 ${formatCount(partial)}바이트). 더 기다리려면: --timeout`,
  refused: (peer, start) =>
    `거절당했습니다(refused): ${formatEndpoint(peer)}, 그 포트에서 기다리는 프로그램이 없습니다 (ICMP port unreachable). 서버를 시작하세요: ${start}`,
  reset: (peer, partial) =>
    `연결이 리셋되었습니다(reset): ${formatEndpoint(peer)}, 답을 ${formatCount(partial)}바이트 받은 뒤였습니다. 서버가 갑자기 끝났거나, 연결을 돌려보냈거나, 보낸 것을 다 읽지 않았습니다. 다시 해 보세요.`,
  closedEarly: (peer, partial) =>
    partial > 0
      ? `답이 끝나기 전에 서버가 연결을 닫았습니다: ${formatEndpoint(peer)}, ${formatCount(partial)}바이트. 이 문장의 답으로는 너무 짧습니다. 한 번만 답하는 서버처럼 보낸 것을 다 읽지 않았습니다.`
      : `답하기 전에 서버가 연결을 닫았습니다: ${formatEndpoint(peer)}. 서버가 허용하는 연결 수가 다 찼거나, nc -l처럼 클라이언트가 다 보내면 바로 끝나는 서버일 수 있습니다.`,
  notSendable: (peer, cause) => `보낼 수 없습니다 (${formatEndpoint(peer)}): ${cause}`,
  tooLong: (bytes, maxBytes) =>
    `문장이 너무 깁니다(${formatCount(bytes)}바이트): 데이터그램 하나에는 ${formatCount(maxBytes)}바이트까지만 들어갑니다. TCP로는 더 긴 문장도 보낼 수 있습니다: tcp-client`,
  tooMuch: (peer, bytes) =>
    `읽기를 그만두었습니다: ${formatEndpoint(peer)}, ${formatCount(bytes)}바이트. 이 문장의 대문자가 이렇게 길 수는 없습니다. 그곳에 대문자 서버가 있는지 확인하세요.`,
  sentenceTooLong: (maxBytes) =>
    `다음 문장을 읽을 수 없습니다: 이 클라이언트가 한 번에 담는 한도(${formatCount(maxBytes)}바이트)보다 깁니다. TCP에는 이런 한도가 없습니다. 문장은 줄바꿈으로 끝나니, 여러 줄로 나누세요.`,
  reconnecting: "서버가 연결을 닫았습니다. 그때마다 다음 문장은 새 연결로 보냅니다.",
  nothingToSend: "보낼 것이 없습니다: 표준 입력이 비어 있습니다.",
  cannotRead: (code) => `표준 입력을 읽을 수 없습니다: ${code}. 입력을 어디에서 가져오는지 확인하세요.`,
  cannotWrite: (code) =>
    `결과를 표준 출력에 쓸 수 없습니다: ${code}. 디스크에 자리가 있는지, 출력을 어디로 돌렸는지 확인하세요.`,
  mistake: (program, mistake) => `프로그램의 잘못입니다 (${program}): ${mistake.stack ?? mistake.message}`,

  // --- servers
  cannotListen: (protocol, where, code, port) =>
    `기다릴 수 없습니다 (${where}, ${protocol}): ${
      (
        {
          EADDRINUSE: "이미 쓰고 있는 포트(port)입니다. 그 프로그램을 끝내거나 다른 포트를 고르세요: --port",
          ...(port < 1024
            ? { EACCES: "1024보다 낮은 포트(port)는 관리자만 쓸 수 있습니다. 다른 포트를 고르세요: --port" }
            : {}),
          EADDRNOTAVAIL: "이 컴퓨터의 주소가 아닙니다. --host 옵션을 빼면 모든 주소에서 기다립니다.",
        } as Record<string, string>
      )[code] ?? `시스템의 말: ${code}`
    }`,
  listening: (program, protocol, where) => `${program} 대기 중: ${where} (${protocol}). 끝내려면 Ctrl-C.`,
  injectedWeather: (w) =>
    `일부러 만든 날씨(injected): ${[
      w.dropPercent > 0 ? `버림 ${w.dropPercent}%` : [],
      w.delayMs + w.jitterMs > 0 ? `지연 ${w.delayMs} ms${w.jitterMs > 0 ? ` ± ${w.jitterMs} ms` : ""}` : [],
      w.duplicatePercent > 0 ? `두 번 보냄 ${w.duplicatePercent}%` : [],
      w.reorderPercent > 0 ? `순서 바꿈 ${w.reorderPercent}%` : [],
    ]
      .flat()
      .join(", ")}.${isRandom(w) ? ` 똑같이 다시 하려면: --seed ${w.seed}` : ""}`,
  everyAddress: (port) => `이 컴퓨터의 모든 주소, 포트 ${port}`,
  andMore: (count) => `… 그 밖에 ${formatCount(count)}개 더`,
  switchedOff: (options) => `끈 보호 장치: ${options}.`,
  turnedAway: (reason, count) => `돌려보낸 연결: ${formatCount(count)}개. ${refusalsKo.connection[reason].why}.`,
  notAnswered: (reason, count) =>
    `답하지 않은 데이터그램: ${formatCount(count)}개. ${refusalsKo.datagram[reason].why}.`,
  replyTooLong: (count) =>
    `답하지 않은 데이터그램: ${formatCount(count)}개. 대문자로 바꾸면 데이터그램 하나에 들어가지 않습니다.`,
  queueFull: (count) =>
    `답하지 않은 데이터그램: ${formatCount(count)}개. 이 컴퓨터의 송신 큐(send queue)가 가득 찼습니다.`,
  replyNotSendable: (count, code) => `답하지 않은 데이터그램: ${formatCount(count)}개. 시스템의 말: ${code}`,
  weatherOverflow: (count) =>
    `답하지 않은 데이터그램: ${formatCount(count)}개. 일부러 늦춘 답이 이미 너무 많이 기다리고 있습니다.`,
  cannotPrint: (code) =>
    `표준 출력에 쓸 수 없습니다. 시스템의 말: ${code}. 디스크에 자리가 있는지, 출력을 어디로 돌렸는지 확인하세요.`,
  ...workersKo,
  stopping: "끝내는 중: 남은 답을 마저 보냅니다, 최대 5초. Ctrl-C를 한 번 더 누르면 바로 끝납니다.",
  stillOpen: (connections) => `아직 열린 연결: ${formatCount(connections)}개.`,
  udpTotals: (t) =>
    [
      `받은 데이터그램 ${formatCount(t.datagramsReceived)}개(${formatCount(t.bytesReceived)}바이트), 보낸 데이터그램 ${formatCount(t.datagramsSent)}개(${formatCount(t.bytesSent)}바이트).`,
      count(t["reply-too-long"], "답하지 않음. 답이 데이터그램 하나에 들어가지 않습니다"),
      count(t["queue-full"], "답하지 않음. 송신 큐(send queue)가 가득 찼습니다"),
      count(t["not-sendable"], "답하지 않음. 시스템이 그곳으로 보내지 않습니다"),
      ...Object.entries(refusalsKo.datagram).map(([reason, { why }]) =>
        count(t[reason as Refusal | "loop"], `답하지 않음. ${why}`),
      ),
      count(t.icmpErrors, "ICMP 오류. 앞서 보낸 답을 받을 사람이나 길이 없었습니다"),
      count(t["injected-drop"], "일부러(injected): 답하지 않음 (--drop)"),
      count(t["injected-delay"], "일부러(injected): 답을 늦춤 (--delay, --jitter)"),
      count(t["injected-duplicate"], "일부러(injected): 답을 두 번 보냄 (--duplicate)"),
      count(t["injected-hold"], "일부러(injected): 답을 붙들어 둠 (--reorder)"),
      count(t["injected-reorder"], "그 가운데 같은 클라이언트의 나중 답이 앞지름"),
      count(t["injected-overflow"], "일부러(injected): 답하지 않음. 기다리는 답이 너무 많았습니다"),
      count(t["injected-late"], "일부러(injected): 답하지 않음. 그 전에 서버가 끝났습니다"),
    ].flat(),
  tcpTotals: (t) =>
    [
      `받아들인 연결 ${formatCount(t.connections)}개, 답한 연결 ${formatCount(t.answered)}개. 받은 바이트 ${formatCount(t.bytesReceived)}, 보낸 바이트 ${formatCount(t.bytesSent)}.`,
      count(t.reset, "클라이언트나 그 호스트가 리셋(reset)함"),
      count(t.givenUp, "포기함. 답을 받아 가지 않았거나 너무 조금씩 받아 갔습니다"),
      count(t.tooSlow, "놓아줌. 너무 조금씩 주고받았습니다 (--min-rate)"),
      count(t.lifetimeOver, "놓아줌. 연결이 이어질 수 있는 시간이 끝났습니다 (--max-lifetime)"),
      ...Object.entries(refusalsKo.connection).map(([reason, { why }]) =>
        count(t[reason as TurnAwayReason], `돌려보냄. ${why}`),
      ),
    ].flat(),
};

function count(number: number, what: string): string[] {
  return number === 0 ? [] : [`  ${formatCount(number)}개 ${what}`];
}

/** The unit as Korean writes it. */
function seconds(ms: number): string {
  return formatSeconds(ms).replace(" s", "초");
}
