/**
 * The main job, once, with the programs in dist/: both servers on ports that the kernel chooses and both clients against
 * them, to see that they work; then TCP and UDP compared, by a client that starts its own two servers. Ends with 0 only
 * if every answer is right.
 */

import { join } from "node:path";

const sentences = ["hello world", "안녕 tcp, 안녕 udp"];

interface StartedServer extends AsyncDisposable {
  readonly port: number;
  /** Ends the server the way Ctrl-C does; resolves with all that it printed. */
  stop(): Promise<string>;
}

function pathOf(program: string): string {
  return join(import.meta.dir, "dist", process.platform === "win32" ? `${program}.exe` : program);
}

async function startServer(program: string): Promise<StartedServer> {
  const server = Bun.spawn([pathOf(program), "--host", "127.0.0.1", "--port", "0", "--lang", "en"], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const printed = server.stdout.text();
  const ready = Promise.withResolvers<number>();
  let told = "";
  // Asked for port 0, a server says on standard error which one it got.
  const listening = async () => {
    for await (const chunk of server.stderr) {
      told += Buffer.from(chunk).toString();
      const port = /127\.0\.0\.1:(\d+)/.exec(told)?.[1];
      if (port !== undefined) ready.resolve(Number(port));
    }
    ready.reject(new Error(`${program} ended: ${told}`));
  };
  const ended = listening();
  return {
    port: await ready.promise,
    async stop() {
      server.kill("SIGINT");
      await ended;
      return (await printed) + told;
    },
    async [Symbol.asyncDispose]() {
      server.kill();
      await server.exited;
    },
  };
}

/** Runs a client with one sentence, shows what it printed, and tells whether that is right. */
async function ask(program: string, port: number, sentence: string): Promise<boolean> {
  const client = Bun.spawn([pathOf(program), "--host", "127.0.0.1", "--port", `${port}`, sentence], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const printed = await client.stdout.text();
  console.log(`  $ ${program} --port ${port} "${sentence}"`);
  console.log(indent(printed));
  return (await client.exited) === 0 && printed === `From Server: ${sentence.toUpperCase()}\n`;
}

function indent(text: string): string {
  return text.trimEnd().replaceAll(/^/gm, "    ");
}

async function show(protocol: "UDP" | "TCP"): Promise<boolean> {
  const name = protocol.toLowerCase();
  await using server = await startServer(`${name}-server`);
  console.log(`\n${protocol}: ${name}-server is ready on 127.0.0.1:${server.port}\n`);
  let right = true;
  for (const sentence of sentences) right = (await ask(`${name}-client`, server.port, sentence)) && right;
  console.log(`\n  Meanwhile, ${name}-server printed:`);
  console.log(indent(await server.stop()));
  return right;
}

/** Compares both protocols, the report shown as it is. */
async function compare(): Promise<boolean> {
  console.log("\nBoth, measured side by side:\n\n  $ udp-client --compare\n");
  const client = Bun.spawn([pathOf("udp-client"), "--compare"], {
    stdin: "ignore",
    stdout: "inherit",
    stderr: "inherit",
  });
  return (await client.exited) === 0;
}

const allRight = (await show("UDP")) && (await show("TCP")) && (await compare());
console.log(
  allRight ? "\nEvery answer was right. The four programs are in dist/." : "\nAn answer was wrong; see above.",
);
process.exitCode = allRight ? 0 : 1;
