/** Explain mode in Korean: the steps of TCP. */

import { formatCount, formatMs } from "../core/amounts.ts";
import { formatEndpoint as at } from "../core/endpoint.ts";
import type { TcpClientEvent, TcpServerEvent } from "../core/events.ts";
import type { Tellers, Told } from "./explain.ts";
import { refusalsKo } from "./refusals-ko.ts";

export const tcpStepsKo: Tellers<TcpServerEvent | TcpClientEvent> = {
  "tcp-listening": ({ local }) => ({
    call: "socket() bind() listen()",
    bun: "Bun.listen()",
    observed: `맞이하는 소켓(welcoming socket): ${at(local)}. 문장은 이 소켓으로 오지 않습니다.`,
    implied: "이제부터 누가 오든 커널(kernel)이 핸드셰이크(handshake)를 하고, 512개까지 우리를 위해 기다리게 합니다.",
  }),
  "connection-accepted": ({ connection }) => ({
    call: "accept()",
    bun: "open()",
    observed: `연결(connection) ${connection.number}: 이 클라이언트만을 위한 두 번째 소켓입니다 (${at(connection.peer)}). 이 소켓의 포트도 ${connection.local.port}번입니다.`,
    implied:
      "이 호출 전에 SYN, SYN-ACK, ACK이 지나갔습니다. 커널이 한 일이고, 프로그램에게는 보이지 않습니다(RFC 9293 3.5절).",
  }),
  "connection-turned-away": ({ peer, reason, open }) => ({
    call: "accept() close()",
    bun: "open() end()",
    observed: `돌려보냈습니다 (${at(peer)}). ${refusalsKo.connection[reason].told} 지금 열린 연결: ${formatCount(open)}개.`,
  }),
  "chunk-received": ({ bytes }) => ({
    call: "recv()",
    bun: "data()",
    observed: `조각(chunk) 하나, ${formatCount(bytes.length)}바이트. 커널이 갖고 있던 만큼입니다. 조각은 문장이 아닙니다.`,
  }),
  "reply-written": ({ taken, waiting }) => ({
    call: "send()",
    bun: "connectionSocket.write()",
    observed: formatTaken(taken, waiting),
    implied: "받아 간 것이 도착한 것은 아닙니다. 커널은 확인 응답(ACK)이 올 때까지 보관하고, 필요하면 다시 보냅니다.",
  }),
  "reading-paused": () => ({
    call: "recv() 멈춤",
    bun: "connectionSocket.pause()",
    observed: "이 클라이언트가 답을 가져갈 때까지 더 읽지 않습니다.",
    implied:
      "수신 버퍼가 차면 우리 수신 윈도(receive window)가 닫히고, 상대의 커널이 보내기를 멈춥니다. TCP는 이렇게 보내는 쪽을 늦춥니다(RFC 9293 3.8.6절).",
  }),
  "reading-resumed": () => ({
    call: "recv()",
    bun: "connectionSocket.resume()",
    observed: "답이 나갔으니 다시 읽습니다.",
  }),
  "client-half-closed": ({ connection }) => ({
    call: "recv() → b''",
    bun: "end()",
    observed: `클라이언트가 다 보냈습니다 (${at(connection.peer)}). 아직 읽을 수는 있습니다.`,
    implied: "상대의 FIN이 왔고, 우리 커널이 확인 응답을 보냈습니다.",
  }),
  "server-half-closed": ({ reason }) => ({
    call: "shutdown(SHUT_WR)",
    bun: "connectionSocket.shutdown()",
    observed: {
      "keep-alive": "클라이언트가 한동안 조용했습니다(keep-alive). 우리는 더 보내지 않습니다.",
      "one-reply": "답은 한 번만 하기로 했고, 이미 나갔습니다. 우리는 더 보내지 않습니다.",
      "never-answered": "클라이언트가 너무 오래 답할 것을 보내지 않았습니다. 우리는 더 보내지 않습니다.",
      "too-slow": "클라이언트가 정해진 최소보다 느리게 주고받았습니다. 우리는 더 보내지 않습니다.",
      lifetime: "연결이 이어질 수 있는 시간이 끝났습니다. 우리는 더 보내지 않습니다.",
      stopping: "서버를 끝내는 중입니다. 우리는 더 보내지 않습니다.",
    }[reason],
    implied: "우리 FIN이 나갑니다. 그래도 잠시 더 읽습니다. 클라이언트가 보낸 것에 RST로 답하지 않기 위해서입니다.",
  }),
  "connection-closed": ({ connection, end }) => ({
    call: "close()",
    bun: "close()",
    observed: {
      closed: `연결 ${connection.number}: 순서대로 끝났습니다.`,
      reset: `연결 ${connection.number}: 리셋(reset)되었습니다. RST가 왔고, 오가던 것은 사라졌습니다.`,
      "given-up": `연결 ${connection.number}: RST를 보내고 포기했습니다. 클라이언트가 답을 가져가지 않았거나 너무 조금씩 가져갔습니다.`,
    }[end],
  }),
  "tcp-listening-ended": () => ({
    call: "close()",
    bun: "welcomingSocket.stop()",
    observed: "맞이하는 소켓을 닫았습니다.",
    implied: "이제 이 포트로 오는 SYN에는 RST가 답합니다.",
  }),
  connecting: ({ peer }) => ({
    call: "socket() connect()",
    bun: "Bun.connect()",
    observed: `연결(connection)을 청합니다: ${at(peer)}. 문장은 아직 떠나지 않았습니다.`,
    implied:
      "우리 커널이 포트를 고르고 SYN을 보냅니다. 서버의 커널이 SYN-ACK을, 다시 우리 커널이 ACK을 보냅니다(RFC 9293 3.5절).",
  }),
  connected: ({ local, connectMs }) => ({
    call: "connect() 성공",
    bun: "open()",
    observed: `${formatMs(connectMs)} 만에 연결되었습니다. 우리 포트: ${local.port}.`,
    implied:
      "첫 바이트를 보내기도 전에 왕복이 한 번 있었습니다. 서버 프로그램은 아직 우리를 모를 수 있습니다. 핸드셰이크는 그 커널이 혼자 했습니다.",
  }),
  "not-connected": ({ peer, cause, waitedMs }) => ({
    call: "connect() 실패",
    bun: "Bun.connect() 실패",
    observed: `연결하지 못했습니다 (${at(peer)}, ${formatMs(waitedMs)}): ${cause}.`,
    ...(cause === "ECONNREFUSED"
      ? {
          implied:
            "우리 SYN에 RST가 답했습니다. 그 호스트(host)는 있지만, 그 포트에서 기다리는 프로그램이 없습니다. 방화벽(firewall)이 그렇게 답했을 수도 있습니다.",
        }
      : {}),
  }),
  "sentence-written": ({ taken, waiting }) => ({
    call: "send()",
    bun: "clientSocket.write()",
    observed: formatTaken(taken, waiting),
    implied:
      "커널은 이것을 원하는 대로 세그먼트(segment)로 자르고, 바이트마다 번호를 매기고, 확인 응답이 없으면 다시 보냅니다.",
  }),
  "client-sent-fin": () => ({
    call: "shutdown(SHUT_WR)",
    bun: "clientSocket.shutdown()",
    observed: "다 보냈다고 알렸습니다. 아직 읽을 수는 있습니다.",
    implied: "마지막 바이트 뒤에 FIN이 나갑니다. 서버는 이것을 보고 문장이 끝났음을 압니다.",
  }),
  "reply-chunk-received": ({ bytes }) => ({
    call: "recv()",
    bun: "data()",
    observed: `답의 조각(chunk) 하나, ${formatCount(bytes.length)}바이트.`,
    implied: "더 올지 안 올지는 그 안에 쓰여 있지 않습니다. 줄바꿈이나 FIN이 알려 주어야 합니다.",
  }),
  "server-sent-fin": () => ({
    call: "recv() → b''",
    bun: "end()",
    observed: "서버는 더 보내지 않습니다.",
    implied: "서버의 FIN이 왔고, 우리 커널이 확인 응답을 보냈습니다.",
  }),
  "tcp-socket-closed": (event) => ({ call: "close()", bun: "close()", ...formatClosed(event) }),
};

function formatClosed(event: Extract<TcpClientEvent, { kind: "tcp-socket-closed" }>): Omit<Told, "call" | "bun"> {
  if (event.givenUp) return { observed: "기다리다 포기하고 RST로 연결을 끝냈습니다." };
  if (event.reset) return { observed: "연결이 리셋(reset)되었습니다. 오가던 것은 사라졌습니다." };
  if (event.serverFinSeen) return { observed: "연결이 순서대로 끝났습니다." };
  return {
    observed: "서버의 FIN을 기다리지 않고 우리 소켓을 닫았습니다.",
    implied: "그 FIN은 오는 대로 우리 커널이 받습니다.",
  };
}

function formatTaken(taken: number, waiting: number): string {
  if (taken < 0) return "커널이 아무것도 받아 가지 않았습니다. 연결이 이미 사라졌습니다.";
  const rest = waiting > 0 ? ` 나머지 ${formatCount(waiting)}바이트는 자리가 날 때까지 기다립니다.` : "";
  return `커널이 ${formatCount(taken)}바이트를 받아 갔습니다.${rest}`;
}
