/** All that the bench starts: on one processor, each in a process group of its own, so that its children end with it. */

const readyMs = 15_000;
const tryAgainMs = 50;
/** Longer than any load, which has its own patience. */
const loadMs = 60_000;

interface StartOptions {
  readonly stdout?: "pipe";
  readonly stderr?: "pipe";
  readonly cwd?: string;
  readonly env?: Record<string, string | undefined>;
}

export class Processes {
  readonly #pin: readonly string[];
  readonly #started = new Set<Bun.Subprocess>();

  /** `cpu`: the one processor for all of them; undefined: the system's choice. */
  constructor(cpu: number | undefined) {
    this.#pin = cpu === undefined ? [] : ["taskset", "-c", `${cpu}`];
  }

  /** Starts a server and resolves with its process when it answers. Rejects with what it said where it does not. */
  async server(command: readonly string[], protocol: "udp" | "tcp", port: number): Promise<Bun.Subprocess> {
    const server = this.#start(command);
    const endMs = performance.now() + readyMs;
    while (performance.now() < endMs && server.exitCode === null) {
      if (await (protocol === "udp" ? answersDatagrams(port) : accepts(port))) return server;
      await Bun.sleep(tryAgainMs);
    }
    throw new Error(`does not answer: ${command.join(" ")}`);
  }

  /** Runs a load generator to its end, and resolves with what it printed. Ends it, and rejects, where it takes longer. */
  async load(command: readonly string[], patienceMs = loadMs): Promise<string> {
    const load = this.#start(command, { stdout: "pipe" });
    const tooLong = setTimeout(() => end(load), patienceMs);
    const printed = await new Response(load.stdout as ReadableStream<Uint8Array>).text();
    await load.exited;
    clearTimeout(tooLong);
    if (load.exitCode !== 0) throw new Error(`ended with ${load.exitCode ?? load.signalCode}: ${command.join(" ")}`);
    return printed;
  }

  /** Runs a compiler to its end, in the folder where it may leave what it has not finished. Rejects with its messages where it fails. */
  async compile(command: readonly string[], folder: string): Promise<void> {
    const compiler = this.#start(command, { stderr: "pipe", cwd: folder, env: { ...process.env, TMPDIR: folder } });
    const messages = await new Response(compiler.stderr as ReadableStream<Uint8Array>).text();
    if ((await compiler.exited) !== 0) throw new Error(`${command.join(" ")}: ${messages}`);
  }

  /** Starts a program and resolves when it has printed something. It goes on. Rejects where it ends without a word. */
  async begin(command: readonly string[]): Promise<void> {
    const { stdout, exited } = this.#start(command, { stdout: "pipe" });
    const { done } = await (stdout as ReadableStream<Uint8Array>).getReader().read();
    if (done) throw new Error(`ended with ${await exited}: ${command.join(" ")}`);
  }

  /** Ends all that still run. They are told at once; resolves when they are gone. */
  async endAll(): Promise<void> {
    const running = [...this.#started];
    for (const started of running) end(started);
    await Promise.all(running.map(({ exited }) => exited));
  }

  #start(command: readonly string[], options: StartOptions = {}): Bun.Subprocess {
    const silent = { stdin: "ignore", stdout: "ignore", stderr: "ignore" } as const;
    const started = Bun.spawn([...this.#pin, ...command], { ...silent, ...options, detached: true });
    this.#started.add(started);
    started.exited.then(() => this.#started.delete(started)); // its id may be somebody else's soon
    return started;
  }
}

/** The whole group: socat and ncat have children. */
function end({ pid }: Bun.Subprocess): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error; // it has ended by itself
  }
}

async function accepts(port: number): Promise<boolean> {
  const socket = { data: () => undefined };
  return await Bun.connect({ hostname: "127.0.0.1", port, socket }).then(
    (connected) => {
      connected.end();
      return true;
    },
    () => false,
  );
}

async function answersDatagrams(port: number): Promise<boolean> {
  const { promise: answer, resolve } = Promise.withResolvers<boolean>();
  const socket = await Bun.udpSocket({
    connect: { hostname: "127.0.0.1", port },
    socket: { data: () => resolve(true), error: () => resolve(false) },
  });
  socket.send("ready?");
  const answered = await Promise.race([answer, Bun.sleep(tryAgainMs * 4).then(() => false)]);
  socket.close();
  return answered;
}
