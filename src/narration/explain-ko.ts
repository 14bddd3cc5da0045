/** Explain mode, in Korean. */

import { formatCount } from "../core/amounts.ts";
import type { ExplainTexts } from "./explain.ts";
import { tcpStepsKo } from "./explain-ko-tcp.ts";
import { udpStepsKo } from "./explain-ko-udp.ts";

export const explainKo: ExplainTexts = {
  title: (program) => `${program} 따라가기`,
  observed: "이 프로그램이 본 것, 또는 커널(kernel)이 알려 준 것",
  implied: "표준에 따라 미루어 안 것. 여기서 본 사람이 없으므로 시각이 없습니다",
  finerPoint: "교재의 세밀한 대목",
  clock: "시각은 프로그램을 시작한 때부터 셉니다.",
  ladderTitle: "대화 그림 (커널의 확인 응답은 뺐습니다)",
  client: "클라이언트",
  server: "서버",
  bytes: (bytes) => `${formatCount(bytes)}바이트`,
  skipped: (conversations) => `(그 밖의 대화 ${formatCount(conversations)}개는 설명하지 않았습니다)`,

  tell: {
    ...udpStepsKo,
    ...tcpStepsKo,
    mistake: ({ mistake }) => ({ call: "—", bun: "error()", observed: `이 프로그램의 잘못입니다: ${mistake.message}` }),
  },

  point: {
    "lines-in-chunk": ({ lines }) =>
      `조각(chunk) 하나에 줄이 ${lines}개 들어 있습니다. 따로따로 썼더라도 스트림(stream)이 이어 붙입니다. TCP는 바이트의 순서를 지킬 뿐, 쓰기의 경계는 지키지 않습니다.`,
    "character-cut": ({ heldBytes }) =>
      `조각이 글자 한가운데에서 끝났습니다. 앞의 ${heldBytes}바이트는 나머지가 올 때까지 기다립니다. 교재의 decode()였다면 여기서 실패합니다.`,
    "reply-in-chunks": ({ chunks }) =>
      `답이 조각 ${chunks}개로 나뉘어 왔습니다. 교재처럼 recv()를 한 번만 불렀다면 첫 조각을 답의 전부로 여겼을 것입니다.`,
    fragmented: ({ bytes, mtuBytes, fragments }) =>
      `${formatCount(bytes)}바이트는 ${formatCount(mtuBytes)}바이트 패킷에 들어가지 않습니다. IP가 이 데이터그램을 단편(fragment) ${fragments}개로 자릅니다. 하나라도 사라지면 모두 사라집니다.`,
    "answered-after-retry": ({ tries }) =>
      `${tries}번 보낸 뒤에 답이 왔습니다. 모두 똑같은 데이터그램이라서, 몇 번째 것의 답인지는 아무도 모릅니다(Karn의 문제, RFC 6298 3절).`,
    "refused-is-not-silence": () =>
      "거절(refused)은 침묵과 다릅니다. 그 포트를 쓰는 프로그램이 없다고 호스트가 답한 것입니다. 침묵은 아무것도 말해 주지 않습니다.",
    "silence-has-no-cause": () =>
      "침묵은 아무것도 증명하지 못합니다. 데이터그램이 사라졌다는 것은 받는 쪽의 계수기만이 말할 수 있습니다.",
    "time-wait": ({ whose }) =>
      whose === "client"
        ? "클라이언트의 FIN이 먼저였으므로 TIME_WAIT는 클라이언트의 몫입니다. 그 커널이 이 포트 쌍을 한동안 붙들어 둡니다(Linux: 60초)."
        : "서버의 FIN이 먼저였으므로 TIME_WAIT는 서버의 몫입니다. 그 커널이 이 포트 쌍을 한동안 붙들어 둡니다(Linux: 60초).",
  },
};
