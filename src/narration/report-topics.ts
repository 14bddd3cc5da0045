/** The topics of a report page, which every language has to cover. */

/** Every quantity of the page; each is defined on it. */
export type Quantity =
  | "exchange"
  | "setUp"
  | "sendDelay"
  | "n"
  | "minimum"
  | "median"
  | "mean"
  | "percentile"
  | "maximum"
  | "jitter"
  | "interval95"
  | "elapsed"
  | "sentencesPerSecond"
  | "bytesPerSecond"
  | "sent"
  | "answered"
  | "late"
  | "unanswered"
  | "duplicates"
  | "outOfOrder"
  | "wrong"
  | "stray"
  | "notSent"
  | "icmpErrors"
  | "connections"
  | "resets"
  | "sentence"
  | "firstAnswer"
  | "predicted"
  | "ratio"
  | "difference"
  | "pairs"
  | "measuringError"
  | "packets"
  | "headerBytes"
  | "observed"
  | "computed"
  | "retransmissions"
  | "segments"
  | "serverDrops"
  | "pieces"
  | "refusedOrSilent"
  | "closedLoop"
  | "openLoop"
  | "window";

/** The parts of the page, in their order. */
export type Section =
  | "exchanges"
  | "firstAnswer"
  | "difference"
  | "sizes"
  | "wire"
  | "boundaries"
  | "nobody"
  | "repairs"
  | "questions"
  | "conditions"
  | "definitions"
  | "everySize";

/** Axes of the plots, each with its unit. */
export type AxisName =
  | "exchangeTime"
  | "answeredShare"
  | "sinceStartMs"
  | "sinceStartSeconds"
  | "sentenceBytes"
  | "median"
  | "p99"
  | "firstAnswer"
  | "difference";

/** Captions of tables and figures. */
export type CaptionName =
  | "statistics"
  | "distribution"
  | "times"
  | "firstAnswer"
  | "firstAnswerTable"
  | "difference"
  | "differenceTable"
  | "sizes"
  | "sizeTable"
  | "wire"
  | "nobody"
  | "repairs";

/** Heads of columns. */
export type ColumnName =
  | "protocol"
  | "way"
  | "median"
  | "sentences"
  | "inAll"
  | "out"
  | "in"
  | "verdict"
  | "port"
  | "outcome"
  | "systemsWord"
  | "after"
  | "problem"
  | "udpProgram"
  | "tcpKernel";
