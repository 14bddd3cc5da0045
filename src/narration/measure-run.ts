/** What a measuring program says beside its report. */

import { formatCount, many } from "../core/amounts.ts";
import type { Protocol } from "../measurement/record.ts";
import type { Language } from "./language.ts";

const en = {
  progress: (protocol: Protocol, bytes: number, replies: number) =>
    `${protocol.toUpperCase()}, ${formatCount(bytes)} bytes: ${formatCount(replies)} answered`,
  comparing: "TCP and UDP in turn",
  fellBack:
    "The server closes the connection after each reply. From here on, each sentence gets a connection of its own.",
  wroteFile: (path: string) => `Wrote ${path}`,
  cannotWriteFile: (path: string, code: string) => `Cannot write ${path}: ${fileCause(en.fileCauses, code)}`,
  fileCauses: {
    ENOENT: "there is no such folder. Create it, or choose another place.",
    EACCES: "this user may not write there. Choose another place.",
    EISDIR: "that is a folder. Name a file in it.",
    ENOSPC: "the disk is full. Make room, or choose another place.",
    other: (code: string) => `the system says ${code}. Choose another place.`,
  },
  sameFile: (path: string) => `Cannot write both into ${path}. Name a file of its own for --csv and for --report.`,
  looking: (where: string) => `Looking for the servers at ${where} …`,
  missingCauses: { refused: "refused", silent: "no answer" } as MissingCauses,
  bothMissing: (where: string, udp: string, tcp: string, port: string) =>
    `Cannot compare: no server answers at ${where} (UDP: ${missingCause(en, udp)}; TCP: ${missingCause(en, tcp)}). Start both there, udp-server${port} and tcp-server${port}; or leave out --host and --port, and they are started here.`,
  cannotEmbed: (protocol: Protocol, cause: string) =>
    `Cannot start a ${protocol.toUpperCase()} server of its own: ${cause}. Start udp-server and tcp-server, then try again.`,
  embeddedEnded: (protocol: Protocol, cause: string) =>
    `Cannot go on comparing: the ${protocol.toUpperCase()} server that was started here has ended (${cause}). What was measured until then is reported. Try again.`,
  readsLess: (bytes: number) =>
    `Perhaps ${many(bytes, "byte")} (and TCP's newline) are more than the server reads at a time: the textbook's read 1,024 over TCP and 2,048 over UDP. Try smaller sentences: --size`,
};

type MissingCauses = Readonly<Record<string, string>>;

export type MeasureRunMessages = typeof en;

const ko: MeasureRunMessages = {
  progress: (protocol, bytes, replies) =>
    `${protocol.toUpperCase()}, ${formatCount(bytes)}바이트: 응답 ${formatCount(replies)}개`,
  comparing: "TCP와 UDP를 번갈아 재는 중",
  fellBack: "서버가 응답할 때마다 연결을 닫습니다. 이제부터 문장마다 연결을 새로 맺습니다.",
  wroteFile: (path) => `파일을 썼습니다: ${path}`,
  cannotWriteFile: (path, code) => `파일을 쓸 수 없습니다: ${path}. ${fileCause(ko.fileCauses, code)}`,
  fileCauses: {
    ENOENT: "그런 폴더가 없습니다. 폴더를 만들거나 다른 곳을 고르세요.",
    EACCES: "이 사용자는 그곳에 쓸 수 없습니다. 다른 곳을 고르세요.",
    EISDIR: "폴더입니다. 그 안의 파일 이름을 주세요.",
    ENOSPC: "디스크가 가득 찼습니다. 자리를 만들거나 다른 곳을 고르세요.",
    other: (code) => `시스템의 답: ${code}. 다른 곳을 고르세요.`,
  },
  sameFile: (path) => `둘을 한 파일에 쓸 수 없습니다: ${path}. --csv와 --report에 서로 다른 파일을 주세요.`,
  looking: (where) => `서버를 찾는 중: ${where} …`,
  missingCauses: { refused: "거부됨", silent: "답 없음" },
  bothMissing: (where, udp, tcp, port) =>
    `비교할 수 없습니다. 응답하는 서버가 없습니다: ${where} (UDP: ${missingCause(ko, udp)}; TCP: ${missingCause(ko, tcp)}). 그곳에서 서버 둘을 띄우세요: udp-server${port}, tcp-server${port}. --host와 --port를 빼면 이 프로그램이 직접 띄웁니다.`,
  cannotEmbed: (protocol, cause) =>
    `내장 서버를 띄울 수 없습니다: ${protocol.toUpperCase()} (${cause}). udp-server와 tcp-server를 띄우고 다시 해 보세요.`,
  embeddedEnded: (protocol, cause) =>
    `비교를 계속할 수 없습니다. 여기서 띄운 ${protocol.toUpperCase()} 서버가 끝났습니다(${cause}). 그때까지 잰 것은 보고합니다. 다시 해 보세요.`,
  readsLess: (bytes) =>
    `서버가 한 번에 읽는 양보다 ${formatCount(bytes)}바이트(TCP는 줄바꿈까지)가 많은지도 모릅니다. 교재의 서버는 TCP로 1,024바이트, UDP로 2,048바이트를 읽습니다. 더 짧은 문장으로 해 보세요: --size`,
};

export function measureRunMessagesIn(language: Language): MeasureRunMessages {
  return language === "ko" ? ko : en;
}

function fileCause({ other, ...known }: MeasureRunMessages["fileCauses"], code: string): string {
  return (known as Readonly<Record<string, string>>)[code] ?? other(code);
}

/** `refused`, `silent`, or the system's word. */
function missingCause({ missingCauses }: MeasureRunMessages, cause: string): string {
  return missingCauses[cause] ?? cause;
}
