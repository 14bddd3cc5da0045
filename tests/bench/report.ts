/** How a bench ends: with its tables, and with its figures as JSON where that is asked for. */

import { statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Reads the value of --json. Throws an error where no file can be written there: better before a long run than after it. */
export function jsonFile(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const folder = dirname(path);
  if (path === "" || path.endsWith("/") || isFolder(path)) throw new Error("--json takes the name of a file");
  if (!isFolder(folder)) throw new Error(`--json ${path}: there is no folder ${folder}`);
  return path;
}

/** Prints the tables, also where the file cannot be written, as on a full disk: then the exit code is 1. */
export function report(result: object, tables: string, json: string | undefined): void {
  const problem = json === undefined ? undefined : writeJson(json, result);
  console.info(tables);
  if (problem !== undefined) fail(problem);
}

/** What went wrong, in one line; the exit code will be 1. */
export function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
}

/** The same, where there is nothing left to do. */
export function giveUp(reason: string): never {
  console.error(reason);
  process.exit(1);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function writeJson(path: string, result: object): string | undefined {
  try {
    writeFileSync(path, `${JSON.stringify(result, undefined, 2)}\n`);
    return undefined;
  } catch (error) {
    return `Cannot write ${path}: ${error instanceof Error ? error.message : error}`;
  }
}
