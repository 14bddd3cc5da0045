/** The conversation as a ladder: time runs down, the client is on the left, the server on the right. */

import { formatMs } from "../core/amounts.ts";
import type { SocketEvent } from "../core/events.ts";
import type { ExplainTexts, Side } from "./explain.ts";

/** One arrow. Without a time it is implied: a segment that no application sees. */
export interface Rung {
  readonly from: Side;
  readonly label: string;
  readonly atMs?: number;
}

export interface LadderStyle {
  readonly columns: number;
  /** Only ASCII, where the terminal shows nothing else. */
  readonly ascii: boolean;
}

/** The arrows that an event stands for, as the side that saw it knows them. */
export function rungsOf(event: SocketEvent, side: Side, atMs: number, texts: ExplainTexts): Rung[] {
  const other: Side = side === "client" ? "server" : "client";
  const handshake: Rung[] = [
    { from: "client", label: "SYN" },
    { from: "server", label: "SYN-ACK" },
    { from: "client", label: "ACK" },
  ];
  switch (event.kind) {
    case "datagram-sent":
      return [{ from: side, label: texts.bytes(event.bytes.length), atMs }];
    case "sentence-written":
    case "reply-written":
      return event.taken > 0 ? [{ from: side, label: texts.bytes(event.taken), atMs }] : [];
    case "datagram-received":
    case "chunk-received":
    case "reply-chunk-received":
      return [{ from: other, label: texts.bytes(event.bytes.length), atMs }];
    case "icmp-error":
      return [{ from: other, label: `ICMP ${event.code}`, atMs }];
    case "connected":
    case "connection-accepted":
      return handshake;
    case "not-connected":
      return event.cause === "ECONNREFUSED"
        ? [
            { from: "client", label: "SYN" },
            { from: "server", label: "RST" },
          ]
        : [];
    case "client-sent-fin":
    case "client-half-closed":
      return [{ from: "client", label: "FIN", atMs }];
    case "server-sent-fin":
    case "server-half-closed":
      return [{ from: "server", label: "FIN", atMs }];
    case "connection-closed":
      // In good order means that both sent FIN; the server's own is implied where it was part of its close().
      if (event.end === "closed") return [{ from: "server", label: "FIN" }];
      return [{ from: event.end === "reset" ? "client" : "server", label: "RST", atMs }];
    case "tcp-socket-closed":
      if (event.givenUp) return [{ from: "client", label: "RST", atMs }];
      return event.reset ? [{ from: "server", label: "RST", atMs }] : [];
    default:
      return [];
  }
}

const timeColumns = 11;

interface Marks {
  readonly life: string;
  readonly seen: { readonly line: string; readonly left: string; readonly right: string };
  readonly implied: { readonly line: string; readonly left: string; readonly right: string };
}

const unicodeMarks: Marks = {
  life: "│",
  seen: { line: "─", left: "◀", right: "▶" },
  implied: { line: "┄", left: "◁", right: "▷" },
};

const asciiMarks: Marks = {
  life: "|",
  seen: { line: "-", left: "<", right: ">" },
  implied: { line: ".", left: "<", right: ">" },
};

/** Draws the ladder, every line within `columns`. The names of client and server stand above their lifelines. */
export function drawLadder(
  rungs: readonly Rung[],
  names: Readonly<Record<Side, string>>,
  style: LadderStyle,
): string[] {
  const marks = style.ascii ? asciiMarks : unicodeMarks;
  const inner = style.columns - timeColumns - 4;
  return [...drawNames(names, style.columns), ...rungs.map((rung) => drawRung(rung, inner, marks))];
}

/** Side by side where there is room; two long IPv6 endpoints stand below each other, and need not be indented. */
function drawNames({ client, server }: Readonly<Record<Side, string>>, columns: number): string[] {
  const clientWidth = Bun.stringWidth(client);
  const right = (indent: number) => " ".repeat(Math.max(0, columns - indent - Bun.stringWidth(server))) + server;
  if (timeColumns + clientWidth + 1 + Bun.stringWidth(server) <= columns) {
    return [" ".repeat(timeColumns) + client + right(timeColumns + clientWidth)];
  }
  return [" ".repeat(timeColumns + clientWidth <= columns ? timeColumns : 0) + client, right(0)];
}

function drawRung({ from, label, atMs }: Rung, inner: number, marks: Marks): string {
  const { line, left, right } = atMs === undefined ? marks.implied : marks.seen;
  const room = inner - 1 - Bun.stringWidth(label) - 2;
  const before = Math.max(1, Math.floor(room / 2));
  const shaft = `${line.repeat(before)} ${label} ${line.repeat(Math.max(1, room - before))}`;
  const arrow = from === "client" ? `${shaft}${right}` : `${left}${shaft}`;
  const time = atMs === undefined ? "" : formatMs(atMs);
  return `${time.padStart(timeColumns - 1)} ${marks.life} ${arrow} ${marks.life}`;
}
