/** Servers in processes of their own, and our clients against them. All on loopback, on ports that the kernel chose. */

import { join } from "node:path";
import type { Program } from "../../src/narration/topics.ts";
import { compiled } from "../support/compiled.ts";
import { type Ended, Running, run } from "../support/running.ts";

type Client = Extract<Program, `${string}-client`>;
type Server = Extract<Program, `${string}-server`>;

export class StartedServer extends Running {
  port = 0;
}

/** Starts a compiled server on 127.0.0.1 and resolves when it is ready. */
export async function startServer(
  program: Server,
  args: readonly string[] = [],
  options: { before?: readonly string[]; cwd?: string; env?: Record<string, string> } = {},
): Promise<StartedServer> {
  const { before = [], ...rest } = options;
  const server = new StartedServer([...before, compiled(program), "--host", "127.0.0.1", "--port", "0", ...args], rest);
  const [, port] = args.includes("--json")
    ? await server.printed(/"port":(\d+)/)
    : await server.printed(/127\.0\.0\.1:(\d+)/, "stderr");
  server.port = Number(port);
  return server;
}

/** The command of one of the textbook's programs. */
export function textbook(program: "UDPServer" | "UDPClient" | "TCPServer" | "TCPClient", ...args: string[]): string[] {
  return ["python3", join(import.meta.dir, "textbook", `${program}.py`), ...args];
}

/** Starts one of the textbook's servers and resolves when it is ready. */
export async function startTextbookServer(program: "UDPServer" | "TCPServer"): Promise<StartedServer> {
  const server = new StartedServer(textbook(program, "0"));
  const [, port] = await server.printed(/port (\d+)/, "stderr");
  await server.printed(/The server is ready to receive\n/);
  server.port = Number(port);
  return server;
}

/** The command of one of our clients, for a server on 127.0.0.1. */
export function client(program: Client, port: number, ...args: string[]): string[] {
  // A busy computer is no reason to send again. Where a test sets another timeout, that one counts: it comes later.
  const patience = program === "udp-client" ? ["--timeout", "30"] : [];
  return [compiled(program), "--host", "127.0.0.1", "--port", `${port}`, ...patience, ...args];
}

/** Runs one of our clients to its end: words as arguments, or sentences on standard input. */
export function ask(program: Client, port: number, args: string[], stdin?: string | Uint8Array): Promise<Ended> {
  return run(client(program, port, ...args), stdin === undefined ? {} : { stdin });
}
