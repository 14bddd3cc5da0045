/** A program in a terminal of its own: what is typed, and what is on the screen. */

import { Terminal as Screen } from "@xterm/headless";

export class InTerminal implements AsyncDisposable {
  readonly #process: Bun.Subprocess;
  readonly #screen: Screen;
  readonly #hungUp = Promise.withResolvers<void>();
  readonly #bytes: Uint8Array[] = [];
  #toDraw = 0;
  #drawn = Promise.withResolvers<void>();

  constructor(
    command: readonly string[],
    options: { cols?: number; rows?: number; cwd?: string; env?: Record<string, string> } = {},
  ) {
    const { cols = 80, rows = 24, cwd } = options;
    // Whoever runs the tests may have an opinion on colours; the terminal here has none.
    const { CI, NO_COLOR, FORCE_COLOR, ...inherited } = process.env;
    this.#screen = new Screen({ cols, rows, allowProposedApi: true });
    this.#process = Bun.spawn([...command], {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...inherited, LC_ALL: "C.UTF-8", TERM: "xterm-256color", ...options.env },
      terminal: {
        cols,
        rows,
        data: (_terminal, bytes) => this.#draw(bytes),
        exit: () => this.#hungUp.resolve(),
      },
    });
    // What a terminal answers by itself, such as where the cursor is.
    this.#screen.onData((answer) => this.type(answer));
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Types text; `\r` is Enter, `\x03` Ctrl-C, `\x04` Ctrl-D. */
  type(keys: string): void {
    this.#process.terminal?.write(keys);
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** What is on the screen now, and what has scrolled off it, without the blanks at the ends of lines. */
  text(): string {
    const { active } = this.#screen.buffer;
    const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? "");
    return lines.join("\n").trimEnd();
  }

  /** All that the program wrote, with the control sequences in it. */
  written(): string {
    return Buffer.concat(this.#bytes).toString();
  }

  /** Resolves with the first match on the screen, as soon as there is one. Rejects when the program has ended without. */
  async shows(pattern: RegExp): Promise<RegExpExecArray> {
    let ended = false;
    const end = this.ended().then(() => {
      ended = true;
    });
    for (;;) {
      const drawn = this.#drawn.promise;
      const match = pattern.exec(this.text());
      if (match !== null) return match;
      if (ended) throw new Error(`ended without showing ${pattern}:\n${this.text()}`);
      await Promise.race([drawn, end]);
    }
  }

  /** Resolves when the program has ended, and all that it wrote is on the screen. */
  async ended(): Promise<{ code: number | null; signal: NodeJS.Signals | number | null; text: string }> {
    await this.#process.exited;
    await this.#hungUp.promise;
    while (this.#toDraw > 0) await this.#drawn.promise;
    const { exitCode: code, signalCode: signal } = this.#process;
    return { code, signal, text: this.text() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) this.#process.kill("SIGKILL");
    await this.#process.exited;
    this.#process.terminal?.close();
    this.#screen.dispose();
  }

  #draw(bytes: Uint8Array): void {
    this.#toDraw++;
    this.#bytes.push(bytes.slice());
    this.#screen.write(bytes, () => {
      this.#toDraw--;
      const { resolve } = this.#drawn;
      this.#drawn = Promise.withResolvers();
      resolve();
    });
  }
}
