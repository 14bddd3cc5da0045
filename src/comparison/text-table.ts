/** Tables in columns of a terminal, where a Hangul syllable takes two. */

import { wrap } from "../narration/wrap.ts";
import { indent, type TextStyle } from "./text-style.ts";

/**
 * `point`: numbers below each other by their decimal point. The column that takes the room left over, one at most:
 * `text` goes on in further lines, and is the last; `bar` is drawn.
 */
export type Align = "left" | "right" | "point" | "text" | "bar";

export interface Table {
  readonly aligns: readonly Align[];
  /** Lines above the rows. */
  readonly heads?: readonly (readonly string[])[];
  readonly rows: readonly (readonly string[])[];
  /** What the bars stand for, a row each. */
  readonly bars?: readonly (number | null)[];
}

interface Column {
  readonly align: Align;
  readonly heads: readonly string[];
  readonly cells: readonly string[];
  readonly columns: number;
}

const usualGap = 2;
/** A column of a bar is filled by eighths. */
const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"] as const;

/** Draws a table, its heads as an aside. */
export function drawTable(table: Table, style: TextStyle): string[] {
  const { heads = [], rows } = table;
  const columns = measureColumns(table, style.columns - indent.length);
  const fixed = columns.reduce((sum, column) => sum + column.columns, 0);
  const gaps = columns.length - 1;
  const gap = indent.length + fixed + gaps * usualGap <= style.columns ? usualGap : 1;
  const line = (texts: readonly string[]) => {
    const padded = columns.map((column, index) => pad(texts[index] as string, column));
    return (indent + padded.join(" ".repeat(gap))).trimEnd();
  };
  const headLines = heads.map((_, head) => style.colors.dim(line(columns.map((column) => column.heads[head] ?? ""))));
  const lines = rows.flatMap((_, row) => cellLines(columns, row).map(line));
  return [...headLines, ...lines];
}

/** A bar of so much of `columns`. What is more than nothing shows. */
export function bar(fraction: number, columns: number): string {
  if (!(fraction > 0)) return "";
  const filled = Math.max(1, Math.round(Math.min(1, fraction) * columns * 8));
  return "█".repeat(Math.floor(filled / 8)) + eighths[(filled % 8) as 0];
}

function measureColumns({ aligns, heads = [], rows, bars = [] }: Table, lineColumns: number): Column[] {
  const columns = aligns.map((align, index): Column => {
    const texts = rows.map((row) => row[index] ?? "");
    const cells = align === "point" ? alignPoints(texts) : texts;
    const takesRest = align === "text" || align === "bar";
    const above = heads.map((head) => head[index] ?? "");
    const widths = [...above, ...(takesRest ? [] : cells)].map((text) => Bun.stringWidth(text));
    return { align, heads: above, cells, columns: Math.max(0, ...widths) };
  });
  const others = columns.reduce((sum, column) => sum + column.columns, 0) + (columns.length - 1) * usualGap;
  return columns.map((column) => {
    if (column.align !== "text" && column.align !== "bar") return column;
    const rest = Math.max(column.columns, lineColumns - others + column.columns);
    const greatest = Math.max(0, ...bars.map((value) => value ?? 0));
    const cells = column.align === "text" ? column.cells : bars.map((value) => bar((value ?? 0) / greatest, rest));
    return { ...column, cells, columns: rest };
  });
}

/** The lines of one row: more than one where its text is longer than the room for it. */
function cellLines(columns: readonly Column[], row: number): string[][] {
  const cells = columns.map((column) => column.cells[row] as string);
  const last = columns.at(-1);
  if (last?.align !== "text") return [cells];
  const [first = "", ...more] = wrap(cells.at(-1) as string, last.columns);
  const others = cells.slice(0, -1);
  return [[...others, first], ...more.map((text) => [...others.map(() => ""), text])];
}

function pad(text: string, { align, columns }: Column): string {
  const space = " ".repeat(Math.max(0, columns - Bun.stringWidth(text)));
  return align === "right" || align === "point" ? space + text : text + space;
}

/** Fills up numbers behind the point; what has no point ends where the others have theirs. */
function alignPoints(texts: readonly string[]): string[] {
  const behind = texts.map((text) => (/^[+−]?[\d,]+\./.test(text) ? text.length - text.indexOf(".") : 0));
  const most = Math.max(0, ...behind);
  return texts.map((text, index) => text + " ".repeat(most - (behind[index] as number)));
}
