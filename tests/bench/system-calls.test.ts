/**
 * How often the servers go into the kernel. A ratio of times swings with the computer; a call more for each datagram is a
 * call more on every computer. `now` is what was measured when the bar was set (Linux 6.18, strace 6.1), `bar` what fails.
 */

import { describe, expect, test } from "bun:test";
import { installed } from "../support/peers.ts";
import { askInBursts, askInChunks } from "./smoke-loads.ts";
import { readSummary, traced } from "./traced.ts";

const bars = [
  {
    load: "bursts of 64 datagrams: calls for each datagram",
    program: "udp-server",
    now: 0.08,
    bar: 0.15,
    ask: (port: number) => askInBursts(port, 64, 400),
  },
  {
    load: "a datagram at a time: calls for each",
    program: "udp-server",
    now: 2.21,
    bar: 2.8,
    ask: (port: number) => askInBursts(port, 1, 4_000),
  },
  {
    load: "a sentence at a time: calls for each",
    program: "tcp-server",
    now: 3.17,
    bar: 4,
    ask: (port: number) => askInChunks(port, 1, 4_000),
  },
  {
    load: "64 sentences at a time: calls for each chunk",
    program: "tcp-server",
    now: 3.22,
    bar: 4,
    ask: (port: number) => askInChunks(port, 64, 4_000),
  },
  {
    load: "32 KiB at a time: calls for each chunk",
    program: "tcp-server",
    now: 3.48,
    bar: 4.5,
    ask: (port: number) => askInChunks(port, 1_024, 2_000),
  },
] as const;

describe.skipIf(!installed("strace"))("System calls", () => {
  test.each(bars)(
    "of $program with $load are $bar at most ($now when this was set)",
    async ({ program, ask, bar }) => {
      const { perExchange, kinds } = await traced(program, ask);
      if (perExchange > bar) console.error(kinds);
      expect(perExchange).toBeGreaterThan(0);
      expect(perExchange).toBeLessThanOrEqual(bar);
    },
    60_000,
  );
});

test("readSummary() reads the calls of each kind, and not their sum", () => {
  const text = `    calls syscall
--------- ----------------
     3610 recvmmsg
        4 epoll_pwait2
--------- ----------------
     3614 total
`;
  expect(readSummary(text)).toEqual({ recvmmsg: 3610, epoll_pwait2: 4 });
});
