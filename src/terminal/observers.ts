/** Who listens to a page. */

import type { SocketObserver } from "../core/events.ts";
import type { Side } from "../narration/explain.ts";
import type { Run } from "./program.ts";

/** An observer that has something to say at the end, too. */
export interface Explaining {
  readonly observe: SocketObserver;
  end(): void;
}

/** Begins explain mode where it was asked for; loads it only then. */
export async function beginExplaining(run: Run, side: Side): Promise<Explaining | undefined> {
  if (!run.options.explain) return undefined;
  const { explainClient, explainServer } = await import("./explain.ts");
  return side === "client" ? explainClient(run) : explainServer(run);
}

/** One observer for two, the first one first. */
export function together(first: SocketObserver, second: SocketObserver): SocketObserver {
  return (event) => {
    first(event);
    second(event);
  };
}
