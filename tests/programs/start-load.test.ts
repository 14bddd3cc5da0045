/** A program starts with few pieces, and without the modules of Node that take longer to load than all of its own. */

import { describe, expect, test } from "bun:test";
import { programs } from "../../build.ts";
import { filesAtOnce, piecesOf } from "./loaded.ts";

describe.each(programs)("%s", (program) => {
  test("loads at once no module of Node", () => {
    expect([...filesAtOnce(program).keys()].filter((path) => path.startsWith("node:"))).toEqual([]);
  });

  test("is bundled into few pieces that are loaded at once, though many lead to the same files", async () => {
    const { atOnce, all } = await piecesOf(program);
    const foreign = [...atOnce.keys()].filter((path) => !all.has(path));
    expect(foreign).toEqual(["bun:ffi"]);
    // Eighteen, where bundling.ts does nothing for it.
    expect(atOnce.size - foreign.length).toBeLessThan(8);
  });
});
