/** Servers of several workers in a terminal, from source, and on a system that has no use for them. */

import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { compiled } from "../support/compiled.ts";
import { Running } from "../support/running.ts";
import { InTerminal } from "../support/terminal.ts";
import { askOften, childrenOf, workersServe } from "./workers.ts";

const servers = ["udp-server", "tcp-server"] as const;
const fromSource = (program: string) => join(import.meta.dir, "..", "..", "src", `${program}.ts`);
const atAnyPort = ["--host", "127.0.0.1", "--port", "0", "--workers", "2"];

describe.skipIf(!workersServe).each(servers)("%s --workers (Linux)", (program) => {
  test("shows in a terminal who sent each sentence, dimmed, and ends at Ctrl-C with its totals", async () => {
    await using server = new InTerminal([compiled(program), ...atAnyPort]);
    const [, port] = await server.shows(/127\.0\.0\.1:(\d+)/);
    await server.shows(/workers share/);
    await askOften(program, Number(port), 3);
    await server.shows(/sentence 2/);
    server.type("\x03");
    const { code, text } = await server.ended();
    expect(text.match(/^127\.0\.0\.1:\d{1,5} +sentence \d$/gm)?.length).toBe(3);
    expect(server.written()).toContain("\x1b[2m127.0.0.1:");
    expect(text).toMatch(/^(Received 3 datagrams|Accepted 3 connections)/m);
    expect(text).not.toContain("worker ended");
    expect(code).toBe(0);
  });

  test("runs from source, too", async () => {
    await using server = new Running([process.execPath, fromSource(program), ...atAnyPort]);
    const [, port] = await server.printed(/127\.0\.0\.1:(\d+)/, "stderr");
    expect(childrenOf(server.pid).length).toBe(2);
    await askOften(program, Number(port), 10);
    server.signal("SIGTERM");
    expect((await server.ended()).code).toBe(0);
  });
});

test.each(servers)("%s --workers says where one serves, because the system spreads nothing", async (program) => {
  const elsewhere = ["--preload", join(import.meta.dir, "on-another-system.ts")];
  await using server = new Running([process.execPath, ...elsewhere, fromSource(program), ...atAnyPort, "--json"]);
  const [, port] = await server.printed(/"port":(\d+)/);
  expect(server.text("stderr")).toBe(
    "--workers 2: this system does not spread what arrives over several processes. One serves.\n",
  );
  expect(server.text("stdout")).not.toContain("workers");
  await askOften(program, Number(port), 3);
  server.signal("SIGTERM");
  expect((await server.ended()).code).toBe(0);
});
