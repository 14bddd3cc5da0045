/** A network in which every TCP segment is captured. */

import { explainEn } from "../../src/narration/explain-en.ts";
import { compiled } from "../support/compiled.ts";
import { installed } from "../support/peers.ts";
import { Running, run } from "../support/running.ts";

/** tcpdump gives up its rights before it captures, and a user namespace does not let it: this takes root itself. */
export function captureAllowed(): boolean {
  if (!installed("tcpdump", "unshare", "nsenter", "ip", "nft")) return false;
  const allowed = process.getuid?.() === 0 && Bun.spawnSync(["unshare", "--net", "true"]).success;
  if (!allowed && process.env.CI === "true") throw new Error("not allowed: unshare --net, as root");
  return allowed;
}

export interface Segment {
  readonly from: "client" | "server";
  /** As tcpdump writes them: S, F, R, P, and a dot for ACK. */
  readonly flags: string;
}

/** The command that runs another one in the network that a process holds. */
function inside(holder: Running, ...words: string[]): string[] {
  return ["nsenter", `--target=${holder.pid}`, "--net", "--", ...words];
}

/** A network of its own, with a capture of all TCP in it and a server that explains. */
export class CapturedNetwork implements AsyncDisposable {
  readonly #holder: Running;
  readonly #capture: Running;
  readonly server: Running;
  readonly port: number;

  private constructor(holder: Running, capture: Running, server: Running, port: number) {
    this.#holder = holder;
    this.#capture = capture;
    this.server = server;
    this.port = port;
  }

  static async open(...setup: string[]): Promise<CapturedNetwork> {
    const lines = ["set -e", "ip link set lo up", ...setup, "echo made", "exec cat"];
    const holder = new Running(["unshare", "--net", "sh", "-c", lines.join("\n")]);
    await holder.printed(/made/);
    const options = ["-l", "-n", "-i", "lo", "-s", "128", "-B", "16384", "--immediate-mode", "tcp or udp"];
    const capture = new Running(inside(holder, "tcpdump", ...options));
    await capture.printed(/listening on lo/, "stderr");
    const server = new Running(
      inside(holder, compiled("tcp-server"), "--host", "127.0.0.1", "--port", "0", "--explain"),
    );
    const [, port] = await server.printed(/listens on 127\.0\.0\.1:(\d+)/, "stderr");
    return new CapturedNetwork(holder, capture, server, Number(port));
  }

  client(...words: string[]): Running {
    const command = [compiled("tcp-client"), "--host", "127.0.0.1", "--port", `${this.port}`, "--explain", ...words];
    return new Running(this.#inside(...command));
  }

  #inside(...words: string[]): string[] {
    return inside(this.#holder, ...words);
  }

  segments(): Segment[] {
    const lines = this.#capture.text("stdout").matchAll(/ IP \S+\.(\d+) > \S+ Flags \[([^\]]+)\]/g);
    return [...lines].map(([, from, flags = ""]) => ({
      from: Number(from) === this.port ? "server" : "client",
      flags,
    }));
  }

  /** Resolves with all segments when the server has closed, and a datagram sent after that is in the capture. */
  async whole(): Promise<Segment[]> {
    await this.server.printed(new RegExp(RegExp.escape(explainEn.ladderTitle)), "stderr");
    await run(this.#inside("bash", "-c", "echo done >/dev/udp/127.0.0.1/9"));
    await this.#capture.printed(/ UDP,.*\n/);
    this.#capture.signal("SIGINT");
    const { stderr } = await this.#capture.ended();
    if (!stderr.includes("\n0 packets dropped by kernel")) throw new Error(`the capture has holes: ${stderr}`);
    return this.segments();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of [this.server, this.#capture, this.#holder]) await one[Symbol.asyncDispose]();
  }
}
