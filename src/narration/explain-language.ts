/** The texts of explain mode by language: apart from the messages, so that a run without it does not load them. */

import type { ExplainTexts } from "./explain.ts";
import { explainEn } from "./explain-en.ts";
import { explainKo } from "./explain-ko.ts";
import type { Language } from "./language.ts";

export function explainTextsIn(language: Language): ExplainTexts {
  return language === "ko" ? explainKo : explainEn;
}
