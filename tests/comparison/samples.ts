/** All sample reports by name. */

import type { Report } from "../../src/comparison/record.ts";
import { lossy } from "./sample-lossy.ts";
import { interrupted, nothing, oneMissing, wrongService } from "./sample-odd-reports.ts";
import { loopback } from "./sample-reports.ts";

export const samples: Readonly<Record<string, Report>> = {
  loopback,
  lossy,
  interrupted,
  oneMissing,
  wrongService,
  nothing,
};
