/** What a server and its workers say to each other: a setup and an order on their standard input, answers in lines of JSON. */

import type { Endpoint } from "../core/endpoint.ts";
import type { Options } from "./options.ts";
import type { Notice } from "./paced-log.ts";

/** The first word of a server's command line that makes a worker of it. It is no user's: no help names it. */
export const workerWord = "--embedded-worker";

/** The first line that a worker reads: all that it would else find out for itself. */
export interface WorkerSetup {
  /** The one numeric address to bind; without it, all of this host's. */
  readonly address?: string | undefined;
  readonly port: number;
  readonly options: Omit<Options, "given">;
  /** Whether what it says is printed there. */
  readonly stdoutIsTerminal: boolean;
}

/** Any other line: end in good order. Where the lines end without it, the server is gone, and the worker ends at once. */
export type WorkerOrder = "stop";

export type WorkerTold =
  | { readonly event: "listening"; readonly local: Endpoint }
  /** No socket could be opened; `code` is the system's word. */
  | { readonly event: "cannot-listen"; readonly code: string }
  /** A line for standard output, and what else is to be said: at most as much as one server says. */
  | { readonly event: "sentence"; readonly line: string }
  | { readonly event: "skipped"; readonly sentences: number }
  | { readonly event: "notice"; readonly notice: Notice; readonly count: number; readonly detail: string }
  /** It was told to stop, and so many connections are open then. */
  | { readonly event: "stopping"; readonly open: number }
  /** All that it has counted so far; `isLast`: there will be no more. */
  | { readonly event: "totals"; readonly totals: object; readonly isLast: boolean };
