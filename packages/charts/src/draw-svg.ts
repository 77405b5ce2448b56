// The one file that loads ECharts: an option in, SVG text out. Import it with import(), so that only drawing pays for it.
import { HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import type { HeatmapSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  VisualMapComponent,
} from 'echarts/components';
import type {
  GridComponentOption,
  LegendComponentOption,
  MarkLineComponentOption,
  TitleComponentOption,
  VisualMapComponentOption,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import type { ComposeOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { FONT_FAMILY, PALETTE } from './palette.js';
import { xmlText } from './plain-text.js';

/** What a drawing may be made of: the parts of ECharts that this file registers. */
export type DrawingOption = ComposeOption<
  | GridComponentOption
  | HeatmapSeriesOption
  | LegendComponentOption
  | LineSeriesOption
  | MarkLineComponentOption
  | ScatterSeriesOption
  | TitleComponentOption
  | VisualMapComponentOption
>;

/** A drawing: what to show, how large in pixels, and what to say to those who cannot see it. */
export interface Drawing {
  readonly option: DrawingOption;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
}

/** The drawing as a self-contained SVG document: the same drawing gives the same bytes. */
export function drawSvg({ option, width, height, title, description }: Drawing): string {
  use([
    GridComponent,
    HeatmapChart,
    LegendComponent,
    LineChart,
    MarkLineComponent,
    ScatterChart,
    SVGRenderer,
    TitleComponent,
    VisualMapComponent,
  ]);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: PALETTE.background,
      textStyle: { fontFamily: FONT_FAMILY, color: PALETTE.text },
      ...option,
    });
    return portable(chart.renderToSVGString()).replace(
      /^<svg ([^>]*)>/,
      (_, attributes: string) =>
        `<svg role="img" ${attributes}>\n<title>${xmlText(title)}</title>\n<desc>${xmlText(description)}</desc>`,
    );
  } finally {
    chart.dispose();
  }
}

/**
 * ECharts' text as any viewer takes it. Names that count the charts drawn so far would make two drawings of the same data
 * differ and ids of two drawings on one page collide: hover styles with their classes are of use to a live chart alone, and
 * clip paths cut nothing off, since nothing lies outside the axes. ECharts' own attributes are no SVG; boxes that paint
 * nothing are ballast; not every converter knows `dominant-baseline`, but each knows a shift. Quotes and angle brackets in
 * text are escaped, so the patterns match markup alone.
 */
function portable(svg: string): string {
  return svg
    .replace(/<style ?><!\[CDATA\[.*?\]\]>\s*<\/style>\n?/gs, '')
    .replace(/<defs ?>.*?<\/defs>\n?/gs, '')
    .replace(/ dominant-baseline="central"/g, ' dy="0.35em"')
    .replace(/ (?:class|clip-path|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/<path [^>]*(?: fill-opacity="0"(?:[^>]* stroke-width="0")?| fill="none")><\/path>\n?/g, '');
}
