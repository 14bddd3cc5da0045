/** The shape of the two parts of a report page that say most: who repaired what, and the questions. */

/** What goes wrong on a path, and who puts it right over either protocol. A count that is not known is null. */
export interface RepairTexts {
  readonly problem: Readonly<Record<"loss" | "duplicate" | "order" | "overflow", string>>;
  readonly udpLoss: (unanswered: number, late: number) => string;
  readonly tcpLoss: (retransmissions: number | null, unanswered: number) => string;
  readonly udpDuplicate: (duplicates: number) => string;
  readonly tcpDuplicate: string;
  readonly udpOrder: (outOfOrder: number) => string;
  readonly tcpOrder: string;
  readonly udpOverflow: (drops: number | null) => string;
  readonly tcpOverflow: string;
}

/** Questions for a lab sheet, in terms of what stands on the page. */
export interface QuestionTexts {
  readonly handshake: (udp: string, tcp: string, ratio: string) => string;
  readonly loss: (facts: { unanswered: number; segments: number; median: string; max: string }) => string;
  readonly noLoss: string;
  readonly intervalHoldsZero: (low: string, high: string, pairs: string) => string;
  readonly intervalWithinError: (low: string, high: string, error: string) => string;
  readonly intervalBesideZero: (low: string, high: string, pairs: string) => string;
  readonly headers: (facts: { size: string; udp: string; tcp: string }) => string;
  readonly rate: (facts: { window: number; median: string; perSecond: string }) => string;
  readonly openLoop: (interval: string) => string;
  readonly mean: (mean: string, median: string, p99: string) => string;
  readonly timeout: (timeout: string, p90: string) => string;
  readonly counts: string;
  readonly silence: string;
  readonly warmup: string;
}
