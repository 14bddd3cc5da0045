/** Explain mode on a screen: each step as it happens, and a ladder at the end of a conversation. */

import { formatMs } from "../core/amounts.ts";
import { type Endpoint, formatEndpoint, isAnyAddress } from "../core/endpoint.ts";
import type { SocketEvent, TcpFiguresEvent } from "../core/events.ts";
import { maxToldSteps } from "../core/limits.ts";
import { type ExplainTexts, type Side, type Told, tell, tellPoint } from "../narration/explain.ts";
import { drawLadder, type LadderStyle, type Rung, rungsOf } from "../narration/ladder.ts";
import { Points } from "../narration/points.ts";
import { wrap } from "../narration/wrap.ts";
import type { Colors } from "./colors.ts";

export interface Screen extends LadderStyle {
  readonly colors: Colors;
  /** Takes a line; returns false where there is no room for it. */
  write(line: string): boolean;
}

const indentColumns = 12;
const callColumns = 26;

/** Tells one conversation. */
export class Explainer {
  readonly #texts: ExplainTexts;
  readonly #side: Side;
  readonly #screen: Screen;
  readonly #startedMs: number;
  #points: Points;
  #rungs: Rung[] = [];
  #names: Partial<Record<Side, Endpoint>> = {};
  #told = 0;
  /** The kernel's figures that were told last. */
  #figures = "";

  /** Times are counted from `startedMs`, on the clock of `observe`. */
  constructor(texts: ExplainTexts, side: Side, screen: Screen, startedMs: number) {
    this.#texts = texts;
    this.#side = side;
    this.#screen = screen;
    this.#startedMs = startedMs;
    this.#points = new Points(side);
  }

  /** Tells a step, while there are not too many of them. */
  observe(event: SocketEvent, nowMs: number): void {
    const atMs = nowMs - this.#startedMs;
    this.#remember(event, atMs);
    if (event.kind === "tcp-figures" && this.#areTold(event)) return;
    if (this.#told++ === maxToldSteps) this.#write(`${" ".repeat(indentColumns)}…`);
    // The end of a socket is told however much came before it.
    const isEnd = event.kind === "udp-socket-closed" || event.kind === "tcp-listening-ended";
    if (this.#told > maxToldSteps && !isEnd) return;
    this.#writeStep(tell(this.#texts, event, this.#side), atMs);
    for (const point of this.#points.take(event)) this.#writeText("!", tellPoint(this.#texts, point));
  }

  /** Draws the conversation so far, and begins the next one. */
  draw(): void {
    if (this.#rungs.length > 0) {
      const names = { client: this.#nameOf("client"), server: this.#nameOf("server") };
      this.#write("");
      this.#write(`${this.#texts.ladderTitle}:`);
      for (const line of drawLadder(this.#rungs.slice(0, maxToldSteps), names, this.#screen)) this.#write(line);
      if (this.#rungs.length > maxToldSteps) this.#write(`${" ".repeat(indentColumns)}…`);
      this.#write("");
    }
    this.#rungs = [];
    this.#told = 0;
    this.#points = new Points(this.#side);
  }

  #remember(event: SocketEvent, atMs: number): void {
    const ends = "connection" in event ? event.connection : event;
    if ("local" in ends) this.#names[this.#side] = ends.local;
    if ("peer" in ends) this.#names[this.#side === "client" ? "server" : "client"] = ends.peer;
    if (this.#rungs.length > maxToldSteps) return;
    const rungs = rungsOf(event, this.#side, atMs, this.#texts);
    this.#rungs.push(...rungs.filter((rung) => rung.label !== "FIN" || !this.#sentFin(rung.from)));
  }

  /** At the end of a connection nothing may have happened since its reply: the same figures again say nothing. */
  #areTold({ when, figures }: TcpFiguresEvent): boolean {
    const last = this.#figures;
    this.#figures = JSON.stringify(figures ?? null);
    return this.#side === "client" && when === "ended" && this.#figures === last;
  }

  /** A side sends FIN once, however many events speak of it. */
  #sentFin(side: Side): boolean {
    return this.#rungs.some(({ from, label }) => from === side && label === "FIN");
  }

  #nameOf(side: Side): string {
    const end = this.#names[side];
    const name = side === "client" ? this.#texts.client : this.#texts.server;
    if (end === undefined) return name;
    // Bound to every address: the one that a packet shows is not ours to know.
    return isAnyAddress(end.address) ? `${name} *:${end.port}` : `${name} ${formatEndpoint(end)}`;
  }

  #writeStep({ call, bun, observed, implied }: Told, atMs: number): void {
    const time = formatMs(atMs).padStart(indentColumns - 2);
    const { dim } = this.#screen.colors;
    const called = this.#shown(call);
    // Textbook's call and Bun's side by side, where there is room for both.
    if (indentColumns + callColumns + Bun.stringWidth(bun) <= this.#screen.columns) {
      const gap = " ".repeat(Math.max(1, callColumns - Bun.stringWidth(called)));
      this.#write(`${time}  ${called}${gap}${dim(bun)}`);
    } else {
      this.#write(`${time}  ${called}`);
      this.#write(" ".repeat(indentColumns + 2) + dim(bun));
    }
    this.#writeText(this.#screen.ascii ? "*" : "●", observed);
    if (implied !== undefined) this.#writeText(this.#screen.ascii ? "-" : "○", implied, dim);
  }

  #writeText(mark: string, text: string, colored: (text: string) => string = (plain) => plain): void {
    const lines = wrap(this.#shown(text), this.#screen.columns - indentColumns - 2);
    for (const [index, line] of lines.entries()) {
      this.#write(colored(`${" ".repeat(indentColumns)}${index === 0 ? mark : " "} ${line}`));
    }
  }

  #write(line: string): void {
    this.#screen.write(this.#shown(line));
  }

  #shown(text: string): string {
    return this.#screen.ascii ? text.replace(/[→×✓—…]/g, (sign) => asciiSigns[sign] ?? "?") : text;
  }
}

/** What stands for the signs of the texts where the terminal has only ASCII. */
const asciiSigns: Readonly<Record<string, string>> = { "→": "->", "×": "x", "✓": "ok", "—": "-", "…": "..." };
