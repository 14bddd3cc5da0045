/** All plots of the page: one door to what draws them, so that it is loaded when a report is asked for and never else. */

import { plotDifferences } from "./plot-differences.ts";
import { plotDistribution } from "./plot-distribution.ts";
import { plotFirstAnswer } from "./plot-first-answer.ts";
import { plotSizes } from "./plot-sizes.ts";
import { plotTimes } from "./plot-times.ts";

export const plots = {
  distribution: plotDistribution,
  times: plotTimes,
  sizes: plotSizes,
  firstAnswer: plotFirstAnswer,
  differences: plotDifferences,
};

export type Plots = typeof plots;
