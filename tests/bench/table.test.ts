import { expect, test } from "bun:test";
import { markdownTable } from "./markdown.ts";
import { badReplies } from "./result.ts";
import { sampleResult } from "./sample-result.ts";
import { textTable } from "./table.ts";

test("textTable() has a line for each server, the machine above them, and who was left out", () => {
  expect(textTable(sampleResult)).toBe(`\
2 × Difference Engine, Linux 6.1 x64, load before 0.50 0.25 0.13
servers and load generator on CPU 0
ours 0.1.0, socat not installed
5 rounds of 1 s
ratio: the median of the rounds, of each rate to the mean of the yardstick's just before and just after it;
the yardstick's own: to its turn before, which tells how much the computer swings
p50 µs: the median time of an exchange, waiting in line included where several are in flight;
later µs: how much longer that is than the mean of the yardstick's just before and just after it

udp-pp: datagrams, one at a time (asked by load.c)
          median replies/s  ratio to C    min..max  p50 µs  later µs  bad
  C                 50,000        1.00  0.98..1.02    16.5       0.0    0
  ours              45,000        0.90  0.88..0.91    18.0       1.5    0
  python             1,235        0.03  0.02..0.03                      7
  socat: left out: socat not installed

tcp-stream: streams (asked by load.c)
        median MB/s  ratio to C    min..max  bad
  C           1,100        1.00  0.90..1.10    0
  ours          900        0.82  0.80..0.84    0
  socat: left out: socat not installed
  ours: with a limit`);
});

test("textTable() does not explain times where there are none", () => {
  const text = textTable({ ...sampleResult, workloads: sampleResult.workloads.slice(1) });
  expect(text).toContain("ratio: ");
  expect(text).not.toContain("µs");
});

test("textTable() and markdownTable() have the reasons, and no figures, where nothing was measured", () => {
  const [workload] = sampleResult.workloads;
  if (workload === undefined) throw new Error("the sample has workloads");
  const result = { ...sampleResult, workloads: [{ ...workload, rows: [] }] };
  expect(textTable(result)).toEndWith(`\

udp-pp: datagrams, one at a time (asked by load.c)
  socat: left out: socat not installed`);
  expect(markdownTable(result)).toEndWith(`\
- 5 rounds of 1 s, 2026-01-02T03:04:05.678Z

- socat: left out: socat not installed (udp-pp)`);
});

test("textTable() and markdownTable() speak of one round as of one", () => {
  const result = { ...sampleResult, rounds: 1 };
  expect(textTable(result)).toContain("\n1 round of 1 s\n");
  expect(markdownTable(result)).toContain("\n- 1 round of 1 s, ");
});

test("markdownTable() has a row for each workload, a column for each server, and each remark once", () => {
  expect(markdownTable(sampleResult)).toBe(`\
- 2 × Difference Engine, Linux 6.1 x64, load before 0.50 0.25 0.13
- servers and load generator on CPU 0
- ours 0.1.0, socat not installed
- 5 rounds of 1 s, 2026-01-02T03:04:05.678Z

| workload | C, median | C to itself | ours | python |
| --- | --- | --- | --- | --- |
| \`udp-pp\` | 50,000 replies/s | 0.98..1.02 | 0.90 (0.88..0.91) | 0.03 (0.02..0.03, 7 bad) |
| \`tcp-stream\` | 1,100 MB/s | 0.90..1.10 | 0.82 (0.80..0.84) | – |

- socat: left out: socat not installed (udp-pp, tcp-stream)
- ours: with a limit (tcp-stream)`);
});

test("markdownTable() says how much later replies came, where that is asked for and known", () => {
  expect(markdownTable(sampleResult, true)).toContain(
    "\n- µs: how much later than the yardstick's the median reply came\n",
  );
  const rows = markdownTable(sampleResult, true).split("\n");
  expect(rows.find((row) => row.startsWith("| `udp-pp`"))).toContain("| 0.90 (0.88..0.91), +1.5 µs |");
  expect(rows.find((row) => row.startsWith("| `tcp-stream`"))).toContain("| 0.82 (0.80..0.84) |");
});

test("badReplies() adds up what all servers of all workloads did wrong", () => {
  expect(badReplies(sampleResult)).toBe(7);
});
