/** Which language the programs speak, and its messages. */

import { en, type Messages } from "./en.ts";
import { ko } from "./ko.ts";

export type { Messages } from "./en.ts";

export const languages = ["en", "ko"] as const;
export type Language = (typeof languages)[number];

export function isLanguage(text: string | undefined): text is Language {
  return languages.some((language) => language === text);
}

/** The language of the locale: the first of these variables that is set decides (POSIX.1-2017, XBD 8.2). */
export function languageOfLocale(environment: Record<string, string | undefined>): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return /^ko(?![a-z])/i.test(locale) ? "ko" : "en";
}

export function messagesIn(language: Language): Messages {
  return language === "ko" ? ko : en;
}
