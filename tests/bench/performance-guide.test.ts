/** docs/performance.md names what the bench does, in both languages. */

import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { readArguments, usage } from "./arguments.ts";
import { names } from "./names.ts";
import { cServer, servers } from "./servers.ts";
import { workloads } from "./workloads.ts";

const docs = join(import.meta.dir, "..", "..", "docs");

describe.each(["performance.md", "performance.ko.md"])("%s", (name) => {
  test("names every workload, server and option", async () => {
    const page = await Bun.file(join(docs, name)).text();
    const options = [...usage.matchAll(/--[a-z]+/g)].map(([option]) => option);
    const cells = [...workloads, cServer(""), ...servers].map(({ name }) => `\`${name}\``);
    expect(options.length).toBeGreaterThan(5);
    expect([...cells, ...options].filter((text) => !page.includes(text))).toEqual([]);
  });

  test("has examples that the bench takes, each with our server in it", async () => {
    const page = await Bun.file(join(docs, name)).text();
    const examples = [...page.matchAll(/^bun run bench((?: \S+)*) {2,}/gm)].map(([, words = ""]) =>
      words.split(" ").slice(1),
    );
    expect(examples.length).toBeGreaterThan(3);
    for (const words of examples) {
      const { server } = readArguments(words, names);
      expect(server.length === 0 || server.includes("ours")).toBe(true);
    }
  });
});
