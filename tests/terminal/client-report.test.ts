/** What a client prints of an exchange, on which stream, with which exit code. */

import { describe, expect, test } from "bun:test";
import type { Exchange } from "../../src/core/exchange.ts";
import type { Program } from "../../src/narration/topics.ts";
import { reportExchange } from "../../src/terminal/client-report.ts";
import type { Options } from "../../src/terminal/options.ts";
import { capturedRun } from "./captured-run.ts";

const local = { address: "127.0.0.1", port: 40_000 };
const peer = { address: "127.0.0.1", port: 12_000 };
const sentence = Buffer.from("hello");

function replied(reply: string | readonly number[]): Exchange {
  const bytes = typeof reply === "string" ? Buffer.from(reply) : Uint8Array.from(reply);
  return { outcome: "replied", reply: bytes, local, peer, rttMs: 1.5, tries: 1 };
}

/** Reports an exchange. Returns the exit code and what was printed, each stream as it is. */
function report(
  exchange: Exchange,
  options: Partial<Options> = {},
  program: Program = "udp-client",
  stdoutIsTerminal = false,
) {
  const run = capturedRun(program, options, stdoutIsTerminal);
  const code = reportExchange(run, sentence, exchange);
  return { code, stdout: run.stdout.take().toString("latin1"), stderr: run.stderr.take().toString() };
}

const latin1 = (text: string) => Buffer.from(text).toString("latin1");

describe("reportExchange() of a reply", () => {
  test("prints the textbook's line, and nothing on standard error", () => {
    expect(report(replied("HELLO"))).toEqual({ code: 0, stdout: "From Server: HELLO\n", stderr: "" });
    expect(report(replied("안녕")).stdout).toBe(latin1("From Server: 안녕\n"));
    expect(report(replied("")).stdout).toBe("From Server: \n");
  });

  test("makes visible what a terminal would act on", () => {
    expect(report(replied([0x1b, 0x5b, 0x33, 0x31, 0x6d, 0x0a, 0xff])).stdout).toBe("From Server: \\x1b[31m\\n\\xff\n");
  });

  test("with --quiet prints the bare bytes into a pipe, and visible ones on a terminal", () => {
    const reply = replied([0x41, 0x1b, 0x00, 0xff, 0xec, 0x95, 0x88]);
    expect(report(reply, { quiet: true }).stdout).toBe("A\x1b\0\xff\xec\x95\x88\n");
    expect(report(reply, { quiet: true }, "udp-client", true).stdout).toBe(latin1("A\\x1b\\x00\\xff안\n"));
  });

  test("with --json prints one object, of all that is known", () => {
    const { stdout, stderr, code } = report(replied("HELLO"), { json: true });
    expect(JSON.parse(stdout)).toEqual({
      outcome: "replied",
      sentence: "hello",
      reply: "HELLO",
      local,
      peer,
      rttMs: 1.5,
      tries: 1,
    });
    expect([stdout.indexOf("\n"), stderr, code]).toEqual([stdout.length - 1, "", 0]);
    expect(JSON.parse(report(replied([0xff]), { json: true }).stdout)).toMatchObject({ reply: { base64: "/w==" } });
  });
});

const partial = Buffer.from("HE");
type Failure = readonly [what: string, exchange: Exchange, program: Program, told: string, code: number];

const failures: readonly Failure[] = [
  [
    "unanswered over UDP",
    { outcome: "unanswered", peer, tries: 4, waitedMs: 15_000, partial: Buffer.alloc(0) },
    "udp-client",
    "Unanswered by 127.0.0.1:12000: no reply in 4 tries (15 s).",
    1,
  ],
  [
    "unanswered once over UDP",
    { outcome: "unanswered", peer, tries: 1, waitedMs: 250, partial: Buffer.alloc(0) },
    "udp-client",
    "Unanswered by 127.0.0.1:12000: no reply in 1 try (0.25 s).",
    1,
  ],
  [
    "silent over TCP",
    { outcome: "unanswered", peer, tries: 1, waitedMs: 30_000, partial },
    "tcp-client",
    "Unanswered by 127.0.0.1:12000: connected, but silent for 30 s after 2 bytes of a reply.",
    1,
  ],
  [
    "refused",
    { outcome: "refused", peer },
    "udp-client",
    "Refused by 127.0.0.1:12000: nothing listens there (ICMP port unreachable). Start one: udp-server",
    1,
  ],
  [
    "reset",
    { outcome: "reset", peer, partial },
    "tcp-client",
    "Reset by 127.0.0.1:12000 after 2 bytes of the reply.",
    1,
  ],
  [
    "closed",
    { outcome: "closed", peer, partial: Buffer.alloc(0) },
    "tcp-client",
    "Closed by 127.0.0.1:12000 before it answered.",
    1,
  ],
  [
    "not sendable",
    { outcome: "not-sendable", peer, code: "ENETUNREACH" },
    "udp-client",
    "Cannot send to 127.0.0.1:12000: this computer has no route to it.",
    1,
  ],
  [
    "too long",
    { outcome: "too-long", bytes: 70_000, maxBytes: 65_507 },
    "udp-client",
    "Cannot send a sentence of 70,000 bytes: one datagram carries at most 65,507.",
    2,
  ],
  [
    "too much",
    { outcome: "too-much", peer, bytes: 70_000 },
    "tcp-client",
    "Gave up reading from 127.0.0.1:12000 after 70,000 bytes",
    1,
  ],
];

describe("reportExchange() of no reply", () => {
  test.each(failures)(
    "tells %s on standard error, and nothing on standard output",
    (_what, exchange, program, told, code) => {
      const reported = report(exchange, {}, program);
      expect(reported).toMatchObject({ code, stdout: "" });
      expect(reported.stderr).toStartWith(told);
      expect(reported.stderr.indexOf("\n")).toBe(reported.stderr.length - 1);
      expect(report(exchange, { quiet: true }, program)).toEqual(reported);
    },
  );

  test.each(failures)("with --json prints %s as an object too", (_what, exchange, program) => {
    const record = JSON.parse(report(exchange, { json: true }, program).stdout) as Record<string, unknown>;
    const facts = "partial" in exchange ? { ...exchange, partial: Buffer.from(exchange.partial).toString() } : exchange;
    expect(record).toEqual({ ...facts, sentence: "hello" });
  });

  test("speaks Korean where it is asked to", () => {
    expect(report({ outcome: "refused", peer }, { language: "ko" }).stderr).toStartWith(
      "거절당했습니다(refused): 127.0.0.1:12000",
    );
  });
});
