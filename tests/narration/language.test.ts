/** Which language is spoken. */

import { describe, expect, test } from "bun:test";
import { en } from "../../src/narration/en.ts";
import { ko } from "../../src/narration/ko.ts";
import { isLanguage, languageOfLocale, languages, messagesIn } from "../../src/narration/language.ts";

describe("languageOfLocale()", () => {
  test.each([
    ["ko", "ko"],
    ["ko_KR", "ko"],
    ["ko_KR.UTF-8", "ko"],
    ["ko_KR.eucKR", "ko"],
    ["ko.UTF-8", "ko"],
    ["ko-KR", "ko"],
    ["KO_kr", "ko"],
    ["ko@latin", "ko"],
    ["kok_IN.UTF-8", "en"], // Konkani
    ["korean", "en"],
    ["en_US.UTF-8", "en"],
    ["de_KO", "en"],
    ["C", "en"],
    ["C.UTF-8", "en"],
    ["POSIX", "en"],
    ["", "en"],
  ] as const)("takes %j for %s", (locale, language) => {
    expect(languageOfLocale({ LANG: locale })).toBe(language);
    expect(languageOfLocale({ LC_ALL: locale })).toBe(language);
  });

  test("asks LC_ALL, then LC_MESSAGES, then LANG; an empty one is not set", () => {
    expect(languageOfLocale({ LC_ALL: "en_US", LC_MESSAGES: "ko_KR", LANG: "ko_KR" })).toBe("en");
    expect(languageOfLocale({ LC_ALL: "", LC_MESSAGES: "ko_KR", LANG: "en_US" })).toBe("ko");
    expect(languageOfLocale({ LC_MESSAGES: "en_US", LANG: "ko_KR" })).toBe("en");
    expect(languageOfLocale({ LC_ALL: "", LC_MESSAGES: "", LANG: "ko_KR" })).toBe("ko");
  });

  test("speaks English where nothing is set, and reads no other variable", () => {
    expect(languageOfLocale({})).toBe("en");
    expect(languageOfLocale({ LC_CTYPE: "ko_KR", LANGUAGE: "ko", TERM: "ko" })).toBe("en");
  });
});

describe("isLanguage() and messagesIn()", () => {
  test("know every language and no other", () => {
    expect(languages.filter(isLanguage)).toEqual([...languages]);
    for (const other of [undefined, "", "KO", "de", "en_US", "toString"]) expect(isLanguage(other)).toBe(false);
    expect(messagesIn("en")).toBe(en);
    expect(messagesIn("ko")).toBe(ko);
  });
});
