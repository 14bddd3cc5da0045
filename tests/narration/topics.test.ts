/** The kernel's words, sorted. */

import { expect, test } from "bun:test";
import { type Cause, causeOf } from "../../src/narration/topics.ts";

const table: readonly (readonly [code: string, cause: Cause])[] = [
  ["ECONNREFUSED", "refused"],
  ["timeout", "timeout"],
  ["ETIMEDOUT", "timeout"],
  ["EHOSTUNREACH", "no-host"],
  ["EHOSTDOWN", "no-host"],
  ["ENETUNREACH", "no-route"],
  ["EAFNOSUPPORT", "no-route"],
  ["EADDRNOTAVAIL", "no-route"],
  ["EACCES", "forbidden"],
  ["EPERM", "forbidden"],
  ["unknown", "unknown"],
  ["ENOBUFS", "other"],
  ["", "other"],
  ["constructor", "other"],
];

test.each(table)("causeOf() sorts %j under %s", (code, cause) => {
  expect(causeOf(code)).toBe(cause);
});
