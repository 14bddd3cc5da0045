/** docs/bad-weather.md: its commands are the same in both languages, and the one that needs no more than `nft` does what it says. */

import { describe, expect, test } from "bun:test";
import { dirname, join } from "node:path";
import { namespacesAllowed } from "../protocol/namespace.ts";
import { compiled } from "../support/compiled.ts";
import { run } from "../support/running.ts";

const docs = join(import.meta.dir, "..", "..", "docs");

/** The blocks of a page that make a network of their own. */
async function recipesOf(page: string): Promise<string[]> {
  const blocks = (await Bun.file(join(docs, page)).text()).matchAll(/^```\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, block = ""]) => block).filter((block) => block.startsWith("unshare"));
}

describe("docs/bad-weather.md", () => {
  test("shows the same recipes in both languages, every command of them inside the namespace", async () => {
    const recipes = await recipesOf("bad-weather.md");
    expect(await recipesOf("bad-weather.ko.md")).toEqual(recipes);
    expect(recipes.length).toBe(2);
    for (const recipe of recipes) expect(recipe).toMatch(/^unshare -Urn sh <<'END'\n(?:(?!END\n).*\n)+END\n$/);
  });

  test.skipIf(!namespacesAllowed("nft", "seq"))(
    "lets the kernel lose what UDP asks for again and TCP sends again (needs user namespaces and nft)",
    async () => {
      const [recipe = ""] = await recipesOf("bad-weather.md");
      // The first packet and each fifth after it, as the page says: the same every time.
      const steady = recipe
        .replaceAll("numgen random mod 100 < 20", "numgen inc mod 5 0")
        .replaceAll("dist/", `${dirname(compiled("udp-server"))}/`)
        .replaceAll("--timeout 0.2", "--timeout 0.4");
      expect(steady.split("numgen inc").length).toBe(3);
      const { code, stdout, stderr } = await run(["sh", "-c", steady]);
      expect(code).toBe(0);
      const answers = [...stdout.matchAll(/^From Server: (\d+)$/gm)].map(([, answer]) => Number(answer));
      expect(answers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(stderr).toContain("No reply within 0.4 s. Sending again (2 of 4)");
      expect(Number(/(\d+) sent again/.exec(stdout)?.[1])).toBeGreaterThan(0);
      const dropped = [...stdout.matchAll(/counter packets (\d+)/g)].map(([, packets]) => Number(packets));
      expect(dropped.length).toBe(2);
      for (const packets of dropped) expect(packets).toBeGreaterThan(0);
      expect(stderr).toMatch(/^Accepted 1 connection, answered 1; received 21 bytes, sent 21\.$/m);
    },
    60_000,
  );
});
