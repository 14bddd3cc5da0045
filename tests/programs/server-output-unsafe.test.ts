/** What clients send to make a server's output do more, or be more, than it should. */

import { describe, expect, test } from "bun:test";
import { RawTcpPeer } from "../protocol/raw-tcp-peer.ts";
import { ask, startServer } from "./started.ts";

const sentence = "\x1b[2J\u009b31m\x7f\u202egnol\u2028end";
const unsafe = ["\x1b", "\x7f", "\u009b", "\u202e", "\u2028"];

function rawIn(output: string): string[] {
  return unsafe.filter((character) => output.includes(character));
}

describe.each([
  ["udp-server", "udp-client"],
  ["tcp-server", "tcp-client"],
] as const)("--json", (answering, asking) => {
  test(`${answering} and ${asking} write nothing raw that a terminal could act on, and lose nothing`, async () => {
    await using server = await startServer(answering, ["--json"]);
    const { code, stdout } = await ask(asking, server.port, ["--json"], `${sentence}\n`);
    expect(code).toBe(0);
    expect(rawIn(stdout)).toEqual([]);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "replied", sentence, reply: sentence.toUpperCase() });
    server.signal("SIGTERM");
    const heard = (await server.ended()).stdout;
    expect(rawIn(heard)).toEqual([]);
    const records = heard.trimEnd().split("\n");
    expect(JSON.parse(records[1] ?? "")).toMatchObject({ event: "sentence", sentence });
  });
});

/** The number in "… and 1,234 more". */
function more(line: string): number {
  return Number(/^… and ([\d,]+) more$/.exec(line)?.[1]?.replaceAll(",", "") ?? 0);
}

test.each([
  ["lines", "line of text"],
  ["bare newlines", ""],
])("tcp-server answers 200,000 %s, and counts each that it does not print", async (_what, line) => {
  const sent = 200_000;
  await using server = await startServer("tcp-server");
  using peer = await RawTcpPeer.connect(server.port);
  const asked = `${line}\n`.repeat(sent);
  peer.write(asked);
  peer.halfClose();
  const { bytes, end } = await peer.takeAll();
  expect(end).toBe("fin");
  expect(bytes.equals(Buffer.from(asked.toUpperCase()))).toBe(true);
  server.signal("SIGTERM");
  const { code, stdout } = await server.ended();
  const lines = stdout.split("\n").slice(1, -1);
  const printed = lines.filter((text) => text === line).length;
  const notPrinted = lines.reduce((sum, text) => sum + more(text), 0);
  expect(printed + notPrinted).toBe(sent);
  expect(notPrinted).toBeGreaterThan(printed);
  expect(lines.every((text) => text === line || more(text) > 0)).toBe(true);
  expect(code).toBe(0);
});
