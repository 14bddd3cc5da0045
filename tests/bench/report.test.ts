import { describe, expect, test } from "bun:test";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../support/running.ts";
import { jsonFile } from "./report.ts";

const benches = ["bench", "start", "memory"].map(
  (name) => [name, [process.execPath, join(import.meta.dir, `${name}.ts`)]] as const,
);

test("jsonFile() takes a file that is there, one that is not, and none", () => {
  expect(["result.json", "./result.json", import.meta.path, undefined].map(jsonFile)).toEqual([
    ...["result.json", "./result.json", import.meta.path, undefined],
  ]);
});

test.each(["", "/", "results/", import.meta.dir])("jsonFile() takes no %j, which names no file", (path) => {
  expect(() => jsonFile(path)).toThrow("--json takes the name of a file");
});

test.each(benches)(
  "%s refuses to measure for a file in a folder that is not there, and makes none",
  async (_, command) => {
    const folder = await mkdtemp(join(tmpdir(), "report-"));
    try {
      const missing = join(folder, "missing");
      expect(await run([...command, "--json", join(missing, "x.json")])).toMatchObject({
        code: 2,
        stdout: "",
        stderr: `--json ${missing}/x.json: there is no folder ${missing}. --help tells what there is.\n`,
      });
      expect(await readdir(folder)).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);

describe.skipIf(process.platform !== "linux")("report()", () => {
  test("prints the tables, tells what is wrong in one line, and ends with 1, when the disk is full", async () => {
    const script = `import { report } from "${join(import.meta.dir, "report.ts")}"; report({}, "tables", "/dev/full");`;
    expect(await run([process.execPath, "-e", script])).toMatchObject({
      code: 1,
      stdout: "tables\n",
      stderr: expect.stringMatching(/^Cannot write \/dev\/full: ENOSPC.*\n$/),
    });
  });
});
