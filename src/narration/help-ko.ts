/** The help of the four programs, in Korean. */

import type { Help } from "./topics.ts";

export const koHelp: Help = {
  usage: "사용법",
  sentence: "문장",
  options: "옵션",
  examplesTitle: "예",
  purpose: {
    "udp-server":
      "도착한 데이터그램(datagram)마다 대문자로 바꾸어 답합니다. 소켓은 하나뿐이고, 아무도 기억하지 않습니다.",
    "tcp-server": "연결(connection)마다 받은 바이트 스트림(byte stream)을 대문자로 바꾸어 답합니다.",
    "udp-client": "문장을 데이터그램(datagram) 하나에 담아 보내고, 답으로 온 데이터그램을 출력합니다.",
    "tcp-client": "연결(connection)을 맺고 문장을 보낸 뒤, 답을 출력합니다.",
  },
  examples: {
    "udp-server": [
      ["udp-server", "모든 주소의 12000번 포트에서 기다립니다"],
      ["udp-server --host 127.0.0.1", "이 컴퓨터 안에서만 씁니다"],
      ["udp-server --drop 30% --seed 7", "30%에는 답하지 않습니다. 할 때마다 같은 것입니다"],
    ],
    "tcp-server": [
      ["tcp-server", "모든 주소의 12000번 포트에서 기다립니다"],
      ["tcp-server --keep-alive 0", "교재처럼 첫 답을 보내고 바로 닫습니다"],
    ],
    "udp-client": [
      ["udp-client hello world", "localhost에 문장 하나를 보냅니다"],
      ["udp-client -H 192.0.2.7", "문장을 물어봅니다"],
      ["udp-client -q < poem.txt", "한 줄이 한 문장입니다. 파이프용으로 답만 출력합니다"],
      ["udp-client --compare", "UDP와 TCP를 나란히 측정합니다"],
      ["udp-client -c 1000 -i 10ms", "측정: 10 ms마다 한 문장씩 천 번"],
    ],
    "tcp-client": [
      ["tcp-client hello world", "localhost에 문장 하나를 보냅니다"],
      ["tcp-client -H 192.0.2.7", "먼저 연결하고 나서 문장을 물어봅니다"],
      ["tcp-client -q < poem.txt", "한 줄이 한 문장입니다. 모두 연결 하나로 보냅니다"],
      ["tcp-client --compare", "UDP와 TCP를 나란히 측정합니다"],
      ["tcp-client -c 1000 --reconnect", "측정: 문장마다 연결을 새로 맺어 천 번"],
    ],
  },
  exitCodes: "종료 코드: 0 성공, 1 네트워크 실패, 2 잘못된 사용, 130 중단됨.",
  option: {
    port: "서버의 포트(port) 번호 (기본값 12000)",
    "bind-port": "기다릴 포트(port) 번호 (기본값 12000). 0: 시스템이 골라 알려 줍니다",
    "bind-host": "이 주소에서만 기다립니다 (기본값: 모든 주소)",
    "server-host": "서버의 이름이나 주소 (기본값 localhost)",
    "keep-alive": "답한 뒤 이만큼 조용하면 연결을 닫습니다. 0: 첫 답 직후 (기본값 1)",
    "idle-timeout": "이만큼 아무것도 보내지도 받지도 않는 연결을 놓아줍니다 (기본값 60)",
    "max-connections": "동시에 여는 연결 수 (기본값 10000, 디스크립터 한도가 더 낮으면 그만큼)",
    "max-per-address":
      "한 주소에서 동시에 여는 연결 수. none: 제한 없음 (기본값: --max-connections의 10 %, 적어도 100)",
    "min-rate":
      "답한 연결이 평균으로 주고받아야 하는 초당 바이트 수. none: 제한 없음 (기본값 4, --keep-alive가 1보다 길면 none)",
    "max-lifetime": "연결 하나가 이어질 수 있는 시간. none: 제한 없음 (기본값 none)",
    rate: "한 출발지에 보내는 초당 답의 수. 답 하나는 1500바이트까지. none: 제한 없음 (기본값 10000)",
    "rate-all": "모든 출발지를 합쳐 같은 수 (기본값 100000)",
    "loop-limit":
      "이미 대문자인 같은 문장이 이만큼 이어지면 한 번 답하지 않아, 서버끼리 주고받는 고리(loop)를 끊습니다. none: 끔 (기본값 24)",
    "allow-source-ports": "서비스가 쓰는 포트라도 답합니다: 53,1000-1023 또는 all (기본값 none)",
    allow: "이 주소나 네트워크에만 답합니다. 예: 192.0.2.0/24. 여러 번 쓸 수 있습니다 (기본값: 모두)",
    "reply-timeout": "다시 보내기 전에 답을 기다리는 시간. 매번 두 배가 됩니다 (기본값 1)",
    retries: "다시 보내는 횟수 (기본값 3)",
    "silence-timeout": "서버가 이만큼 조용하면 포기합니다. 0: 포기하지 않음 (기본값 30)",
    "connect-timeout": "주소마다 핸드셰이크(handshake)를 기다리는 시간 (기본값 10)",
    compare: "두 프로토콜을 나란히 측정합니다. --host도 --port도 없고 서버도 없으면 직접 띄웁니다",
    count: "측정: (크기마다) 문장 수",
    duration: "측정: (크기마다) 시간. --count가 없으면 기본 5",
    interval:
      "측정: 응답과 상관없이 이 간격(초)마다 하나씩 보냅니다(열린 루프). 없으면 응답을 받고 나서 다음을 보냅니다",
    size: "측정: 문장의 바이트 수(기본 32), 또는 두 배씩 늘리기: 16..8192",
    window: "측정: 한꺼번에 보내 두는 문장 수(기본 1)",
    warmup: "측정: 세기 전에 하는 교환 수(기본 100, 길어야 0.5초)",
    reconnect: "측정: 교재의 클라이언트처럼 문장마다 연결을 새로 맺습니다",
    "report-every": "측정: 이 간격(초)마다 지금까지의 값을 알립니다",
    csv: "측정: 교환 하나하나를 파일에 씁니다",
    report: "측정: 표와 그래프가 있는 보고서(HTML)를 씁니다",
    drop: "일부러(injected): 요청 가운데 이만큼은 답하지 않습니다. 30%처럼 씁니다 (기본값 0)",
    delay: "일부러(injected): 답마다 이 시간을 기다렸다가 보냅니다 (기본값 0)",
    jitter: "일부러(injected): 기다리는 시간이 이만큼까지 길거나 짧아집니다 (기본값 0)",
    duplicate: "일부러(injected): 답 가운데 이만큼은 두 번 보냅니다. 5%처럼 씁니다 (기본값 0)",
    reorder:
      "일부러(injected): 답 가운데 이만큼은 그 클라이언트의 다음 답이 나갈 때까지, 길어도 0.5초 동안 붙들어 둡니다 (기본값 0)",
    seed: "일부러 만드는 날씨를 정하는 수. 같은 수면 같은 날씨입니다 (기본값: 하나를 골라 알려 줍니다). 이것만으로는 아무 일도 하지 않습니다",
    workers:
      "프로세스(process) 여럿이 포트(port) 하나를 함께 씁니다. 들어오는 것은 커널(kernel)이 나누어 주고, 한도도 나누어 가집니다 (Linux, 기본값 1)",
    "quiet-server": "문장을 출력하지 않습니다. 준비 줄과 합계는 출력합니다",
    "quiet-client": "답만 바이트 그대로 출력합니다. 측정: 진행 상황과 파일을 썼다는 말을 하지 않습니다",
    "json-server": "한 줄에 JSON 객체 하나: listening, sentence, skipped, totals",
    "json-client": "문장마다 JSON 객체 하나를 한 줄씩 출력합니다. 측정: 끝에 JSON 문서 하나만",
    explain: "모든 단계를 일어나는 대로 표준 오류에 설명합니다",
    lang: "메시지 언어: en 또는 ko (기본값: 로캘)",
    "no-color": "색을 쓰지 않습니다 (NO_COLOR와 같음)",
    help: "이 도움말을 보여 줍니다",
    version: "버전을 보여 줍니다",
  },
};
