/** How far one word is from another. */

import { expect, test } from "bun:test";
import { editsBetween } from "../../src/terminal/unknown-option.ts";

test.each([
  ["port", "port", 0],
  ["", "port", 4],
  ["port", "", 4],
  ["prot", "port", 1],
  ["ports", "port", 1],
  ["prt", "port", 1],
  ["part", "port", 1],
  ["retrys", "retries", 2],
  ["ca", "abc", 3],
  ["host", "port", 2],
])("editsBetween() %j and %j counts %d", (one, other, edits) => {
  expect(editsBetween(one, other)).toBe(edits);
  expect(editsBetween(other, one)).toBe(edits);
});
