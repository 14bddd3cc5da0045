/** The licence texts of what is compiled into the programs: they go with them, to whomever the programs are given. */

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import own from "./package.json" with { type: "json" };

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** `LICENSE`, `LICENCE.md`, `LICENSE_MIT`, `NOTICE.txt`; not `licensed.js`. */
export const licenseFile: RegExp = /^(licen[cs]e|notice|copyrightnotice)(?![a-z])/i;

/** The names of all packages that the programs' own ones bring with them, in order. */
async function bundled(names: readonly string[], known = new Map<string, Package>()): Promise<Package[]> {
  for (const name of names) {
    if (known.has(name)) continue;
    const manifest: Package = await Bun.file(join(import.meta.dir, "node_modules", name, "package.json")).json();
    known.set(name, manifest);
    await bundled(Object.keys(manifest.dependencies ?? {}), known);
  }
  return [...known.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** One text: this project's licence, and those of everything in it. Throws where a package brings none. */
export async function licenses(): Promise<string> {
  const parts = [await Bun.file(join(import.meta.dir, "LICENSE")).text()];
  parts.push(
    `The programs contain Bun ${Bun.version} (MIT), which contains JavaScriptCore (LGPL-2) and others: https://bun.com/docs/project/license\n`,
  );
  for (const { name, version, license } of await bundled(Object.keys(own.dependencies))) {
    const folder = join(import.meta.dir, "node_modules", name);
    const files = (await readdir(folder)).filter((file) => licenseFile.test(file)).toSorted();
    if (files.length === 0) throw new Error(`Cannot write the licences: ${name} brings no text of its own.`);
    const all = await Promise.all(files.map((file) => Bun.file(join(folder, file)).text()));
    parts.push(`${name} ${version} (${license ?? "see below"})\n\n${all.map((text) => text.trim()).join("\n\n")}\n`);
  }
  return parts.join(`\n${"-".repeat(80)}\n\n`);
}
