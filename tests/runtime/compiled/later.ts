/** What a program loads only when it needs it. */

console.log("later.ts runs");

export const file = import.meta.url;
