/** What a measurement prints and writes: text, JSON, CSV and a page, and what happens where it cannot be written. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Ended, run } from "../support/running.ts";
import { type BothServers, clients, Folder, reportOf, rowsOf, startBoth } from "./measuring.ts";
import { answerUdp } from "./scripted.ts";
import { ask, client } from "./started.ts";

let servers: BothServers;
beforeAll(async () => {
  servers = await startBoth();
});
afterAll(() => servers[Symbol.asyncDispose]());

const few = ["-c", "20", "--warmup", "3"];
const hasFull = existsSync("/dev/full");
const cannotPrint =
  "Cannot write the result to standard output: ENOSPC. Check the disk, or where it is redirected to.\n";
const full = "Cannot write /dev/full: the disk is full. Make room, or choose another place.\n";

/** Every field, at any depth. */
function fieldsOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  return Object.entries(value).flatMap(([name, field]) => [name, ...fieldsOf(field)]);
}

const defined = new Set(
  [...(await Bun.file(join(import.meta.dir, "..", "..", "docs", "measuring.md")).text()).matchAll(/`(\w+)`/g)].map(
    ([, name]) => name as string,
  ),
);

const works = [
  ["udp-client", [], 1],
  ["tcp-client", [], 1],
  ["tcp-client", ["--reconnect"], 1],
  ["udp-client", ["--compare"], 4],
  ["tcp-client", ["--compare"], 4],
] as const;

describe.each(works)("%s %p", (program, args, ways) => {
  const measure = (...more: string[]): Promise<Ended> => ask(program, servers.port, [...few, ...args, ...more]);

  test("prints text, on standard output alone", async () => {
    const { code, stdout, stderr } = await measure();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const title = ways === 4 ? "TCP and UDP, side by side" : `${program.slice(0, 3).toUpperCase()} to 127.0.0.1:`;
    expect(stdout).toStartWith(title);
    expect(stdout).toContain("Warm-up: 3 exchanges, not counted.");
    expect(Math.max(...stdout.split("\n").map((line) => Bun.stringWidth(line)))).toBeLessThanOrEqual(80);
  });

  test("prints one document with --json, every field of it defined in docs/measuring.md", async () => {
    const ended = await measure("--json");
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: "" });
    const report = reportOf(ended);
    expect(report).toMatchObject({ format: "tcp-udp-side-by-side", version: 1, end: { kind: "done" } });
    expect(report.kind).toBe(ways === 4 ? "comparison" : "measurement");
    expect(report.series.map(({ counts }) => [counts.sent, counts.answered])).toEqual(Array(ways).fill([20, 20]));
    expect([...new Set(fieldsOf(report))].filter((name) => !defined.has(name))).toEqual([]);
  });

  test("writes a row for each exchange with --csv, those of the warm-up among them", async () => {
    using folder = new Folder();
    const { code, stderr } = await measure("--csv", folder.at("rows.csv"));
    expect({ code, stderr }).toEqual({ code: 0, stderr: `Wrote ${folder.at("rows.csv")}\n` });
    const rows = rowsOf(readFileSync(folder.at("rows.csv"), "utf8"));
    const measured = rows.filter(({ phase }) => phase === "measured");
    expect(measured.length).toBe(20 * ways);
    expect(new Set(measured.map(({ way }) => way)).size).toBe(ways);
    expect(rows.length - measured.length).toBeGreaterThanOrEqual(3 * ways);
    for (const { outcome, exchangeMs } of rows) expect([outcome, Number(exchangeMs) > 0]).toEqual(["answered", true]);
    expect(Object.keys(rows[0] ?? {}).filter((name) => !defined.has(name))).toEqual([]);
  });
});

test.each([
  ["udp-client", [], "en", "Wrote "],
  ["tcp-client", ["--compare"], "ko", "파일을 썼습니다: "],
] as const)("%s %p --report writes a page, in the language of the rest: %s", async (program, args, lang, wrote) => {
  using folder = new Folder();
  const path = folder.at("page.html");
  const { code, stderr } = await ask(program, servers.port, [...few, ...args, "--report", path, "--lang", lang]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: `${wrote}${path}\n` });
  const page = readFileSync(path, "utf8");
  expect(page).toStartWith("<!doctype html>");
  expect(page).toContain(`<html lang="${lang}"`);
  expect(page).toContain("<svg");
});

describe.each(clients)("%s, where a file cannot be written", (program) => {
  test.each([
    ["--csv", "no/such/folder/rows.csv", "there is no such folder. Create it, or choose another place."],
    ["--report", "no/such/folder/page.html", "there is no such folder. Create it, or choose another place."],
    ["--csv", "", "that is a folder. Name a file in it."],
    ["--report", "", "that is a folder. Name a file in it."],
  ])("says so before it measures: %s %p", async (option, name, why) => {
    using folder = new Folder();
    using server = await answerUdp(({ text }, answer) => answer(text.toUpperCase()));
    const ended = await ask(program, server.port, [...few, option, folder.at(name)]);
    expect(ended).toMatchObject({ code: 1, stdout: "", stderr: `Cannot write ${folder.at(name)}: ${why}\n` });
    expect(server.received).toEqual([]);
  });

  test("leaves the other file as it was: it is not emptied, and not made", async () => {
    using folder = new Folder();
    const [rows, page, nowhere] = [folder.at("rows.csv"), folder.at("page.html"), folder.at("no/such")];
    writeFileSync(rows, "of yesterday");
    const one = await ask(program, servers.port, [...few, "--csv", rows, "--report", nowhere]);
    const other = await ask(program, servers.port, [...few, "--csv", nowhere, "--report", page]);
    expect([one.code, other.code]).toEqual([1, 1]);
    expect(readFileSync(rows, "utf8")).toBe("of yesterday");
    expect(readdirSync(folder.path)).toEqual(["rows.csv"]);
  });

  test("takes one file for both as misuse", async () => {
    using folder = new Folder();
    const ended = await run([...client(program, servers.port, ...few), "--csv", "both", "--report", "./both"], {
      cwd: folder.path,
    });
    expect(ended.stderr).toBe("Cannot write both into both. Name a file of its own for --csv and for --report.\n");
    expect([ended.code, readdirSync(folder.path)]).toEqual([2, []]);
  });
});

describe("A full disk", () => {
  test.skipIf(!hasFull).each([
    ["udp-client", []],
    ["tcp-client", ["--json", "--compare"]],
  ] as const)("for standard output: %s %p says so at the end, and its files are whole", async (program, args) => {
    using folder = new Folder();
    const files = ["--csv", folder.at("rows.csv"), "--report", folder.at("page.html"), "-q"];
    const command = client(program, servers.port, ...few, ...args, ...files);
    const ended = await run(["sh", "-c", '"$@" >/dev/full', "sh", ...command]);
    expect(ended).toMatchObject({ code: 1, stderr: cannotPrint });
    expect(rowsOf(readFileSync(folder.at("rows.csv"), "utf8")).length).toBeGreaterThanOrEqual(20);
    expect(readFileSync(folder.at("page.html"), "utf8")).toEndWith("</html>\n");
  });

  test.skipIf(!hasFull).each([
    ["udp-client", "--csv"],
    ["tcp-client", "--report"],
  ] as const)("for a file: %s %s says so at the end, and prints what it measured", async (program, option) => {
    const ended = await ask(program, servers.port, [...few, "--json", option, "/dev/full"]);
    expect(ended).toMatchObject({ code: 1, stderr: full });
    expect(reportOf(ended).end).toEqual({ kind: "done" });
  });
});

test.each(clients)("%s | head -n 1 ends quietly, with the exit code of the measurement", async (program) => {
  const command = ["sh", "-c", '{ "$@"; echo "code $?" >&2; } | head -n 1', "sh"];
  const ended = await run([...command, ...client(program, servers.port, ...few, "--compare")]);
  expect(ended).toMatchObject({ stdout: "TCP and UDP, side by side: sentences of 32 bytes\n", stderr: "code 0\n" });
});
