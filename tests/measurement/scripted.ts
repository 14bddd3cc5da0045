/**
 * Servers that do what a data file says, in a process of their own: not a Worker, for a process has its own collector
 * and its own place in the kernel's queue, and nothing that the client does holds up the clock of the server.
 */

import { join } from "node:path";
import type { Endpoint } from "../../src/core/endpoint.ts";
import type { OpenRequest, Request, Response, ServerReport } from "./script.ts";

export class ScriptedServer {
  readonly peer: Endpoint;
  readonly #close: () => Promise<ServerReport>;

  constructor(port: number, close: () => Promise<ServerReport>) {
    this.peer = { address: "127.0.0.1", port };
    this.#close = close;
  }

  /** Closes it and tells what it did. */
  close(): Promise<ServerReport> {
    return this.#close();
  }
}

/** The process; all of its servers end with it. */
export class ScriptedServers implements AsyncDisposable {
  readonly #process: Bun.Subprocess;
  readonly #waiting = new Map<number, (response: Response) => void>();
  #lastId = 0;

  constructor() {
    this.#process = Bun.spawn([process.execPath, join(import.meta.dir, "scripted-server.ts")], {
      stdio: ["ignore", "inherit", "inherit"],
      ipc: (response: Response) => {
        const hand = this.#waiting.get(response.id);
        this.#waiting.delete(response.id);
        hand?.(response);
      },
    });
  }

  async open(request: OpenRequest): Promise<ScriptedServer> {
    const id = ++this.#lastId;
    const opened = await this.#ask({ id, open: request });
    if (!("port" in opened)) throw new TypeError("a server that is opened has a port");
    return new ScriptedServer(opened.port, async () => {
      const closed = await this.#ask({ id, close: true });
      if (!("report" in closed)) throw new TypeError("a server that is closed has a report");
      return closed.report;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#process.exited;
  }

  #ask(request: Request): Promise<Response> {
    return new Promise((resolve) => {
      this.#waiting.set(request.id, resolve);
      this.#process.send(request);
    });
  }
}
