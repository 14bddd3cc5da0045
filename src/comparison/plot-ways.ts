/** How each way looks in plots: apart by colour, by darkness and by line, so that a grey print tells them apart too. */

import type { Way } from "../measurement/record.ts";
import type { ReportTexts } from "../narration/report.ts";

export interface WayStyle {
  readonly color: string;
  readonly dash: "solid" | number[];
  readonly symbol: "circle" | "rect" | "triangle" | "diamond";
}

/** Okabe and Ito's colours, which the colour-blind tell apart; TCP's blue is darkened for grey print. */
export const wayStyles: Readonly<Record<Way, WayStyle>> = {
  datagrams: { color: "#d55e00", dash: "solid", symbol: "circle" },
  "one-connection": { color: "#00466e", dash: [7, 3], symbol: "rect" },
  "connection-per-sentence": { color: "#3f8fc4", dash: [2, 2], symbol: "triangle" },
  "socket-per-datagram": { color: "#d99a00", dash: [9, 3, 2, 3], symbol: "diamond" },
};

/** The order of columns, legends and panels: the two that are compared first. */
const order: readonly Way[] = ["datagrams", "one-connection", "connection-per-sentence", "socket-per-datagram"];

export function inOrder<Item extends { readonly way: Way }>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => order.indexOf(a.way) - order.indexOf(b.way));
}

/** `TCP, one connection` */
export function nameOfWay(way: Way, texts: ReportTexts): string {
  const { protocol, how } = texts.way[way];
  return `${protocol}, ${how}`;
}
