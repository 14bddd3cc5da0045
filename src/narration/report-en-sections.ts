/** The report page in English: headings, captions, columns. */

import { formatCount, many } from "../core/amounts.ts";
import type { ReportTexts } from "./report.ts";

type Keys =
  | "section"
  | "lead"
  | "everySizeHint"
  | "axis"
  | "caption"
  | "handshake"
  | "firstExchange"
  | "prediction"
  | "column"
  | "group"
  | "jitterFormula"
  | "ratio"
  | "repair"
  | "condition";

export const sectionsEn: Pick<ReportTexts, Keys> = {
  section: {
    exchanges: "The exchanges",
    firstAnswer: "Before the first answer",
    difference: "Do the two differ?",
    sizes: "Longer sentences",
    wire: "What went over the wire",
    boundaries: "Message boundaries",
    nobody: "Nobody listening",
    repairs: "Who repaired what",
    questions: "Questions",
    conditions: "Conditions",
    definitions: "Definitions",
    everySize: "Every size in full",
  },
  lead: {
    exchanges:
      "A sentence goes out and its upper case comes back: that is an exchange. Setting up a connection is no part of it and stands apart.",
    firstAnswer:
      "TCP shakes hands before the first byte, so its first answer needs two round trips; UDP’s needs one. On a long path that decides. On one host the programs’ own work counts as much.",
    difference:
      "The sentences took turns, one over UDP and one over the warm TCP connection, and each pair gives one difference: TCP minus UDP. Where the interval holds 0, this run cannot tell the two apart; nor where it is not clear of the program’s own measuring error.",
    sizes: "The same, for sentences of several sizes.",
    wire: "Packets and header bytes, of both directions. Some were counted, and some follow from the protocols’ rules: it says which.",
    boundaries:
      "Three writes, back to back. A datagram keeps its borders; a stream of bytes has none, and whoever needs borders has to mark them.",
    nobody: "One sentence to a port that no program has.",
    repairs:
      "UDP gives every fault of the path to the program. TCP’s kernel repairs them out of sight, and the program sees only that it took longer.",
    conditions: "Another computer, another path, another hour: other numbers. These belong to the ones above.",
    definitions: "Every quantity of this page, as it is measured here.",
  },
  everySizeHint: "What is open is printed.",

  axis: {
    exchangeTime: "exchange time (ms)",
    answeredShare: "answered (% of sent)",
    sinceStartMs: "since the series began (ms)",
    sinceStartSeconds: "since the series began (s)",
    sentenceBytes: "sentence (bytes)",
    median: "median exchange time (ms)",
    p99: "p99 of exchange time (ms)",
    firstAnswer: "time to the first answer (ms)",
    difference: "TCP minus UDP (ms)",
  },
  caption: {
    statistics: "What became of the sentences.",
    distribution:
      "Distribution of exchange times. For each time: which share of all that was sent was answered within it. A curve that ends below 100 % left the rest unanswered, or late.",
    times:
      "The exchanges (ms) where they were in the run, all on one scale. A tick at the upper edge: not answered in time.",
    sizes: "Exchange times by the size of the sentence: the median, and what one exchange in a hundred exceeds.",
    firstAnswer:
      "Before the first answer (medians). The diamond is the prediction: TCP takes twice as long as UDP took here.",
    difference:
      "The difference: its median (dot) and the 95 % interval. To the right of 0, TCP took longer; to the left, UDP. The grey bar is the program’s own measuring error.",
    firstAnswerTable: "The first answer, each time from a fresh socket.",
    differenceTable: "TCP minus UDP, in pairs.",
    sizeTable: "Exchange time (ms): median / p99.",
    wire: "Packets and headers, for one sentence and its reply.",
    nobody: "A port without a program.",
    repairs: "Faults of the path, and who put them right; all sizes and ways together.",
  },
  group: { rate: "rate", counts: "counts" },
  jitterFormula: "mean |tᵢ − tᵢ₋₁|",
  ratio: "TCP ÷ UDP:",
  handshake: "handshake",
  firstExchange: "exchange",
  prediction: "predicted",

  column: {
    protocol: "protocol",
    way: "way",
    median: "median (ms)",
    sentences: "sentences",
    inAll: "in all",
    out: "out",
    in: "in",
    verdict: "verdict",
    port: "port",
    outcome: "outcome",
    systemsWord: "the system’s word",
    after: "after (ms)",
    problem: "fault",
    udpProgram: "UDP: this program",
    tcpKernel: "TCP: the kernel",
  },
  repair: {
    problem: {
      loss: "A packet is lost on the way",
      duplicate: "A packet arrives twice",
      order: "Packets overtake each other",
      overflow: "The receiver has no room",
    },
    udpLoss: (unanswered, late) =>
      `${unanswered === 0 ? "No sentence" : many(unanswered, "sentence")} stayed unanswered${late > 0 ? `; ${many(late, "answer")} came late` : ""}. Nothing is sent again: while it measures, this program only counts.`,
    tcpLoss: (retransmissions, unanswered) =>
      `${retransmissions === null ? "This kernel does not say how many segments it sent again." : `This kernel sent ${many(retransmissions, "segment")} again.`} ${unanswered === 0 ? "No sentence stayed unanswered." : `${many(unanswered, "sentence")} stayed unanswered.`}`,
    udpDuplicate: (duplicates) =>
      duplicates === 0
        ? "No reply came twice. The number in the sentence would tell, and this program would throw it away."
        : `${duplicates === 1 ? "1 reply" : `${formatCount(duplicates)} replies`} came again. This program knew by the number in the sentence, and threw ${duplicates === 1 ? "it" : "them"} away.`,
    tcpDuplicate: "The kernel throws them away by their sequence numbers. No program sees them.",
    udpOrder: (outOfOrder) =>
      outOfOrder === 0
        ? "No answer overtook another. The number in the sentence would tell."
        : `${many(outOfOrder, "answer")} came after a later one. This program put ${outOfOrder === 1 ? "it" : "them"} in place by the number in the sentence.`,
    tcpOrder: "The kernel puts bytes in order before it hands them over. No program sees another order.",
    udpOverflow: (drops) =>
      drops === null
        ? "The server’s kernel drops the datagram, and tells nobody here."
        : `The server’s kernel dropped ${drops === 0 ? "no datagram. Where it does, it tells nobody" : `${many(drops, "datagram")}, and told nobody`}.`,
    tcpOverflow: "The receive window closes, and the sender’s kernel waits (flow control).",
  },
  condition: {
    startedAt: "started",
    program: "program",
    runtime: "runtime",
    system: "system",
    processors: "processors",
    host: "host",
    servers: "servers",
    udp: "UDP server",
    tcp: "TCP server",
    sameHost: "servers on this host (no network between)",
    congestionControl: "TCP congestion control",
    count: "sentences of each size, after the warm-up",
    durationMs: "duration",
    intervalMs: "interval",
    sizes: "sizes (bytes)",
    window: "sentences in flight, at most (window)",
    warmup: "warm-up: exchanges before the first that counts",
    replyTimeoutMs: "a reply is late after",
    connectTimeoutMs: "a handshake may take",
    reconnect: "a connection for each sentence asked for",
    format: "format of the record",
  },
};
