/** HTML from templates: what is inserted is text, and no text can become markup. */

import { visibleText } from "../core/visible.ts";

/** Markup. Everything else that is inserted into a template is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

export type Insertable = Html | string | number | null | readonly Insertable[];

/** Escapes what it inserts, and makes visible in it what nobody sees; lists are joined, null is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Insertable[]): Html {
  return new Html(strings.map((string, i) => string + written(values[i] ?? null)).join(""));
}

function written(value: Insertable): string {
  if (value === null) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(written).join("");
  return Bun.escapeHTML(visibleText(`${value}`));
}
