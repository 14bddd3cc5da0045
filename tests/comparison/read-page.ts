/** Reads a report page as a browser would take it apart: its elements, and its text. */

export interface PageElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export function elementsOf(page: string): PageElement[] {
  const elements: PageElement[] = [];
  const rewriter = new HTMLRewriter().on("*", {
    element: ({ tagName, attributes }) => {
      elements.push({ tag: tagName, attributes: Object.fromEntries(attributes) });
    },
  });
  rewriter.transform(page);
  return elements;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };

/** What a reader sees of some markup, in one line. */
export function textOf(markup: string): string {
  return markup
    .replace(/<style>[\s\S]*?<\/style>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&([\w#]+);/g, (entity, name: string) => entities[name] ?? entity)
    .replace(/\s+/g, " ");
}

/** One section, as markup; it must be there. */
export function sectionOf(page: string, id: string): string {
  const section = page.split("<section ").find((part) => part.startsWith(`id="${id}"`));
  if (section === undefined) throw new Error(`the page has no section ${id}`);
  return section;
}

/** The cells of the first row with this name in some markup, as text. */
export function cellsOf(markup: string, name: string): string[] {
  const rows = markup.split("<tr").map((part) => part.split("</tr>")[0] as string);
  const row = rows.find((part) => textOf(`<tr${part.split("<td")[0]}`).trim() === name);
  if (row === undefined) throw new Error(`no row is named ${name}`);
  return row
    .split("<td")
    .slice(1)
    .map((cell) =>
      textOf(`<td${cell.replace(/^(.*?>)<span class="label">[\s\S]*?<\/span> <span>/, "$1<span>")}`).trim(),
    );
}

/** The plots, as SVG. */
export function plotsOf(markup: string): string[] {
  return markup.match(/<svg [\s\S]*?<\/svg>/g) ?? [];
}
