/** Another page, which could load the first one, and does not. */

console.log(import.meta.main ? "the other is run" : "the other is loaded");

export function loadPage(): Promise<typeof import("./page.ts")> {
  return import("./page.ts");
}
