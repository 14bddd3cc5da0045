/** What goes over the wire for one sentence and its reply: counted where the kernel tells, computed where it does not. */

import { formatCount } from "../core/amounts.ts";
import type { Wire } from "./record.ts";
import { unknown } from "./text-amounts.ts";
import { type Material, ways } from "./text-material.ts";
import { aside } from "./text-style.ts";
import { drawTable } from "./text-table.ts";

const computedMark = "*";

/** Draws the smallest size and the largest. */
export function drawWire({ comparison, sizes, messages, style }: Material): string[] {
  const ends = new Set([sizes[0], sizes.at(-1)]);
  const shown = comparison.wire
    .filter(({ sentenceBytes }) => ends.has(sentenceBytes))
    .toSorted((a, b) => a.sentenceBytes - b.sentenceBytes || ways.indexOf(a.way) - ways.indexOf(b.way));
  if (shown.length === 0) return [];
  const { way: names, packetsOut, packetsIn, headerBytes, payloadBytes, computed } = messages.compare;
  const rows = shown.map((wire) => [
    names[wire.way],
    perSentence(wire.packetsOut, wire),
    perSentence(wire.packetsIn, wire),
    marked(formatCount(Number(wire.headerBytesPerSentence.toFixed(1))), wire.headers),
    formatCount(2 * wire.sentenceBytes),
  ]);
  const hasComputed = shown.some(({ packets, headers }) => packets === "computed" || headers === "computed");
  return [
    ...drawTable(
      {
        aligns: ["left", "right", "right", "right", "right"],
        heads: [["", packetsOut, packetsIn, headerBytes, payloadBytes]],
        rows,
      },
      style,
    ),
    ...(hasComputed ? aside(computed(shown.some(({ way }) => wayIsTcp(way))), style) : []),
  ];
}

function wayIsTcp(way: Wire["way"]): boolean {
  return way === "one-connection" || way === "connection-per-sentence";
}

function perSentence(packets: number, { sentences, packets: source }: Wire): string {
  return sentences === 0 ? unknown : marked((packets / sentences).toFixed(2), source);
}

/** What was counted keeps the room of the mark, so that the digits stay below each other. */
function marked(figure: string, source: "observed" | "computed"): string {
  return `${figure}${source === "computed" ? computedMark : " "}`;
}
