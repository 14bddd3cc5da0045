/** A page as ours are: it can be run, and others know how to load it. */

export const name = "page";

console.log(import.meta.main ? "is run" : "is loaded");
if (import.meta.main) await import("./other-page.ts");
