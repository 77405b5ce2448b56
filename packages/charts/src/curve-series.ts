// The lines, markers and the mark of one panel as ECharts series. Plain data, never loads ECharts.
import type { Curves } from './curve-words.js';
import type { DrawingOption } from './draw-svg.js';
import { PALETTE } from './palette.js';
import type { Panel } from './panels.js';

type Series = Extract<DrawingOption['series'], readonly unknown[]>[number];

const TRAINING = 'training';
const VALIDATION = 'validation';
/** More epochs than this are a line without markers. */
const MARKERS_UP_TO = 30;

function bestName({ epoch, best }: Curves): string | undefined {
  return best === undefined ? undefined : `best epoch (${epoch[best]})`;
}

/** What the legend explains, in its order; lines without markers have none there either. */
export function legendEntries(curves: Curves): { name: string; itemStyle?: { opacity: number } }[] {
  const { panels, epoch } = curves;
  const names = ([TRAINING, VALIDATION] as const).filter((side) => panels.some((panel) => panel[side] !== undefined));
  const lines = names.map((name) => (epoch.length <= MARKERS_UP_TO ? { name } : { name, itemStyle: { opacity: 0 } }));
  const best = bestName(curves);
  return best === undefined ? lines : [...lines, { name: best }];
}

/** Everything that `panel` shows inside the axes of number `axisIndex`. */
export function curveSeries(curves: Curves, panel: Panel, axisIndex: number): Series[] {
  const axes = { xAxisIndex: axisIndex, yAxisIndex: axisIndex };
  const series: Series[] = [];
  for (const side of [TRAINING, VALIDATION] as const) {
    const values = panel[side];
    if (values !== undefined) series.push({ ...axes, ...line(side, curves.epoch, values) });
  }
  const name = bestName(curves);
  if (name !== undefined) series.push({ ...axes, ...bestMark(name, curves, panel) });
  return series;
}

const LOOKS = {
  [TRAINING]: { color: PALETTE.training, dash: 'solid', marker: 'circle', markerSize: 7 },
  [VALIDATION]: { color: PALETTE.validation, dash: [7, 4], marker: 'triangle', markerSize: 9 },
} as const;

function line(name: typeof TRAINING | typeof VALIDATION, epoch: readonly number[], values: readonly number[]): Series {
  const { color, dash, marker, markerSize } = LOOKS[name];
  const markers = epoch.length <= MARKERS_UP_TO;
  return {
    type: 'line',
    name,
    silent: true,
    clip: false,
    symbol: markers ? marker : 'none',
    symbolSize: markerSize,
    color,
    itemStyle: { color },
    lineStyle: { color, width: epoch.length > 200 ? 1.5 : 2.25, type: dash as 'solid' | number[], join: 'round' },
    data: values.map((value, index) => ({
      value: [epoch[index] ?? index + 1, isDrawable(value) ? value : NaN],
      symbol: markers || standsAlone(values, index) ? marker : 'none',
    })),
  };
}

/** Not a gap. An axis over values beyond 1e300 would have an infinite length. */
function isDrawable(value = NaN): boolean {
  return Math.abs(value) <= 1e300;
}

/** A value between two gaps: no line reaches it, so it needs a marker to be seen. */
function standsAlone(values: readonly number[], index: number): boolean {
  return !isDrawable(values[index - 1]) && !isDrawable(values[index + 1]);
}

/** A vertical line at the best epoch through the panel, and a ring round the value there. */
function bestMark(name: string, { epoch, best = 0 }: Curves, panel: Panel): Series {
  const value = (panel.validation ?? panel.training)?.[best];
  const x = epoch[best] ?? 1;
  return {
    type: 'scatter',
    name,
    silent: true,
    clip: false,
    symbol: 'circle',
    symbolSize: 14,
    color: PALETTE.text,
    itemStyle: { color: 'transparent', borderColor: PALETTE.text, borderWidth: 1.75, opacity: 1 },
    data: value !== undefined && isDrawable(value) ? [[x, value]] : [],
    markLine: {
      silent: true,
      z: 1,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: PALETTE.axis, width: 1.25, type: [2, 3] },
      data: [{ xAxis: x }],
    },
  };
}
