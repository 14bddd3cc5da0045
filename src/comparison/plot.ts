/** Draws a plot as SVG text (ECharts on the server's side: no screen, no script in the page). Costly to load: import it when asked for. */

import type { EChartsOption } from "echarts";
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer]);

/** Every plot is drawn as wide as a phone's page or half a sheet, in units of SVG; the page scales it. */
export const plotWidth = 440;
export const ink = "#222222";
export const hairline = "#d4d4d4";

/** @returns one `<svg>` element that fills the width it is given. */
export function draw(height: number, option: EChartsOption): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: plotWidth, height });
  try {
    // The page's own font; what it is exactly cannot be known here, so ECharts estimates the widths of texts.
    chart.setOption({ animation: false, textStyle: { fontFamily: "inherit", fontSize: 13, color: ink }, ...option });
    return scalable(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/** The `viewBox` alone tells the shape. The rest that goes is for the pointer, and a page on paper has none. */
function scalable(svg: string): string {
  return svg
    .replace(
      /^<svg width="\d+" height="\d+"[^>]*?(viewBox="[^"]*")[^>]*>/,
      '<svg xmlns="http://www.w3.org/2000/svg" $1>',
    )
    .replace(/ pointer-events="visible"/g, "")
    .replace(/ class="zr[\w-]*"/g, "")
    .replace(/<style\s*>[\s\S]*?<\/style>\s*/g, "");
}
