/** Explain mode in Korean: what the system says, and the steps of UDP. */

import { formatCount, formatMs, formatSeconds } from "../core/amounts.ts";
import { formatEndpoint as at } from "../core/endpoint.ts";
import type { HostEvent, TcpFigures, TcpFiguresEvent, UdpEvent } from "../core/events.ts";
import { maxHeldBackMs } from "../core/limits.ts";
import type { Side, Tellers } from "./explain.ts";
import { refusalsKo } from "./refusals-ko.ts";

export const udpStepsKo: Tellers<HostEvent | UdpEvent> = {
  "name-resolved": ({ host, addresses }) => ({
    call: "getaddrinfo()",
    bun: "Bun.dns.lookup(host)",
    observed: `이름 → 주소: ${host} → ${addresses.join(", ")}`,
    implied:
      "패킷(packet)에는 이름이 아니라 주소가 들어갑니다. 시스템이 자기 표를 보거나 이름 서버(DNS)에 물었습니다(RFC 1035).",
  }),
  "path-mtu": ({ peer, mtuBytes }) => ({
    call: "getsockopt(IP_MTU)",
    bun: "bun:ffi",
    observed:
      mtuBytes === undefined
        ? "가는 길에서 가장 큰 패킷의 크기: 이 시스템에서는 알 수 없습니다."
        : `가는 길(${peer.address})이 한 번에 나르는 가장 큰 패킷: ${formatCount(mtuBytes)}바이트. 커널(kernel)이 아는 만큼입니다.`,
  }),
  "tcp-figures": ({ when, figures }, side) => ({
    call: "getsockopt(TCP_INFO)",
    bun: "bun:ffi",
    observed: figures === undefined ? "커널이 세는 값: 이 시스템에서는 알 수 없습니다." : formatFigures(figures),
    ...(side === "server" ? { implied: impliedByServerFigures(when) } : {}),
  }),
  "udp-socket-opened": ({ role, local, receiveBufferBytes }) =>
    role === "client"
      ? {
          call: "socket()",
          bun: "Bun.udpSocket()",
          observed: `UDP 소켓(socket)을 열었습니다. 포트(port) 번호 ${local.port}, 커널이 골랐습니다. bind는 하지 않습니다. 서버는 데이터그램을 보고 우리 포트를 압니다.`,
          implied: "아무것도 보내지 않았습니다. UDP 소켓을 열어도 아무도 모릅니다.",
        }
      : {
          call: "socket() bind()",
          bun: "Bun.udpSocket()",
          observed: `모두를 상대하는 UDP 소켓(socket) 하나: ${at(local)}. ${formatBuffer(receiveBufferBytes)}`,
          implied: "이제부터 이 포트로 오는 것은 커널이 보관했다가 우리에게 줍니다. 넘치는 것은 버립니다.",
        },
  "datagram-sent": ({ peer, bytes, attempt }, side) => ({
    call: "sendto()",
    bun: side === "client" ? "clientSocket.send()" : "serverSocket.send()",
    observed: `데이터그램(datagram) 하나, ${formatCount(bytes.length)}바이트 → ${at(peer)}${attempt > 1 ? ` (${attempt}번째)` : ""}`,
    implied:
      side === "client"
        ? "UDP가 8바이트, IP가 20바이트(IPv6는 40바이트)를 붙입니다. 핸드셰이크(handshake)는 없습니다. 서버가 있는지 아무에게도 묻지 않습니다. 같은 네트워크라면 커널이 먼저 하드웨어 주소를 물을 수 있습니다(ARP, RFC 826)."
        : "보내고 잊습니다. UDP는 도착했다는 소식을 듣지 못합니다(RFC 768).",
  }),
  "datagram-received": ({ peer, bytes }, side) => ({
    call: "recvfrom()",
    bun: "data()",
    observed: `데이터그램(datagram) 하나가 통째로, ${formatCount(bytes.length)}바이트 ← ${at(peer)}`,
    ...(side === "server"
      ? { implied: "이 클라이언트에 대해 아는 것은 이 주소뿐입니다. 다음 데이터그램은 다른 사람의 것일 수 있습니다." }
      : {}),
  }),
  "datagram-dropped": ({ peer, reason, detail }) => ({
    call: "sendto() 없음",
    bun: "send() 없음",
    observed: `답하지 않았습니다 (${at(peer)}): ${
      {
        "reply-too-long": { told: "대문자로 바꾸면 데이터그램 하나에 들어가지 않습니다." },
        "queue-full": { told: "커널의 송신 큐(send queue)가 가득 찼습니다." },
        "not-sendable": { told: `커널이 그곳으로 보내지 않습니다 (${detail}).` },
        "injected-drop": { told: "이 서버가 일부러 버렸습니다(--drop). 네트워크가 잃어버린 것처럼 보입니다." },
        "injected-overflow": { told: "이 서버가 일부러 늦춘 답(--delay)이 이미 너무 많이 기다리고 있습니다." },
        "injected-late": { told: "일부러 늦춘 답(--delay)이 나갈 때가 되기 전에 서버가 끝납니다." },
        ...refusalsKo.datagram,
      }[reason].told
    }`,
    implied: "클라이언트에게는 알리지 않습니다. UDP는 답도 오류도 약속하지 않습니다.",
  }),
  "weather-injected": ({ peer, fate }) => ({
    call: "random()",
    bun: "weather.next()",
    observed: `이 서버가 일부러 하는 일 (답 → ${at(peer)}): ${[
      fate.delayMs > 0 ? `${formatMs(fate.delayMs)} 늦게 보냅니다.` : [],
      fate.isDuplicated ? "두 번 보냅니다." : [],
      fate.isHeldBack
        ? `이 클라이언트에게 가는 다음 답이 먼저 나갈 때까지 붙들어 둡니다(길어도 ${formatSeconds(maxHeldBackMs).replace(" s", "초")}).`
        : [],
    ]
      .flat()
      .join(" ")}`,
  }),
  "icmp-error": ({ code }, side) => ({
    call: "recvfrom()",
    bun: "error()",
    observed: `커널의 보고: ${code}. ICMP 메시지가 돌아왔습니다.`,
    implied: impliedByIcmp(code, side),
  }),
  "stray-datagram": ({ peer, bytes }) => ({
    call: "recvfrom()",
    bun: "data()",
    observed: `묻지 않은 곳에서 ${formatCount(bytes)}바이트가 왔습니다 (${at(peer)}). 무시합니다.`,
    implied: "우리 포트 번호를 아는 사람은 누구나 보낼 수 있습니다. UDP에는 남을 막아 줄 연결이 없습니다.",
  }),
  "reply-overdue": ({ attempt, waitedMs }) => ({
    call: "settimeout()",
    bun: "setTimeout()",
    observed: `${attempt}번째 시도: ${formatSeconds(waitedMs).replace(" s", "초")} 동안 답이 없습니다.`,
    implied: "보낸 것이 사라졌거나, 답이 사라졌거나, 서버가 느리거나, 서버가 없습니다. 여기서는 모두 똑같아 보입니다.",
  }),
  "udp-socket-closed": () => ({
    call: "close()",
    bun: "socket.close()",
    observed: "포트를 돌려주었습니다.",
    implied: "아무것도 보내지 않았습니다. UDP에는 끝낼 대화가 없습니다.",
  }),
};

function formatFigures(figures: TcpFigures): string {
  const { segmentsOut, segmentsIn, retransmissions, smoothedRttMs, maxSegmentBytes, congestionWindow } = figures;
  return `커널: 보낸 세그먼트(segment) ${segmentsOut}개, 받은 것 ${segmentsIn}개, 다시 보낸 것 ${retransmissions}개. 평활 RTT ${formatMs(smoothedRttMs)}, MSS ${formatCount(maxSegmentBytes)}바이트, 혼잡 윈도(congestion window) ${congestionWindow}.`;
}

function formatBuffer(bytes: number | undefined): string {
  return bytes === undefined
    ? "수신 버퍼(receive buffer): 이 시스템에서는 알 수 없습니다."
    : `수신 버퍼(receive buffer) ${formatCount(bytes)}바이트.`;
}

function impliedByIcmp(code: string, side: Side): string {
  if (code !== "ECONNREFUSED")
    return "가는 길의 라우터(router)나 방화벽(firewall), 또는 그 호스트(host)가 알려 온 것입니다(RFC 792).";
  return side === "client"
    ? "그 호스트(host)는 있지만, 그 포트를 쓰는 프로그램이 없습니다(RFC 1122 4.1.3.1절)."
    : "앞서 보낸 답을 받을 사람이 없었습니다. 그 클라이언트가 소켓을 이미 닫은 것입니다.";
}

function impliedByServerFigures(when: TcpFiguresEvent["when"]): string {
  return when === "connected"
    ? "서버가 세는 보낸 세그먼트에는 SYN-ACK이 빠져 있습니다. 이 소켓이 생기기 전에 나갔기 때문입니다."
    : "우리의 FIN은 아직 세지 않았고, SYN-ACK은 끝까지 세지 않습니다.";
}
