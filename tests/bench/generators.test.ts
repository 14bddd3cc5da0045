import { expect, test } from "bun:test";
import { readLoad, readReport } from "./generators.ts";
import { workloads } from "./workloads.ts";

const printed = '{"perSecond":5000.5,"bytesPerSecond":2000000,"wrong":1,"missing":2,"late":3,"p50Us":16.5}';

test("readLoad() counts replies, or bytes, and what was wrong or missing", () => {
  expect(readLoad(printed, "replies/s")).toEqual({ rate: 5000.5, p50Us: 16.5, wrong: 1, missing: 2 });
  expect(readLoad(printed, "MB/s")).toMatchObject({ rate: 2 });
});

test("readReport() counts the client's sentences, and what was wrong or unanswered", () => {
  const series = { sentencesPerSecond: 10, exchangeMs: { medianMs: 0.02 }, counts: { wrong: 1, unanswered: 4 } };
  expect(readReport(JSON.stringify({ series: [series] }))).toEqual({ rate: 10, p50Us: 20, wrong: 1, missing: 4 });
  expect(readReport(JSON.stringify({ series: [{ ...series, exchangeMs: null }] })).p50Us).toBeUndefined();
});

test("workloads have a name each", () => {
  const names = workloads.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
