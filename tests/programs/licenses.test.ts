/** What goes with the programs: the licences of all that is in them. */

import { expect, test } from "bun:test";
import { licenseFile, licenses } from "../../licenses.ts";
import own from "../../package.json" with { type: "json" };

test.each([
  ["LICENSE", true],
  ["LICENCE.md", true],
  ["LICENSE-MIT", true],
  ["LICENSE_MIT", true],
  ["license.txt", true],
  ["NOTICE", true],
  ["CopyrightNotice.txt", true],
  ["licensed.js", false],
  ["licenses.ts", false],
  ["README.md", false],
])("licenseFile: %s is %p", (name, isOne) => {
  expect(licenseFile.test(name)).toBe(isOne);
});

test("licenses() has the texts of every package in the programs, and of those that they bring", async () => {
  const text = await licenses();
  const heads = [...text.matchAll(/^-{80}\n\n(\S+) \d\S* \(/gm)].map(([, name]) => name as string);
  const brought = ["@clack/core", "sisteransi", "tslib", "zrender"];
  expect([...Object.keys(own.dependencies), ...brought].filter((name) => !heads.includes(name))).toEqual([]);
  expect(text).toStartWith("MIT License");
  // Apache-2.0, section 4(d): the notice of ECharts goes along.
  expect(text).toContain("Apache ECharts\nCopyright");
  expect(text).toContain("LGPL-2");
});
