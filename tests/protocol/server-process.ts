/** A compiled server in a process of its own, and what the kernel says of that process. */

import { readFileSync } from "node:fs";
import { stopMs } from "../../src/core/limits.ts";
import { compiled } from "../support/compiled.ts";
import { Running } from "../support/running.ts";
import type { Namespace } from "./namespace.ts";

/** Time that a process has spent on a processor, in ms: fields 14 and 15 of proc(5)'s stat, in ticks of 10 ms. */
export function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export class ServerProcess implements AsyncDisposable {
  readonly port: number;
  readonly pid: number;
  readonly #running: Running;

  private constructor(running: Running, port: number) {
    this.#running = running;
    this.pid = running.pid;
    this.port = port;
  }

  /** Starts it on a free port, or on the one in its options; here, or in a network of its own. */
  static async start(
    program: "tcp-server" | "udp-server",
    options: readonly string[] = [],
    network?: Namespace,
  ): Promise<ServerProcess> {
    const command = [compiled(program), "--port", "0", "--json", "--quiet", ...options];
    const running = new Running(network === undefined ? command : network.command(...command));
    const [, port] = await running.printed(/"event":"listening".*"port":(\d+)/);
    return new ServerProcess(running, Number(port));
  }

  /** Memory of the process that is in RAM now (`VmRSS`), or was at its peak (`VmHWM`), in MiB: proc(5). */
  memoryMiB(which: "VmRSS" | "VmHWM"): number {
    const status = readFileSync(`/proc/${this.pid}/status`, "latin1");
    return Number(new RegExp(`^${which}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
  }

  cpuMs(): number {
    return cpuMsOf(this.pid);
  }

  /** Stops the server in good order and returns its totals. Throws where it does not end: then it is killed. */
  async stop(): Promise<Record<string, number>> {
    this.#running.signal("SIGTERM");
    const hung = setTimeout(() => this.#running.signal("SIGKILL"), 2 * stopMs);
    const { code, signal, stdout, stderr } = await this.#running.ended();
    clearTimeout(hung);
    if (code !== 0) throw new Error(`ended with ${signal ?? code}: ${stderr}`);
    const { event: _, protocol: __, ...totals } = JSON.parse(stdout.trimEnd().split("\n").at(-1) as string);
    return totals;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#running[Symbol.asyncDispose]();
  }
}
