/** The system's word in an error. */

import { describe, expect, test } from "bun:test";
import { errorCode, systemCode } from "../../src/system/error-code.ts";

describe("systemCode()", () => {
  test("is the word that the kernel or the resolver said", () => {
    expect(systemCode(Object.assign(new Error("refused"), { code: "ECONNREFUSED" }))).toBe("ECONNREFUSED");
  });

  test("is undefined where the error is a mistake of ours, or no error", () => {
    const notWords = [
      new TypeError("x is not a function"),
      Object.assign(new Error(), { code: 111 }),
      "EPIPE",
      undefined,
    ];
    expect(notWords.map(systemCode)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe("errorCode()", () => {
  test("is the same where there is a word", () => {
    expect(errorCode(Object.assign(new Error("in use"), { code: "EADDRINUSE" }))).toBe("EADDRINUSE");
  });

  test("throws on what is a mistake of ours", () => {
    const mistake = new TypeError("x is not a function");
    expect(() => errorCode(mistake)).toThrow(mistake);
  });
});
