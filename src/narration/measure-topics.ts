/** The topics of what measuring says, which every language has to cover. */

import type { Boundaries, Nobody } from "../comparison/record.ts";
import type { Conditions, Counts, Summary, Way } from "../measurement/record.ts";

/** What is counted beside the sentences sent: the record's counts, and what the server's kernel says. */
export type CountTopic = Exclude<keyof Counts, "sent"> | "serverDrops";
/** A count's name, and what it means. */
export type Counted = readonly [name: string, meaning: string];

export type Statistic = Exclude<keyof Summary, "n">;

/** A part of a comparison, in the order of the report. */
export type SectionTopic = "firstAnswer" | "exchanges" | "ways" | "wire" | "boundaries" | "nobody" | "repairs";

export type ByWay = Readonly<Record<Way, string>>;
export type ByServers = Readonly<Record<Conditions["servers"], (host: string) => string>>;
export type BySeer = Readonly<Record<Boundaries["seenBy"], string>>;
export type ByOutcome = Readonly<Record<Nobody["outcome"], (after: string) => string>>;
