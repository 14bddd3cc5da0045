/** What measuring says, by language: apart from the other messages, so that a run without it does not load it. */

import type { Language } from "./language.ts";
import { type MeasureMessages, measureEn } from "./measure-en.ts";
import { measureKo } from "./measure-ko.ts";

export type { MeasureMessages } from "./measure-en.ts";

export function measureMessagesIn(language: Language): MeasureMessages {
  return language === "ko" ? measureKo : measureEn;
}
