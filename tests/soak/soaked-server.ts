/** A server under soak: always on the same port, killed and started again, and looked at from outside. */

import { readdirSync } from "node:fs";
import { udpDrops } from "../../src/system/udp-drops.ts";
import { ServerProcess } from "../protocol/server-process.ts";
import type { MemorySample, Protocol, ServerFigures } from "./judgement.ts";

/** Short deadlines, so that slow clients meet them within a soak. */
const options = {
  udp: [],
  tcp: ["--max-per-address", "200", "--idle-timeout", "2", "--min-rate", "100"],
} as const;

/** What may excuse that a reply is missing, as it is now. */
export interface Mark {
  readonly starts: number;
  readonly drops: number | undefined;
}

export class SoakedServer {
  readonly protocol: Protocol;
  readonly port: number;
  readonly #memory: MemorySample[] = [];
  #process: ServerProcess;
  /** Odd while it is being started again. */
  #starts = 0;
  readonly #descriptorsBefore: number;

  private constructor(protocol: Protocol, process: ServerProcess) {
    this.protocol = protocol;
    this.#process = process;
    this.port = process.port;
    this.#descriptorsBefore = this.descriptors();
  }

  static async start(protocol: Protocol): Promise<SoakedServer> {
    return new SoakedServer(protocol, await ServerProcess.start(`${protocol}-server`, options[protocol]));
  }

  /** kill -9, and a new one at once. */
  async restart(): Promise<void> {
    this.#starts++;
    await this.#process[Symbol.asyncDispose]();
    this.#process = await ServerProcess.start(`${this.protocol}-server`, [
      ...options[this.protocol],
      "--port",
      `${this.port}`,
    ]);
    this.#starts++;
  }

  mark(): Mark {
    const drops = this.protocol === "udp" ? udpDrops({ address: "127.0.0.1", port: this.port }) : undefined;
    return { starts: this.#starts, drops };
  }

  /** Tells whether something has happened since that costs a reply: a restart, or a datagram that the kernel threw away. */
  isExcusedSince({ starts, drops }: Mark): boolean {
    const now = this.mark();
    return now.starts !== starts || now.starts % 2 === 1 || now.drops !== drops;
  }

  descriptors(): number {
    return readdirSync(`/proc/${this.#process.pid}/fd`).length;
  }

  get descriptorsAreBack(): boolean {
    return this.descriptors() <= this.#descriptorsBefore;
  }

  remember(ms: number): void {
    this.#memory.push({ ms, MiB: this.#process.memoryMiB("VmRSS") });
  }

  cpuMs(): number {
    return this.#process.cpuMs();
  }

  /** Ends it in good order. Throws where it had ended by itself, or does not end. */
  async end(idleShare: number): Promise<ServerFigures> {
    const descriptors = { before: this.#descriptorsBefore, after: this.descriptors() };
    const startMs = performance.now();
    const { bytesReceived = 0, bytesSent = 0 } = await this.#process.stop();
    const stopMs = performance.now() - startMs;
    return { memory: this.#memory, descriptors, idleShare, stopMs, bytesReceived, bytesSent };
  }
}
