/** Why a server does not answer, or takes nobody in, in Korean. */

import type { RefusalTexts } from "./topics.ts";

export const refusalsKo: RefusalTexts = {
  datagram: {
    "not-allowed": {
      why: "--allow 목록에 없는 주소에서 왔습니다",
      told: "--allow 목록에 없는 주소입니다.",
    },
    unanswerable: {
      why: "아무도 쓸 수 없는 출발지에서 왔습니다",
      told: "아무도 쓸 수 없는 출발지(포트 0, 멀티캐스트나 브로드캐스트 주소)이므로 위조된 것입니다.",
    },
    "service-port": {
      why: "우리 답에 다시 답할 수 있는 서비스의 포트에서 왔습니다 (--allow-source-ports)",
      told: "서비스가 쓰는 포트(port)입니다. 그 서비스가 우리 답에 다시 답하면 끝없이 이어집니다. 출발지가 위조되었을 수 있습니다.",
    },
    "own-port": {
      why: "이 서버와 같은 포트 번호에서 왔습니다 (--allow-source-ports)",
      told: "우리와 같은 포트(port) 번호에서 왔습니다. 바로 이 소켓이거나 이런 서버라서, 답에 답이 끝없이 이어집니다.",
    },
    "over-rate": {
      why: "한 출발지에 1초 동안 답할 수 있는 만큼 이미 답했습니다 (--rate)",
      told: "이 출발지에는 1초 동안 답할 수 있는 만큼 이미 답했습니다. 출발지가 위조되었다면 그 답은 모두 다른 사람이 받습니다.",
    },
    "over-rate-all": {
      why: "모두에게 1초 동안 답할 수 있는 만큼 이미 답했습니다 (--rate-all)",
      told: "모든 출발지에 1초 동안 답할 수 있는 만큼 이미 답했습니다.",
    },
    loop: {
      why: "우리 답이 되돌아오는 고리(loop)일 수 있어서 끊었습니다 (--loop-limit)",
      told: "이미 대문자인 것이 너무 많이 이어졌습니다. 이런 서버가 우리 답을 되돌려 보낸 것일 수 있습니다. 답을 한 번 빼면 그런 고리(loop)는 끊어지고, 클라이언트라면 다시 묻습니다.",
    },
  },
  connection: {
    "not-allowed": {
      why: "--allow 목록에 없는 주소에서 왔습니다",
      told: "--allow 목록에 없는 주소입니다.",
    },
    "too-many": {
      why: "허용된 만큼 이미 열려 있었습니다 (--max-connections)",
      told: "허용된 만큼 이미 열려 있습니다.",
    },
    "too-many-from-address": {
      why: "한 주소에 허용된 만큼 이미 열려 있었습니다 (--max-per-address)",
      told: "이 주소에 허용된 만큼 이미 열려 있습니다.",
    },
  },
};
