/** A compiled udp-server in injected weather: how it is asked for, who asks, and what it says in the end. */

import { expect } from "bun:test";
import type { WeatherOptions } from "../../src/core/weather.ts";
import { RawUdpPeer } from "../protocol/raw-udp-peer.ts";
import type { StartedServer } from "./started.ts";

export const rough = ["--drop", "30%", "--delay", "50ms", "--jitter", "20ms", "--duplicate", "5%", "--reorder", "10%"];
export const options: WeatherOptions = {
  dropPercent: 30,
  delayMs: 50,
  jitterMs: 20,
  duplicatePercent: 5,
  reorderPercent: 10,
  seed: 7,
};

/** Ends a server and returns its totals as text or, with `--json`, as a record. */
export async function totalsOf(server: StartedServer): Promise<{ lines: string[]; record: Record<string, unknown> }> {
  server.signal("SIGINT");
  const { code, stdout, stderr } = await server.ended();
  expect(code).toBe(0);
  const last = stdout.trimEnd().split("\n").at(-1) ?? "";
  return { lines: stderr.trimEnd().split("\n"), record: last.startsWith("{") ? JSON.parse(last) : {} };
}

/** Sends "a1", "a2", … at once, and takes so many replies. */
export async function replies(server: StartedServer, sentences: number, expected: number): Promise<string[]> {
  using client = await RawUdpPeer.open();
  const to = { address: "127.0.0.1", port: server.port };
  for (let number = 1; number <= sentences; number++) await client.send(`a${number}`, to);
  const texts: string[] = [];
  while (texts.length < expected) texts.push((await client.next()).bytes.toString());
  return texts;
}
