/** Comma-separated values: a header and lines as RFC 4180 has them. */

import { describe, expect, test } from "bun:test";
import { csvHeader, csvLine } from "../../src/comparison/csv.ts";
import type { ExchangeRow } from "../../src/measurement/exchange-row.ts";

const row: ExchangeRow = {
  phase: "measured",
  protocol: "tcp",
  way: "connection-per-sentence",
  sentenceBytes: 32,
  sequence: 17,
  scheduledMs: 340,
  sentMs: 340.012_349,
  outcome: "answered",
  exchangeMs: 0.041_26,
  connectMs: 0.081_04,
};

/** The fields of a line by the names of the header. */
function fieldsOf(row: ExchangeRow): Record<string, string> {
  const names = csvHeader().trimEnd().split(",");
  const values = csvLine(row).replace("\r\n", "").split(",");
  expect(values.length).toBe(names.length);
  return Object.fromEntries(names.map((name, i) => [name, values[i] as string]));
}

describe("csvHeader()", () => {
  test("names every column, and ends with CRLF", () => {
    expect(csvHeader()).toBe(
      "sequence,protocol,way,sentenceBytes,scheduledMs,sentMs,outcome,exchangeMs,connectMs,phase\r\n",
    );
  });
});

describe("csvLine()", () => {
  test("writes each value under its name, times to 0.0001 ms", () => {
    expect(fieldsOf(row)).toEqual({
      sequence: "17",
      protocol: "tcp",
      way: "connection-per-sentence",
      sentenceBytes: "32",
      scheduledMs: "340",
      sentMs: "340.0123",
      outcome: "answered",
      exchangeMs: "0.0413",
      connectMs: "0.081",
      phase: "measured",
    });
  });

  test("leaves empty what there is none of, and keeps 0", () => {
    const fields = fieldsOf({ ...row, sequence: 0, outcome: "unanswered", exchangeMs: null, connectMs: null });
    expect(fields).toMatchObject({ sequence: "0", outcome: "unanswered", exchangeMs: "", connectMs: "" });
  });

  test("is one line with CRLF at its end, whatever became of the sentence", () => {
    for (const outcome of ["answered", "late", "unanswered", "duplicate", "wrong"] as const) {
      expect(csvLine({ ...row, outcome })).toMatch(/^[^\r\n"]+\r\n$/);
      expect(fieldsOf({ ...row, outcome }).outcome).toBe(outcome);
    }
  });

  test("writes no number in a way that spreadsheets do not read", () => {
    expect(fieldsOf({ ...row, sentMs: 86_400_000.000_06, exchangeMs: 0.000_01 })).toMatchObject({
      sentMs: "86400000.0001",
      exchangeMs: "0",
    });
  });
});
