// Lays out learning curves: panels below each other over one shared axis of epochs. Plain data, never loads ECharts.
import { curveSeries, legendEntries } from './curve-series.js';
import { curvesDescription, panelCaption } from './curve-words.js';
import type { Curves } from './curve-words.js';
import type { Drawing, DrawingOption } from './draw-svg.js';
import { numberText } from './number-text.js';
import { PALETTE } from './palette.js';
import { panelWords } from './panels.js';
import { plainText, shortText, textColumns } from './plain-text.js';

const WIDTH = 720;
const LEFT = 64;
const RIGHT = 28;
const PLOT_HEIGHT = 170;
const HEADING_HEIGHT = 28;
const PANEL_GAP = 20;
const EPOCH_AXIS_HEIGHT = 48;
// Width of an average character, in pixels, in the widest of the usual fonts (DejaVu Sans).
const HEADING_COLUMN = 9.4;
const CAPTION_COLUMN = 7.2;

/** The drawing of `curves`, ready for `drawSvg`. */
export function learningCurvesDrawing(curves: Curves): Drawing {
  const { panels, title, epoch } = curves;
  const legendTop = title === undefined ? 12 : 44;
  const plotTop = (index: number): number =>
    legendTop + 26 + HEADING_HEIGHT + index * (PLOT_HEIGHT + HEADING_HEIGHT + PANEL_GAP);
  const option: DrawingOption = {
    title: [
      ...(title === undefined ? [] : [mainTitle(title)]),
      ...panels.flatMap((panel, index) =>
        panelTitles(panelWords(panel.name), panelCaption(curves, panel), plotTop(index)),
      ),
    ],
    legend: {
      data: legendEntries(curves),
      left: LEFT,
      top: legendTop,
      padding: 0,
      itemGap: 24,
      itemWidth: 32,
      itemHeight: 12,
      selectedMode: false,
      textStyle: { fontSize: 13, color: PALETTE.text },
    },
    grid: panels.map((_, index) => ({
      left: LEFT,
      right: RIGHT,
      top: plotTop(index),
      height: PLOT_HEIGHT,
      outerBoundsMode: 'none',
    })),
    xAxis: panels.map((_, index) => epochAxis(epoch, index, index === panels.length - 1)),
    yAxis: panels.map((_, index) => valueAxis(index)),
    series: panels.flatMap((panel, index) => curveSeries(curves, panel, index)),
  };
  return {
    option,
    width: WIDTH,
    height: plotTop(panels.length - 1) + PLOT_HEIGHT + EPOCH_AXIS_HEIGHT,
    title: title === undefined ? 'Learning curves' : plainText(title),
    description: curvesDescription(curves),
  };
}

type TitleOption = Extract<DrawingOption['title'], readonly unknown[]>[number];
type AxisOption<Side extends 'xAxis' | 'yAxis'> = Extract<DrawingOption[Side], readonly unknown[]>[number];

function mainTitle(title: string): TitleOption {
  return {
    text: shortText(title, 56),
    left: LEFT,
    top: 12,
    padding: 0,
    textStyle: { fontSize: 18, fontWeight: 'bold', color: PALETTE.text },
  };
}

/** Above a plot: what it shows at the left, its numbers at the right. The name gives way where both do not fit. */
function panelTitles(name: string, caption: string, plotTop: number): TitleOption[] {
  const columns = (WIDTH - LEFT - RIGHT - 16 - textColumns(caption) * CAPTION_COLUMN) / HEADING_COLUMN;
  return [
    {
      text: shortText(name, Math.floor(columns)),
      left: LEFT,
      top: plotTop - 22,
      padding: 0,
      textStyle: { fontSize: 14, fontWeight: 'bold', color: PALETTE.text },
    },
    {
      text: caption,
      left: WIDTH - RIGHT,
      textAlign: 'right',
      top: plotTop - 20,
      padding: 0,
      textStyle: { fontSize: 12, fontWeight: 'normal', color: PALETTE.mutedText },
    },
  ];
}

const gridLine = { show: true, lineStyle: { color: PALETTE.grid } } as const;

/** Every panel has the grid lines of the epochs; only the lowest one (`labelled`) has their numbers. */
function epochAxis(epoch: readonly number[], gridIndex: number, labelled: boolean): AxisOption<'xAxis'> {
  const first = epoch[0] ?? 1;
  const last = epoch.at(-1) ?? first;
  // A single epoch stands in the middle of its panel.
  const alone = first === last ? 1 : 0;
  return {
    type: 'value',
    gridIndex,
    min: first - alone,
    max: last + alone,
    minInterval: 1,
    name: labelled ? 'epoch' : '',
    nameLocation: 'middle',
    nameGap: 28,
    nameTextStyle: { fontSize: 13, color: PALETTE.text },
    axisLabel: {
      show: labelled,
      fontSize: 12,
      color: PALETTE.mutedText,
      formatter: (value: number) => (value < first || value > last || !Number.isInteger(value) ? '' : String(value)),
    },
    axisLine: { show: true, onZero: false, lineStyle: { color: PALETTE.axis } },
    axisTick: { show: labelled && alone === 0, lineStyle: { color: PALETTE.axis } },
    splitLine: gridLine,
  };
}

function valueAxis(gridIndex: number): AxisOption<'yAxis'> {
  return {
    type: 'value',
    gridIndex,
    // Not from zero: late epochs differ by little, and a curve carries no area.
    scale: true,
    splitNumber: 4,
    axisLabel: { fontSize: 12, color: PALETTE.mutedText, formatter: (value: number) => numberText(value, 6) },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: gridLine,
  };
}
