/** Tables and bars in columns. */

import { describe, expect, test } from "bun:test";
import { bar, drawTable, type Table } from "../../src/comparison/text-table.ts";
import { plain } from "./laid-out.ts";

function drawn(table: Table, columns = 80): string[] {
  return drawTable(table, { ...plain, columns });
}

describe("drawTable()", () => {
  test("sets left, right, and numbers by their point; what has none stands before it", () => {
    expect(
      drawn({
        aligns: ["left", "right", "point"],
        rows: [
          ["a", "b", "1.25"],
          ["ccc", "ddd", "10.5"],
          ["e", "f", "–"],
        ],
      }),
    ).toEqual(["  a      b   1.25", "  ccc  ddd  10.5", "  e      f   –"]);
  });

  test("counts a Hangul syllable as two columns", () => {
    expect(
      drawn({
        aligns: ["left", "left"],
        rows: [
          ["중앙값", "x"],
          ["p", "y"],
        ],
      }),
    ).toEqual(["  중앙값  x", "  p       y"]);
  });

  test("sets heads as its columns, and dims them", () => {
    const style = { columns: 80, colors: { bold: (text: string) => text, dim: (text: string) => `<${text}>` } };
    const heads = [["a", "long"], ["b"]];
    expect(drawTable({ aligns: ["left", "right"], heads, rows: [["x", "1"]] }, style)).toEqual([
      "<  a  long>",
      "<  b>",
      "  x     1",
    ]);
  });

  test("brings the columns closer where there is no room for two blanks between them", () => {
    const rows = [["aaaa", "bbbb", "cccc"]];
    const aligns = ["left", "left", "left"] as const;
    expect(drawn({ aligns, rows }, 18)).toEqual(["  aaaa  bbbb  cccc"]);
    expect(drawn({ aligns, rows }, 17)).toEqual(["  aaaa bbbb cccc"]);
  });

  test("goes on with a long text in its own column", () => {
    expect(
      drawn(
        {
          aligns: ["left", "text"],
          rows: [
            ["aa", "one two three"],
            ["b", "four"],
          ],
        },
        15,
      ),
    ).toEqual(["  aa  one two", "      three", "  b   four"]);
  });

  test("gives bars the room left over, in the middle and at the end", () => {
    const rows = [
      ["a", "", "9"],
      ["b", "", "10"],
    ];
    expect(drawn({ aligns: ["left", "bar", "right"], rows, bars: [4, 8] }, 17)).toEqual([
      "  a  ████       9",
      "  b  ████████  10",
    ]);
    expect(drawn({ aligns: ["left", "bar"], rows: [["a"], ["b"]], bars: [null, 1] }, 10)).toEqual([
      "  a",
      "  b  █████",
    ]);
  });
});

describe("bar()", () => {
  test("is as long as its part, to an eighth of a column", () => {
    expect([0, 0.5, 0.51, 0.6, 1].map((fraction) => bar(fraction, 4))).toEqual(["", "██", "██", "██▍", "████"]);
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((eighths) => bar(eighths / 8, 1)).join("")).toBe("▏▎▍▌▋▊▉█");
  });

  test("shows what is more than nothing, and never more than all", () => {
    expect(bar(1e-9, 10)).toBe("▏");
    expect(bar(2, 3)).toBe("███");
    for (const none of [0, -1, Number.NaN]) expect(bar(none, 10)).toBe("");
  });
});
