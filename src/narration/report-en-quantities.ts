/** The report page in English: what each quantity is. */

import type { ReportTexts } from "./report.ts";

export const quantitiesEn: ReportTexts["quantity"] = {
  exchange: {
    name: "exchange time",
    meaning:
      "From the send of a sentence (open loop: from its scheduled time) to the last byte of its reply, as this program sees it. Late replies are left out.",
  },
  setUp: {
    name: "set-up time",
    meaning: "TCP: from connect() to the end of the handshake, for each connection. Never part of an exchange time.",
  },
  sendDelay: { name: "send delay", meaning: "Open loop: how long after its scheduled time a sentence was sent." },
  n: {
    name: "n",
    meaning: "How many times the statistics under it are made of. Warm-up exchanges are not among them.",
  },
  minimum: { name: "minimum", meaning: "The shortest time." },
  median: { name: "median", meaning: "Half of the times are this long or shorter." },
  mean: { name: "mean", meaning: "Sum of the times divided by n. A few slow ones pull it up; the median stays." },
  percentile: {
    name: "p90, p95, p99, p99.9",
    meaning: "So many of a hundred times are this long or shorter; exact to 0.1 % of the value.",
  },
  maximum: { name: "maximum", meaning: "The longest time." },
  jitter: {
    name: "jitter",
    meaning:
      "Mean of |tᵢ − tᵢ₋₁|: by how much the exchange times of sentences with consecutive numbers differ. Another one, a running estimate of one-way times, is in RFC 3550.",
  },
  interval95: {
    name: "95 % interval",
    meaning:
      "Of the median difference, by the sign test (binomial order statistics): of 100 such runs, about 95 have the true median within theirs.",
  },
  elapsed: { name: "elapsed", meaning: "From the first sentence that counts to the end of the series." },
  sentencesPerSecond: { name: "sentences/s", meaning: "Answered sentences, divided by the elapsed time." },
  bytesPerSecond: {
    name: "bytes/s",
    meaning: "Bytes of sentences and of replies, divided by the elapsed time. Headers are left out.",
  },
  sent: { name: "sent", meaning: "Given to the kernel, or to a connection. It is answered + late + unanswered." },
  answered: { name: "answered", meaning: "Answered with the exact upper case, within the timeout." },
  late: { name: "late", meaning: "Answered after the timeout, but before the end." },
  unanswered: {
    name: "unanswered",
    meaning:
      "Not answered before the end. Nobody here can tell whether the sentence or its reply was lost, or never made.",
  },
  duplicates: {
    name: "duplicates",
    meaning: "Further replies to a sentence that was answered before (RFC 5560).",
  },
  outOfOrder: {
    name: "out of order",
    meaning: "Answered although a later sentence was answered before (RFC 4737, 3.3).",
  },
  wrong: { name: "wrong", meaning: "Replies that are not the upper case of anything sent." },
  stray: { name: "stray", meaning: "Datagrams from somebody else." },
  notSent: { name: "not sent", meaning: "Not taken by the kernel: its send queue was full, or it said no." },
  icmpErrors: {
    name: "ICMP errors",
    meaning: "Error messages of hosts and routers, as far as this program heard them.",
  },
  connections: { name: "connections", meaning: "TCP connections opened." },
  resets: { name: "resets", meaning: "Connections that the server ended with RST." },
  sentence: { name: "sentence", meaning: "What the program sends at a time: its bytes, without any header." },
  firstAnswer: {
    name: "first answer",
    meaning: "From a fresh socket to the last byte of the first reply; over TCP with the handshake.",
  },
  predicted: {
    name: "round trips, predicted",
    meaning:
      "How often the path is crossed there and back by the protocol’s rules: UDP 1; TCP 2, handshake and exchange.",
  },
  ratio: { name: "ratio", meaning: "TCP’s median divided by UDP’s. By round trips alone it would be 2." },
  difference: {
    name: "difference",
    meaning:
      "Round for round, the exchange time over TCP minus the one over UDP; the median of all. Positive: TCP took longer.",
  },
  pairs: { name: "pairs", meaning: "Rounds in which both were answered." },
  measuringError: {
    name: "measuring error",
    meaning:
      "A difference below this, either way, may be this program’s own: its clock, its event loop, the processor it was given.",
  },
  packets: {
    name: "packets",
    meaning:
      "Datagrams (UDP) or segments (TCP), as they leave this host (out) and reach it (in), divided by the sentences.",
  },
  headerBytes: {
    name: "header bytes",
    meaning: "IP and transport headers of both directions, divided by the sentences. Ethernet’s are not among them.",
  },
  observed: { name: "observed", meaning: "Counted, by the kernel (TCP) or by this program (UDP)." },
  computed: { name: "computed", meaning: "Follows from the protocol’s rules; nobody here counted it." },
  retransmissions: {
    name: "sent again",
    meaning: "Segments that this kernel sent again, SYN and FIN among them (Linux: TCP_INFO, tcpi_total_retrans).",
  },
  segments: { name: "segments", meaning: "What the kernel sends for TCP: a piece of the byte stream with a header." },
  serverDrops: {
    name: "dropped at the server",
    meaning: "Datagrams that the server’s socket had no room for, where the server is on this host (Linux).",
  },
  pieces: { name: "pieces", meaning: "UDP: datagrams. TCP: chunks, each what one recv() delivered." },
  refusedOrSilent: {
    name: "refused, silence",
    meaning:
      "Refused: the host answered that no program has the port (RST, or ICMP). Silence: this program’s patience ended.",
  },
  closedLoop: {
    name: "closed loop",
    meaning:
      "The next sentence waits for a reply, so a slow server is asked less often, and its slow times count less.",
  },
  openLoop: {
    name: "open loop",
    meaning: "Sentences are due at fixed times, whatever the server does; times count from then.",
  },
  window: { name: "window", meaning: "Sentences in flight at most: sent, and neither answered nor given up." },
};
