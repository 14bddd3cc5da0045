/** The shape of what a report page says, which every language has to fill. Amounts come in as they are to be read. */

import type { Boundaries, Nobody } from "../comparison/record.ts";
import type { Conditions, End, Plan, Way } from "../measurement/record.ts";
import type { QuestionTexts, RepairTexts } from "./report-parts.ts";
import type { AxisName, CaptionName, ColumnName, Quantity, Section } from "./report-topics.ts";
import type { Protocol } from "./topics.ts";

/** A definition: what the quantity is called, and what it is, in one line. */
export interface Definition {
  readonly name: string;
  readonly meaning: string;
}

/** How a difference is told: the amounts without a sign where one of both was slower. */
export interface DifferenceFacts {
  readonly size: string;
  readonly median: string;
  readonly low: string;
  readonly high: string;
  readonly pairs: string;
  readonly error: string;
}

/** Why no difference was shown: the interval holds 0, or reaches into the measuring error, or there are too few pairs for one. */
export type WhyNone = "holds-zero" | "within-error" | "too-few";

/** A notice at the top of the page. */
export interface Notice {
  readonly title: string;
  readonly text: string;
}

type Ended = Exclude<End["kind"], "done">;
type EndTeller<Kind extends Ended> = (end: Extract<End, { kind: Kind }>) => Notice;

export interface ReportTexts {
  readonly title: Readonly<Record<"comparison" | "udp" | "tcp", string>>;
  readonly subtitle: Readonly<Record<"comparison" | "measurement", string>>;
  readonly made: (program: string, startedAt: string) => string;
  readonly selfContained: string;
  readonly bytes: (bytes: number) => string;
  readonly sentencesOf: (bytes: number) => string;
  readonly yes: string;
  readonly no: string;
  readonly notKnown: string;
  readonly none: string;
  readonly table: (number: number) => string;
  readonly figure: (number: number) => string;
  readonly way: Readonly<Record<Way, { readonly protocol: Protocol; readonly how: string }>>;

  readonly section: Readonly<Record<Section, string>>;
  /** What a section is about, before its tables and figures. */
  readonly lead: Readonly<Record<Exclude<Section, "everySize" | "questions">, string>>;
  readonly everySizeHint: string;

  readonly result: {
    readonly slower: (slower: Protocol, facts: DifferenceFacts) => string;
    readonly noneShown: (facts: DifferenceFacts, why: WhyNone) => string;
    /** `p99` is undefined where there were too few exchanges for it. */
    readonly single: (way: string, n: string, median: string, p99: string | undefined) => string;
    readonly empty: string;
    readonly unanswered: (protocol: Protocol, unanswered: number, sent: number) => string;
    readonly sentAgain: (segments: number) => string;
  };
  readonly end: { readonly [Kind in Ended]: EndTeller<Kind> };
  readonly expected: string;
  readonly got: string;
  readonly missing: (protocol: Protocol, cause: string) => Notice;
  readonly cause: (cause: string) => string;
  readonly fellBack: string;
  readonly sampled: (every: number) => string;
  /** Beside the statistics, where a series did not end as planned. */
  readonly seriesEnded: string;
  readonly loop: Readonly<Record<"open" | "closed", string>>;
  readonly closedLoop: (window: number) => string;
  readonly openLoop: (interval: string) => string;

  readonly axis: Readonly<Record<AxisName, string>>;
  readonly caption: Readonly<Record<CaptionName, string>>;
  /** Headings within the table of the ways. */
  readonly group: Readonly<Record<"rate" | "counts", string>>;
  readonly jitterFormula: string;
  readonly ratio: string;
  readonly handshake: string;
  readonly firstExchange: string;
  readonly prediction: string;

  readonly column: Readonly<Record<ColumnName, string>>;
  readonly verdict: Readonly<Record<"tcp-slower" | "udp-slower" | "none-shown", string>>;
  readonly boundaries: (protocol: Protocol, writes: number, pieces: number, seenBy: Boundaries["seenBy"]) => string;
  readonly written: string;
  readonly received: string;
  readonly outcome: Readonly<Record<Nobody["outcome"], string>>;
  readonly repair: RepairTexts;

  readonly condition: Readonly<Record<keyof Conditions | keyof Plan | "format", string>>;
  readonly servers: Readonly<Record<Conditions["servers"], string>>;
  readonly quantity: Readonly<Record<Quantity, Definition>>;
  readonly question: QuestionTexts;
}
