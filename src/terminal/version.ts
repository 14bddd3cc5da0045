/** The version, from package.json at build time: a compiled program has no package.json. */

import { version } from "../../package.json";

export const programVersion: string = version;
