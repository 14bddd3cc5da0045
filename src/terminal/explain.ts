/** Explain mode for a whole program: which conversations are told, and where. */

import { formatEndpoint } from "../core/endpoint.ts";
import type { Refusal, SocketEvent } from "../core/events.ts";
import { maxToldConversationsPerSecond } from "../core/limits.ts";
import { LinePace } from "../core/pace.ts";
import type { ExplainTexts } from "../narration/explain.ts";
import { explainTextsIn } from "../narration/explain-language.ts";
import { loadColors } from "./colors.ts";
import { Explainer, type Screen } from "./explainer.ts";
import type { Explaining } from "./observers.ts";
import type { Run } from "./program.ts";

const narrowest = 60;
const widest = 120;
const usual = 80;

/** Explains a client: every step of it. */
export async function explainClient(run: Run): Promise<Explaining> {
  const texts = explainTextsIn(run.options.language);
  const screen = await openScreen(run, texts, (line) => {
    run.stderr.write(`${line}\n`);
    return true;
  });
  const explainer = new Explainer(texts, "client", screen, performance.now());
  return {
    observe(event) {
      explainer.observe(event, performance.now());
      if (event.kind === "udp-socket-closed" || event.kind === "tcp-socket-closed") explainer.draw();
    },
    end: () => explainer.draw(),
  };
}

/** Explains a server: a few conversations each second, and how many it passed over. */
export async function explainServer(run: Run): Promise<Explaining> {
  const texts = explainTextsIn(run.options.language);
  // Offered, not insisted: a slow screen must not slow the service.
  const screen = await openScreen(run, texts, (line) => run.stderr.offer(`${line}\n`));
  return new ServerExplaining(texts, screen);
}

class ServerExplaining implements Explaining {
  readonly #texts: ExplainTexts;
  readonly #screen: Screen;
  readonly #startedMs = performance.now();
  readonly #pace = new LinePace(maxToldConversationsPerSecond);
  /** What belongs to no conversation: the server's own beginning and end. */
  readonly #own: Explainer;
  readonly #told = new Map<number | string, { readonly explainer: Explainer; owed: number }>();

  constructor(texts: ExplainTexts, screen: Screen) {
    this.#texts = texts;
    this.#screen = screen;
    this.#own = new Explainer(texts, "server", screen, this.#startedMs);
  }

  readonly observe = (event: SocketEvent): void => {
    const nowMs = performance.now();
    const conversation = conversationOf(event);
    if (conversation === undefined) return this.#own.observe(event, nowMs);
    if (begins(event)) this.#begin(conversation, nowMs);
    const told = this.#told.get(conversation);
    if (told === undefined) return;
    told.explainer.observe(event, nowMs);
    told.owed += owes(event);
    if (told.owed > 0) return;
    told.explainer.draw();
    this.#told.delete(conversation);
  };

  end(): void {
    this.#tellSkipped(Number.POSITIVE_INFINITY);
  }

  #begin(conversation: number | string, nowMs: number): void {
    this.#tellSkipped(nowMs);
    // Another datagram from where one still waits for its reply: told, they are one conversation.
    if (this.#told.has(conversation) || !this.#pace.allows()) return;
    const explainer = new Explainer(this.#texts, "server", this.#screen, this.#startedMs);
    this.#told.set(conversation, { explainer, owed: 0 });
  }

  #tellSkipped(nowMs: number): void {
    const skipped = this.#pace.turn(nowMs);
    if (skipped > 0 && !this.#screen.write(this.#texts.skipped(skipped))) this.#pace.skip(skipped);
  }
}

/** What holds a conversation together: TCP's connection, and for UDP no more than the client's endpoint. */
function conversationOf(event: SocketEvent): number | string | undefined {
  if ("connection" in event) return event.connection?.number;
  switch (event.kind) {
    case "datagram-received":
    case "datagram-sent":
    case "datagram-dropped":
    case "weather-injected":
      return formatEndpoint(event.peer);
    default:
      return undefined;
  }
}

/** What is refused was not looked at, so its end is all that is told of it. */
const refusals: Readonly<Record<Refusal, true>> = {
  "not-allowed": true,
  unanswerable: true,
  "service-port": true,
  "own-port": true,
  "over-rate": true,
  "over-rate-all": true,
};

function isRefused(event: SocketEvent): boolean {
  return event.kind === "datagram-dropped" && event.reason in refusals;
}

function begins(event: SocketEvent): boolean {
  return event.kind === "connection-accepted" || event.kind === "datagram-received" || isRefused(event);
}

/** What an event adds to what is still to come in a conversation, or takes from it. At 0 the conversation is over. */
function owes(event: SocketEvent): number {
  if (isRefused(event)) return 0;
  if (begins(event)) return 1;
  if (event.kind === "weather-injected") return event.fate.isDuplicated ? 1 : 0;
  const { kind } = event;
  return kind === "connection-closed" || kind === "datagram-sent" || kind === "datagram-dropped" ? -1 : 0;
}

/** Finds out what the screen can show, and begins with the legend. */
async function openScreen(run: Run, texts: ExplainTexts, write: Screen["write"]): Promise<Screen> {
  const isScreen = run.stderrIsTerminal;
  const columns = isScreen ? process.stderr.columns : usual;
  const ascii = !run.options.color || !isUtf8Locale();
  const colors = await loadColors(run.options.color && isScreen);
  const screen = { columns: Math.min(widest, Math.max(narrowest, columns)), ascii, colors, write };
  write(texts.title(run.program));
  write(`  ${ascii ? "*" : "●"} ${texts.observed}`);
  write(colors.dim(`  ${ascii ? "-" : "○"} ${texts.implied}`));
  write(`  ! ${texts.finerPoint}`);
  write(`  ${texts.clock}`);
  write("");
  return screen;
}

function isUtf8Locale(): boolean {
  if (process.platform === "darwin" || process.platform === "win32") return true;
  const { LC_ALL, LC_CTYPE, LANG } = process.env;
  return /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || "");
}
