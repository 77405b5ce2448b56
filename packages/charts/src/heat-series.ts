// The cells of a confusion matrix as ECharts series: one for right answers, one for wrong ones. Never loads ECharts.
import type { DrawingOption } from './draw-svg.js';
import { sum } from './matrix.js';
import type { CountMatrix } from './matrix.js';
import { countText } from './number-text.js';
import { PALETTE } from './palette.js';

// From `whiteFrom` on a cell is dark enough for white figures to be the more readable ones.
const SIDES = [
  { right: true, colors: PALETTE.right, whiteFrom: 0.7 },
  { right: false, colors: PALETTE.wrong, whiteFrom: 0.83 },
] as const;

/** Colour scales from 0 to 1, one for each series. */
export function heatScales(): NonNullable<DrawingOption['visualMap']> {
  return SIDES.map(({ colors }, seriesIndex) => ({
    type: 'continuous',
    show: false,
    seriesIndex,
    dimension: 2,
    min: 0,
    max: 1,
    inRange: { color: [...colors] },
  }));
}

/** The cells, with their counts in them where `counts` says so. */
export function heatSeries(matrix: CountMatrix, counts: boolean): NonNullable<DrawingOption['series']> {
  return SIDES.map((side) => ({
    type: 'heatmap',
    silent: true,
    itemStyle: { borderColor: PALETTE.grid, borderWidth: counts ? 1 : 0 },
    label: { show: counts, fontSize: 12 },
    data: matrix.flatMap((row, trueClass) => {
      const total = sum(row);
      return row.flatMap((count, predictedClass) => {
        if ((trueClass === predictedClass) !== side.right) return [];
        // An empty cell off the diagonal is white: with no count to show there is nothing to draw.
        if (count === 0 && !counts && !side.right) return [];
        return [cell([predictedClass, trueClass], count, total, side)];
      });
    }),
  }));
}

function cell(place: [number, number], count: number, total: number, { right, whiteFrom }: (typeof SIDES)[number]) {
  const share = total === 0 ? 0 : count / total;
  const shade = right ? share : Math.cbrt(share);
  const ink = shade > whiteFrom ? PALETTE.background : PALETTE.text;
  return {
    value: [...place, shade],
    label: { color: count === 0 ? PALETTE.axis : ink, formatter: () => countText(count) },
  };
}
