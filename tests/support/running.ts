/** A program that runs beside a test: what it printed so far, and how it ended. Ended with the test, by its own id. */

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Stream = "stdout" | "stderr";

export class Running implements AsyncDisposable {
  readonly #process: Bun.Subprocess<"pipe", "pipe", "pipe">;
  readonly #bytes: Record<Stream, Uint8Array[]> = { stdout: [], stderr: [] };
  readonly #reading: Promise<unknown>;
  #listeners = new Set<() => void>();

  constructor(command: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}) {
    this.#process = Bun.spawn([...command], {
      stdin: "pipe",
      stdout: "pipe",
      stderr: "pipe",
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { ...process.env, LC_ALL: "C.UTF-8", ...options.env },
    });
    this.#reading = Promise.all([this.#read("stdout"), this.#read("stderr")]);
  }

  get pid(): number {
    return this.#process.pid;
  }

  text(stream: Stream): string {
    return Buffer.concat(this.#bytes[stream]).toString();
  }

  bytes(stream: Stream): Buffer {
    return Buffer.concat(this.#bytes[stream]);
  }

  /** Resolves with the first match in what the program has printed, as soon as there is one. Rejects when it ends without. */
  async printed(pattern: RegExp, stream: Stream = "stdout"): Promise<RegExpExecArray> {
    let ended = false;
    this.#reading.then(() => {
      ended = true;
      this.#tell();
    });
    for (;;) {
      const match = pattern.exec(this.text(stream));
      if (match !== null) return match;
      if (ended) throw new Error(`ended without printing ${pattern}: ${this.text("stdout")}\n${this.text("stderr")}`);
      await new Promise<void>((resolve) => this.#listeners.add(resolve));
    }
  }

  /** Writes to the program's standard input. */
  async write(text: string | Uint8Array): Promise<void> {
    this.#process.stdin.write(text);
    await this.#process.stdin.flush();
  }

  closeStdin(): void {
    this.#process.stdin.end();
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Sends a signal again and again, as one presses Ctrl-C who has had enough. Resolves when the program has ended. */
  async signalUntilEnded(signal: NodeJS.Signals): Promise<Ended> {
    const pressing = setInterval(() => this.signal(signal), 50);
    const ended = await this.ended();
    clearInterval(pressing);
    return ended;
  }

  /** Resolves when the program has ended, with all that it printed. */
  async ended(): Promise<Ended> {
    await this.#process.exited;
    await this.#reading;
    const { exitCode: code, signalCode: signal } = this.#process;
    return { code, signal, stdout: this.text("stdout"), stderr: this.text("stderr") };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) this.#process.kill("SIGKILL");
    await this.#process.exited;
  }

  async #read(stream: Stream): Promise<void> {
    for await (const chunk of this.#process[stream]) {
      this.#bytes[stream].push(chunk);
      this.#tell();
    }
  }

  #tell(): void {
    const listeners = this.#listeners;
    this.#listeners = new Set();
    for (const listener of listeners) listener();
  }
}

/** Runs a program to its end. */
export async function run(
  command: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; stdin?: string | Uint8Array } = {},
): Promise<Ended> {
  await using program = new Running(command, options);
  if (options.stdin !== undefined) await program.write(options.stdin);
  program.closeStdin();
  return await program.ended();
}
