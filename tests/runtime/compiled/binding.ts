/** What a page loads, and what imports that page at once. */

import { name } from "./bound-page.ts";

console.log(`imports the ${name}`);
