/** Explain mode on a screen: each step as it happens, and a ladder at the end of a conversation. */

import { formatMs } from "../core/amounts.ts";
import { type Endpoint, formatEndpoint } from "../core/endpoint.ts";
import type { SocketEvent } from "../core/events.ts";
import { maxToldSteps } from "../core/limits.ts";
import { type ExplainTexts, type Side, type Told, tell, tellPoint } from "../narration/explain.ts";
import { drawLadder, type LadderStyle, type Rung, rungsOf } from "../narration/ladder.ts";
import { Points } from "../narration/points.ts";
import type { Colors } from "./colors.ts";
import { wrap } from "./wrap.ts";

export interface Screen extends LadderStyle {
  readonly colors: Colors;
  write(line: string): void;
}

const indentColumns = 12;

/** Tells one conversation. */
export class Explainer {
  readonly #texts: ExplainTexts;
  readonly #side: Side;
  readonly #screen: Screen;
  readonly #startedMs: number;
  readonly #points: Points;
  #rungs: Rung[] = [];
  #names: Partial<Record<Side, Endpoint>> = {};
  #told = 0;

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
    if (this.#told++ === maxToldSteps) this.#screen.write(`${" ".repeat(indentColumns)}…`);
    if (this.#told > maxToldSteps) return;
    this.#writeStep(tell(this.#texts, event, this.#side), atMs);
    for (const point of this.#points.take(event)) this.#writeText("!", tellPoint(this.#texts, point));
  }

  /** Draws the conversation so far, and begins the next one. */
  draw(): void {
    if (this.#rungs.length > 0) {
      const { ladderTitle } = this.#texts;
      const names = { client: this.#nameOf("client"), server: this.#nameOf("server") };
      this.#screen.write("");
      this.#screen.write(`${ladderTitle}:`);
      for (const line of drawLadder(this.#rungs, names, this.#screen)) this.#screen.write(line);
      this.#screen.write("");
    }
    this.#rungs = [];
    this.#told = 0;
  }

  #remember(event: SocketEvent, atMs: number): void {
    const ends = "connection" in event ? event.connection : event;
    if ("local" in ends) this.#names[this.#side] = ends.local;
    if ("peer" in ends) this.#names[this.#side === "client" ? "server" : "client"] = ends.peer;
    if (this.#rungs.length >= maxToldSteps) return;
    const rungs = rungsOf(event, this.#side, atMs, this.#texts);
    this.#rungs.push(...rungs.filter((rung) => rung.label !== "FIN" || !this.#sentFin(rung.from)));
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
    return end.address === "::" || end.address === "0.0.0.0"
      ? `${name} *:${end.port}`
      : `${name} ${formatEndpoint(end)}`;
  }

  #writeStep({ call, bun, observed, implied }: Told, atMs: number): void {
    const time = formatMs(atMs).padStart(indentColumns - 2);
    this.#screen.write(`${time}  ${call.padEnd(26)}${this.#screen.colors.dim(bun)}`);
    this.#writeText(this.#screen.ascii ? "*" : "●", observed);
    if (implied !== undefined) this.#writeText(this.#screen.ascii ? "-" : "○", implied, this.#screen.colors.dim);
  }

  #writeText(mark: string, text: string, colored: (text: string) => string = (plain) => plain): void {
    const lines = wrap(text, this.#screen.columns - indentColumns - 2);
    for (const [index, line] of lines.entries()) {
      this.#screen.write(colored(`${" ".repeat(indentColumns)}${index === 0 ? mark : " "} ${line}`));
    }
  }
}
