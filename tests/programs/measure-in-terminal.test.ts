/** A measurement in a terminal: its bar, the keys that are pressed meanwhile, and how the terminal is left. */

import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { InTerminal } from "../support/terminal.ts";
import { type BothServers, clients, startBoth } from "./measuring.ts";
import { answerUdp } from "./scripted.ts";
import { client } from "./started.ts";

// A bar comes after a second; here, in all terminals at the same time.
setDefaultTimeout(30_000);

let servers: BothServers;
beforeAll(async () => {
  servers = await startBoth();
});
afterAll(() => servers[Symbol.asyncDispose]());

const bar = /━{10}/;
const [hide, show] = ["\x1b[?25l", "\x1b[?25h"];
/** An open loop leaves the processor to the others. */
const slowly = ["-i", "20ms", "--warmup", "1", "--no-color"];
const endless = [...slowly, "-d", "60"];
const timed = [...slowly, "-d", "1.3"];

/** The command in a shell, which says its process id before, and afterwards how it ended and how it left the terminal. */
function inShell(...command: string[]): string[] {
  const script = `(sh -c 'echo "pid $PPID"'; exec "$@"); echo "code $?"; stty -a`;
  return ["sh", "-c", script, "sh", ...command];
}

/** Resolves when the bar tells so many more answers than now. */
async function goesOn(terminal: InTerminal, more: number): Promise<void> {
  const counted = async (other = "") =>
    (await terminal.shows(new RegExp(`bytes: (?!${other} )([\\d,]+) answered`)))[1] as string;
  const first = await counted();
  for (let now = first; Number(now) < Number(first) + more; ) now = await counted(now);
}

/** The bar is gone without a trace, the cursor is seen again, and keys are echoed and cooked again. */
function expectTidy(terminal: InTerminal): void {
  const written = terminal.written();
  expect(written).toContain(hide);
  expect(written.lastIndexOf(show)).toBeGreaterThan(written.lastIndexOf(hide));
  const text = terminal.text();
  expect(text).not.toMatch(/━|Cancel|Something went wrong/);
  for (const mode of ["icanon", "echo", "isig", "icrnl"]) expect(text).toMatch(new RegExp(`(^|\\s)${mode}(\\s|$)`));
}

describe.concurrent("A measurement in a terminal", () => {
  test.each(clients)("%s: Escape and other keys do nothing, Ctrl-C ends it with its report", async (program) => {
    await using terminal = new InTerminal(inShell(...client(program, servers.port, ...endless)), { rows: 50 });
    await terminal.shows(bar);
    // Half a second after Escape it is sure that no more belongs to it.
    terminal.type("\x1b");
    await goesOn(terminal, 40);
    terminal.type("\x1b[A q\r");
    await goesOn(terminal, 1);
    terminal.type("\x03");
    const { text } = await terminal.ended();
    expect(text).toMatch(/^pid \d+\nNot complete: it was interrupted\.\n/);
    expect(text).toContain("Interrupted. What was measured until then is reported.\ncode 1\n");
    expectTidy(terminal);
  });

  test.each([
    ["udp-client", "SIGINT"],
    ["tcp-client", "SIGTERM"],
  ] as const)("%s: a %s from elsewhere takes the bar away too", async (program, signal) => {
    await using terminal = new InTerminal(inShell(...client(program, servers.port, ...endless)), { rows: 50 });
    const [, pid] = await terminal.shows(/pid (\d+)/);
    await terminal.shows(bar);
    process.kill(Number(pid), signal);
    const { text } = await terminal.ended();
    expect(text).toContain("Interrupted. What was measured until then is reported.\ncode 1\n");
    expectTidy(terminal);
  });

  test("leaves the terminal as it was at Ctrl-C before anything was answered, too", async () => {
    using silent = await answerUdp(() => {});
    const command = inShell(...client("udp-client", silent.port, "-c", "3", "--timeout", "20", "--no-color"));
    await using terminal = new InTerminal(command, { rows: 50 });
    await terminal.shows(bar);
    terminal.type("\x03");
    const { text } = await terminal.ended();
    expect(text).toMatch(/^pid \d+\ncode 130\n/);
    expectTidy(terminal);
  });

  test("leaves no trace of its bar where it ends by itself, in a narrow terminal", async () => {
    const command = inShell(...client("tcp-client", servers.port, ...slowly, "-d", "2", "--lang", "ko"));
    await using terminal = new InTerminal(command, { cols: 57, rows: 70 });
    await terminal.shows(bar);
    const { text } = await terminal.ended();
    expect(text).toMatch(/^pid \d+\nTCP 127\.0\.0\.1:\d+: 32바이트 문장/);
    expect(text).toContain("code 0\n");
    expectTidy(terminal);
  });

  test("shows no bar where there is no room for one", async () => {
    const command = client("udp-client", servers.port, ...timed);
    await using terminal = new InTerminal(command, { cols: 36 });
    expect((await terminal.ended()).code).toBe(0);
    expect(terminal.written()).not.toContain(hide);
  });

  test.each([
    ["-q", {}],
    ["--no-color", { TERM: "dumb" }],
    ["--report-every=1", {}],
  ])("shows no bar where nobody wants one: %s %p", async (option, env) => {
    const command = client("udp-client", servers.port, ...timed, option);
    await using terminal = new InTerminal(command, { env });
    expect((await terminal.ended()).code).toBe(0);
    expect(terminal.written()).not.toContain("━");
    expect(terminal.written()).not.toContain(hide);
  });

  test("goes on as a job in the background, where a bar would stop it", async () => {
    const command = ["sh", "-c", 'set -m; "$@" & wait; echo over', "sh"];
    const measure = client("udp-client", servers.port, ...timed);
    await using terminal = new InTerminal([...command, ...measure], { rows: 50 });
    const { text } = await terminal.ended();
    expect(text).toContain("sentences sent in ");
    expect(text).toContain("over");
    expect(text).not.toMatch(bar);
  });
});
