/** The texts of the report page by language: apart from the messages, so that a run without a report does not load them. */

import type { Language } from "./language.ts";
import type { ReportTexts } from "./report.ts";
import { reportEn } from "./report-en.ts";
import { reportKo } from "./report-ko.ts";

export function reportTextsIn(language: Language): ReportTexts {
  return language === "ko" ? reportKo : reportEn;
}
