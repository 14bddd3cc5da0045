/** The report page in Korean: what each quantity is. */

import type { ReportTexts } from "./report.ts";

export const quantitiesKo: ReportTexts["quantity"] = {
  exchange: {
    name: "교환 시간",
    meaning:
      "문장을 보낸 때(열린 루프에서는 보내기로 정한 시각)부터 답의 마지막 바이트가 올 때까지, 이 프로그램이 본 시간. 늦은 답은 뺐습니다.",
  },
  setUp: {
    name: "연결 시간",
    meaning: "TCP: connect()부터 핸드셰이크가 끝날 때까지, 연결마다 잰 시간. 교환 시간에는 들어가지 않습니다.",
  },
  sendDelay: { name: "송신 지연", meaning: "열린 루프: 정한 시각보다 얼마나 늦게 보냈는지." },
  n: { name: "n", meaning: "아래 통계를 낸 시간의 개수. 준비 교환은 들어 있지 않습니다." },
  minimum: { name: "최솟값", meaning: "가장 짧은 시간." },
  median: { name: "중앙값", meaning: "절반은 이 시간이거나 더 짧습니다." },
  mean: { name: "평균", meaning: "시간을 모두 더해 n으로 나눈 값. 느린 것 몇 개에도 커지지만, 중앙값은 그대로입니다." },
  percentile: {
    name: "p90, p95, p99, p99.9",
    meaning: "100번 가운데 그만큼은 이 시간이거나 더 짧습니다. 값의 0.1 %까지 정확합니다.",
  },
  maximum: { name: "최댓값", meaning: "가장 긴 시간." },
  jitter: {
    name: "지터(jitter)",
    meaning:
      "|tᵢ − tᵢ₋₁|의 평균. 번호가 잇닿은 두 문장의 교환 시간이 얼마나 다른지 나타냅니다. 한 방향 시간을 이어 가며 추정하는 다른 지터가 RFC 3550에 있습니다.",
  },
  interval95: {
    name: "95 % 구간",
    meaning:
      "차이의 중앙값에 대한 신뢰 구간(부호 검정, 이항 순서 통계). 이런 측정을 100번 하면 95번쯤은 참값이 구간 안에 있습니다.",
  },
  elapsed: { name: "걸린 시간", meaning: "세기 시작한 첫 문장부터 그 측정이 끝날 때까지." },
  sentencesPerSecond: { name: "초당 문장 수", meaning: "답을 받은 문장의 수를 걸린 시간으로 나눈 값." },
  bytesPerSecond: {
    name: "초당 바이트 수",
    meaning: "문장과 답의 바이트를 걸린 시간으로 나눈 값. 헤더는 뺐습니다.",
  },
  sent: { name: "보냄", meaning: "커널이나 연결에 건넨 문장. 답이 온 것, 늦은 것, 답 없는 것을 더한 수입니다." },
  answered: { name: "답이 옴", meaning: "제한 시간 안에, 대문자와 똑같은 답이 온 문장." },
  late: { name: "늦음", meaning: "제한 시간은 지났지만 측정이 끝나기 전에 답이 온 문장." },
  unanswered: {
    name: "답 없음",
    meaning:
      "측정이 끝날 때까지 답이 오지 않은 문장. 문장이 사라졌는지, 답이 사라졌는지, 답을 만들지 않았는지 여기서는 알 수 없습니다.",
  },
  duplicates: { name: "중복", meaning: "이미 답을 받은 문장에 또 온 답 (RFC 5560)." },
  outOfOrder: { name: "순서 바뀜", meaning: "나중 문장의 답이 먼저 온 뒤에 온 답 (RFC 4737, 3.3절)." },
  wrong: { name: "틀린 답", meaning: "보낸 어느 문장의 대문자도 아닌 답." },
  stray: { name: "엉뚱한 데이터그램", meaning: "다른 누군가에게서 온 데이터그램." },
  notSent: { name: "못 보냄", meaning: "커널이 받지 않은 문장. 송신 큐가 찼거나, 보낼 수 없다고 했습니다." },
  icmpErrors: { name: "ICMP 오류", meaning: "호스트와 라우터의 오류 메시지 가운데 이 프로그램이 들은 것." },
  connections: { name: "연결", meaning: "새로 연 TCP 연결의 수." },
  resets: { name: "리셋", meaning: "서버가 RST로 끝낸 연결의 수." },
  sentence: { name: "문장", meaning: "프로그램이 한 번에 보내는 것. 헤더를 뺀 바이트 수로 크기를 셉니다." },
  firstAnswer: {
    name: "첫 답",
    meaning: "새 소켓을 만든 때부터 첫 답의 마지막 바이트까지. TCP는 핸드셰이크를 포함합니다.",
  },
  predicted: {
    name: "왕복 횟수, 예측",
    meaning: "프로토콜의 규칙에 따라 길을 오가는 횟수. UDP는 1, TCP는 2(핸드셰이크와 교환)입니다.",
  },
  ratio: { name: "비율", meaning: "TCP의 중앙값을 UDP의 중앙값으로 나눈 값. 왕복 횟수만으로는 2가 됩니다." },
  difference: {
    name: "차이",
    meaning: "한 쌍마다 TCP의 교환 시간에서 UDP의 것을 뺀 값, 그 중앙값. 양수이면 TCP가 더 오래 걸렸습니다.",
  },
  pairs: { name: "쌍", meaning: "양쪽 다 답을 받은 쌍의 수." },
  measuringError: {
    name: "측정 오차",
    meaning:
      "이보다 작은 차이는 어느 쪽이든 이 프로그램 자체의 것일 수 있습니다. 시계, 이벤트 루프, 배정된 프로세서 때문입니다.",
  },
  packets: {
    name: "패킷",
    meaning: "데이터그램(UDP) 또는 세그먼트(TCP). 이 호스트에서 나간 것과 들어온 것을 문장 수로 나눈 값.",
  },
  headerBytes: {
    name: "헤더 바이트",
    meaning: "두 방향의 IP 헤더와 전송 계층 헤더를 문장 수로 나눈 값. 이더넷 헤더는 들어 있지 않습니다.",
  },
  observed: { name: "관측", meaning: "커널(TCP) 또는 이 프로그램(UDP)이 센 값." },
  computed: { name: "계산", meaning: "프로토콜의 규칙에서 나온 값. 여기서 센 이는 없습니다." },
  retransmissions: {
    name: "다시 보냄",
    meaning: "이 커널이 다시 보낸 세그먼트. SYN과 FIN도 셉니다 (Linux: TCP_INFO, tcpi_total_retrans).",
  },
  segments: { name: "세그먼트", meaning: "커널이 TCP로 보내는 단위. 바이트 스트림의 한 토막에 헤더를 붙인 것." },
  serverDrops: {
    name: "서버에서 버림",
    meaning: "서버의 소켓에 자리가 없어 버려진 데이터그램. 서버가 이 호스트에 있을 때만 압니다 (Linux).",
  },
  pieces: { name: "토막", meaning: "UDP에서는 데이터그램, TCP에서는 recv() 한 번이 건넨 조각(chunk)." },
  refusedOrSilent: {
    name: "거절, 침묵",
    meaning:
      "거절은 그 포트를 쓰는 프로그램이 없다고 호스트가 답한 것(RST 또는 ICMP), 침묵은 이 프로그램의 참을성이 끝난 것.",
  },
  closedLoop: {
    name: "닫힌 루프",
    meaning: "답이 와야 다음 문장을 보냅니다. 그래서 서버가 느리면 덜 묻게 되고, 느린 때가 통계에 덜 담깁니다.",
  },
  openLoop: {
    name: "열린 루프",
    meaning: "서버가 어떻든 정한 시각에 문장을 보냅니다. 시간은 그 시각부터 잽니다.",
  },
  window: { name: "윈도", meaning: "한 번에 보내 두는 문장 수의 한도. 보냈지만 아직 답도 포기도 없는 문장입니다." },
};
