/** A page that is loaded by a file that imports it in its first lines. */

export const name = "bound page";

console.log(import.meta.main ? "is run" : "is loaded");
if (import.meta.main) await import("./binding.ts");
