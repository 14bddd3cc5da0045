/** Under what all this was measured, and what each quantity of the page is. */

import { type Endpoint, formatEndpoint } from "../core/endpoint.ts";
import type { ReportTexts } from "../narration/report.ts";
import type { Quantity } from "../narration/report-topics.ts";
import { fixed, formatSetting } from "./html-amounts.ts";
import type { Page } from "./html-page.ts";
import { type Html, html, type Insertable } from "./html-template.ts";
import type { Report } from "./record.ts";

/** Every field of the conditions and of the plan. */
export function conditionsSection(report: Report, page: Page): Html {
  const { texts } = page;
  const values = { ...conditionValues(report, texts), ...planValues(report, texts) };
  const names = Object.keys(texts.condition) as (keyof typeof values)[];
  const fields = names.map((name) => {
    const label = texts.condition[name];
    return html`<dt>${name === "window" ? page.quantity(name, label) : label}</dt><dd>${values[name]}</dd>\n`;
  });
  return page.section(
    "conditions",
    html`<p>${texts.lead.conditions}</p>`,
    html`<dl class="conditions">\n${fields}</dl>`,
  );
}

function conditionValues({ conditions, format, version }: Report, texts: ReportTexts) {
  const { startedAt, program, runtime, system, processors, host, servers } = conditions;
  return {
    startedAt: formatInstant(startedAt),
    program,
    runtime,
    system,
    processors,
    host,
    servers: texts.servers[servers],
    udp: formatServer(conditions.udp, texts),
    tcp: formatServer(conditions.tcp, texts),
    sameHost: conditions.sameHost ? texts.yes : texts.no,
    congestionControl: conditions.congestionControl ?? texts.notKnown,
    format: `${format} ${version}`,
  } satisfies Record<keyof Report["conditions"] | "format", Insertable>;
}

function planValues({ plan }: Report, texts: ReportTexts) {
  return {
    count: plan.count === null ? texts.none : fixed(plan.count, 0),
    durationMs: plan.durationMs === null ? texts.none : formatSetting(plan.durationMs),
    intervalMs: plan.intervalMs === 0 ? texts.none : formatSetting(plan.intervalMs),
    sizes: plan.sizes.map((bytes) => fixed(bytes, 0)).join(" · "),
    window: fixed(plan.window, 0),
    warmup: fixed(plan.warmup, 0),
    replyTimeoutMs: formatSetting(plan.replyTimeoutMs),
    connectTimeoutMs: formatSetting(plan.connectTimeoutMs),
    reconnect: plan.reconnect ? texts.yes : texts.no,
  } satisfies Record<keyof Report["plan"], Insertable>;
}

function formatServer(server: Endpoint | null, texts: ReportTexts): string {
  return server === null ? texts.none : formatEndpoint(server);
}

/** An ISO 8601 instant as a person reads it: `2026-03-02 09:15:04 UTC`. What is none stays as it is. */
export function formatInstant(instant: string): string {
  return instant.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z$/, "$1 $2 UTC");
}

/** Defines what the parts above link to, in the order in which they are listed, and nothing else. */
export function definitionsSection(above: Html, page: Page): Html {
  const { texts } = page;
  const linked = new Set([...above.text.matchAll(/ href="#q-(\w+)"/g)].map(([, name]) => name));
  const names = (Object.keys(texts.quantity) as Quantity[]).filter((name) => linked.has(name));
  const definitions = names.map((name) => {
    const { name: term, meaning } = texts.quantity[name];
    return html`<dt id="q-${name}">${term}</dt><dd>${withRfcs(meaning)}</dd>\n`;
  });
  return page.section(
    "definitions",
    html`<p>${texts.lead.definitions}</p>`,
    html`<dl class="definitions">\n${definitions}</dl>`,
  );
}

/** Links each RFC to where it can be read. */
export function withRfcs(text: string): Html[] {
  return text.split(/(RFC \d+)/).map((part) => {
    const number = /^RFC (\d+)$/.exec(part)?.[1];
    return number === undefined
      ? html`${part}`
      : html`<a href="https://www.rfc-editor.org/rfc/rfc${number}">${part}</a>`;
  });
}
