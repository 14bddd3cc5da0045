/** Where and under what it was measured: without it, no number means anything. */

import { formatEndpoint } from "../core/endpoint.ts";
import type { Conditions } from "../measurement/record.ts";
import type { MeasureMessages } from "../narration/measure-language.ts";
import { aside, indent, outsideText, type TextStyle } from "./text-style.ts";

export function drawConditions(conditions: Conditions, messages: MeasureMessages, style: TextStyle): string[] {
  const { host, servers, udp, tcp, sameHost, system, processors, runtime, program, startedAt } = conditions;
  const endpoints = [udp && `UDP ${formatEndpoint(udp)}`, tcp && `TCP ${formatEndpoint(tcp)}`].filter(
    (text) => text !== null,
  );
  const control = conditions.congestionControl;
  const software = [
    ...(tcp === null || control === null ? [] : [messages.congestionControl(control)]),
    program,
    runtime,
    formatMinute(startedAt),
  ];
  return [
    `${messages.servers[servers](outsideText(host, 60))} ${endpoints.join(", ")}`,
    sameHost ? messages.sameHost : messages.overNetwork,
    join([system, processors], style),
    join(software, style),
  ].flatMap((text) => aside(text.trim(), style));
}

function join(texts: readonly string[], { columns }: TextStyle): string {
  return texts.map((text) => outsideText(text, columns - indent.length)).join(" · ");
}

/** `2026-03-02T09:30:00.000Z` as people write it. */
function formatMinute(iso: string): string {
  return iso.replace(/^(\S+)T(\d\d:\d\d).*Z$/, "$1 $2 UTC");
}
