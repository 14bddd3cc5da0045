/** Who asks: c/load.c, or our own client where there is no C compiler. */

import { compiled } from "../support/compiled.ts";
import type { Processes } from "./processes.ts";
import type { Measured } from "./turns.ts";
import type { Workload } from "./workloads.ts";

const warmUpSeconds = 0.2;

export interface Generator {
  readonly name: string;
  readonly canAsk: (workload: Workload) => boolean;
  readonly ask: (workload: Workload, port: number, seconds: number) => Promise<Measured>;
}

interface LoadLine {
  readonly perSecond: number;
  readonly bytesPerSecond: number;
  readonly p50Us?: number;
  readonly wrong: number;
  readonly missing: number;
}

/** Reads what c/load.c printed. */
export function readLoad(printed: string, unit: Workload["unit"]): Measured {
  const { perSecond, bytesPerSecond, p50Us, wrong, missing } = JSON.parse(printed) as LoadLine;
  return { rate: unit === "MB/s" ? bytesPerSecond / 1e6 : perSecond, p50Us, wrong, missing };
}

export function cGenerator(load: string, processes: Processes): Generator {
  return {
    name: "load.c",
    canAsk: () => true,
    ask: async ({ load: [mode, ...options], unit }, port, seconds) => {
      const times = ["-t", `${seconds}`, "-W", `${warmUpSeconds}`];
      return readLoad(await processes.load([load, mode, `${port}`, ...options, ...times]), unit);
    },
  };
}

interface ClientReport {
  readonly series: readonly {
    readonly sentencesPerSecond: number;
    readonly exchangeMs: { readonly medianMs: number } | null;
    readonly counts: { readonly wrong: number; readonly unanswered: number };
  }[];
}

/** Reads what our client measured. */
export function readReport(printed: string): Measured {
  const [series] = (JSON.parse(printed) as ClientReport).series;
  if (series === undefined) throw new Error("the client measured nothing");
  const { sentencesPerSecond: rate, exchangeMs, counts } = series;
  const p50Us = exchangeMs === null ? undefined : exchangeMs.medianMs * 1_000;
  return { rate, p50Us, wrong: counts.wrong, missing: counts.unanswered };
}

export function clientGenerator(processes: Processes): Generator {
  return {
    name: "our client",
    canAsk: ({ client }) => client !== undefined,
    ask: async ({ protocol, client = [], once }, port, seconds) => {
      const where = ["--host=127.0.0.1", `--port=${port}`, `--duration=${seconds}`, "--json"];
      const measured = readReport(await processes.load([compiled(`${protocol}-client`), ...where, ...client]));
      // load.c times a connection from its SYN to its FIN; our client times the sentence in it.
      return once ? { ...measured, p50Us: undefined } : measured;
    },
  };
}
