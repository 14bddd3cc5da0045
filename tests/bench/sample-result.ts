/** A made-up result, for the tables. */

import type { BenchResult, Row } from "./result.ts";

function row(server: string, rate: number, [min, median, max]: readonly [number, number, number], bad = 0): Row {
  return { server, rate, rates: [rate], ratio: { min, median, max }, p50Us: undefined, laterUs: undefined, bad };
}

export const sampleResult: BenchResult = {
  startedAt: "2026-01-02T03:04:05.678Z",
  machine: {
    cpu: "Difference Engine",
    cores: 2,
    system: "Linux 6.1 x64",
    load: [0.5, 0.25, 0.125],
    pinnedTo: 0,
    versions: { ours: "0.1.0", socat: "not installed" },
  },
  rounds: 5,
  seconds: 1,
  workloads: [
    {
      workload: { name: "udp-pp", what: "datagrams, one at a time", unit: "replies/s" },
      generator: "load.c",
      reference: "C",
      rows: [
        { ...row("C", 50_000.4, [0.98, 1, 1.02]), p50Us: 16.5, laterUs: 0 },
        { ...row("ours", 45_000, [0.88, 0.9, 0.91]), p50Us: 18, laterUs: 1.5 },
        row("python", 1_234.5, [0.02, 0.025, 0.03], 7),
      ],
      remarks: [{ server: "socat", text: "left out: socat not installed" }],
    },
    {
      workload: { name: "tcp-stream", what: "streams", unit: "MB/s" },
      generator: "load.c",
      reference: "C",
      rows: [row("C", 1_100, [0.9, 1, 1.1]), row("ours", 900, [0.8, 0.82, 0.84])],
      remarks: [
        { server: "socat", text: "left out: socat not installed" },
        { server: "ours", text: "with a limit" },
      ],
    },
  ],
};
