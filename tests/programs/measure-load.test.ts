/** A client that asks one sentence loads nothing of what measures, neither of its source nor in its executable. */

import { describe, expect, test } from "bun:test";
import { posix } from "node:path";
import { filesAtOnce, piecesOf } from "./loaded.ts";
import { clients } from "./measuring.ts";

describe.each(clients)("%s", (program) => {
  test("imports at once no measuring, no page but its own, and no package", () => {
    const paths = [...filesAtOnce(program).keys()];
    expect(paths).toContain("src/terminal/program.ts");
    // It tells a client from a server that another client starts.
    expect(paths.filter((path) => /^src\/(comparison|measurement)\//.test(path))).toEqual([
      "src/comparison/embedded-talk.ts",
    ]);
    expect(paths.filter((path) => posix.dirname(path) === "src")).toEqual([`src/${program}.ts`]);
    expect(paths.filter((path) => /^src\/narration\/(measure|report|compare)/.test(path))).toEqual([]);
    expect(paths.filter((path) => !/^(src|bun:|package\.json)/.test(path))).toEqual([]);
  });

  test("has in its first piece nothing of it either, as it is built", async () => {
    const { atOnce, all } = await piecesOf(program);
    const marks = ["From Server: ", "What was measured until then", "ECharts", "Canceled"];
    const among = (pieces: ReadonlyMap<string, string>) =>
      marks.filter((mark) => [...pieces.values()].some((text) => text.includes(mark)));
    expect(among(all)).toEqual(marks);
    expect(among(atOnce)).toEqual(["From Server: "]);
  });
});
