// Lays out a confusion matrix as a heat map. Plain data, never loads ECharts.
import type { Drawing, DrawingOption } from './draw-svg.js';
import { heatSeries, heatScales } from './heat-series.js';
import { totals, worstConfusions } from './matrix.js';
import type { CountMatrix } from './matrix.js';
import { countText, numberText } from './number-text.js';
import { PALETTE } from './palette.js';
import { plainText, shortText, textColumns } from './plain-text.js';

const MIN_WIDTH = 460;
const RIGHT = 28;
const FOOT = 40;
const LABEL_COLUMNS = 20;
// Width of an average character of a label, in pixels, in the widest of the usual fonts (DejaVu Sans).
const LABEL_COLUMN = 7.4;
const COUNTS_UP_TO = 30;

/** The drawing of a checked matrix with one label a class, ready for `drawSvg`. */
export function confusionMatrixDrawing(matrix: CountMatrix, labels: readonly string[], title?: string): Drawing {
  const names = labels.map((label) => shortText(label, LABEL_COLUMNS));
  const cell = cellSize(matrix);
  const labelWidth = Math.ceil(Math.max(...names.map(textColumns)) * LABEL_COLUMN);
  const counted = matrix.length <= COUNTS_UP_TO;
  const slanted = labelWidth + 4 > (counted ? cell : 3 * cell);
  const side = cell * matrix.length;
  const left = 44 + labelWidth;
  const headHeight = title === undefined ? 40 : 70;
  // Slanted at 45 degrees, labels need their width over the square root of 2 upwards and to the right.
  const slope = Math.ceil(labelWidth * Math.SQRT1_2);
  const columnLabelHeight = slanted ? slope + 12 : 14;
  const top = headHeight + 24 + columnLabelHeight;
  const width = Math.max(MIN_WIDTH, left + side + RIGHT + (slanted ? slope : 0));
  const option: DrawingOption = {
    title: headings(matrix, title, { width, footTop: top + side + 14 }),
    grid: {
      show: true,
      backgroundColor: 'transparent',
      borderColor: PALETTE.grid,
      left,
      top,
      width: side,
      height: side,
      outerBoundsMode: 'none',
    },
    xAxis: {
      ...classAxis(names, labelStep(slanted ? 14 : labelWidth + 4, cell), slanted ? -45 : 0),
      position: 'top',
      name: 'predicted',
      nameGap: columnLabelHeight + 12,
    },
    yAxis: { ...classAxis(names, labelStep(14, cell), 0), inverse: true, name: 'true', nameGap: labelWidth + 18 },
    visualMap: heatScales(),
    series: heatSeries(matrix, counted),
  };
  return {
    option,
    width,
    height: top + side + FOOT,
    title: title === undefined ? 'Confusion matrix' : plainText(title),
    description: matrixDescription(matrix, labels),
  };
}

/** Side of a cell in pixels: wide enough for the longest count, narrower where counts are left out. */
function cellSize(matrix: CountMatrix): number {
  const classes = matrix.length;
  if (classes > COUNTS_UP_TO) return Math.max(5, Math.floor(900 / classes));
  const longest = Math.max(...matrix.flat().map((count) => countText(count).length));
  return Math.max(classes <= 4 ? 72 : classes <= 10 ? 46 : 32, Math.ceil(longest * 7.6) + 10);
}

/** Every how many classes there is room for a label of `size` pixels. */
function labelStep(size: number, cell: number): number {
  return [1, 2, 5, 10, 20, 50].find((step) => step * cell >= size) ?? 100;
}

/** An axis of classes that labels every `step`-th of them. */
function classAxis(names: string[], step: number, rotate: number) {
  return {
    type: 'category',
    data: names,
    nameLocation: 'middle',
    nameTextStyle: { fontSize: 13, color: PALETTE.text },
    axisLabel: {
      fontSize: 12,
      color: PALETTE.text,
      margin: 8,
      rotate,
      interval: (index: number) => index % step === 0,
    },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
  } as const;
}

function accuracyText(matrix: CountMatrix): string {
  const { samples, right } = totals(matrix);
  if (samples === 0) return 'no samples';
  return `accuracy ${numberText(right / samples)} (${countText(right)} of ${countText(samples)})`;
}

function headings(
  matrix: CountMatrix,
  title: string | undefined,
  { width, footTop }: { width: number; footTop: number },
): NonNullable<DrawingOption['title']> {
  const muted = { fontSize: 12, fontWeight: 'normal', color: PALETTE.mutedText } as const;
  const place = { left: 20, padding: 0 };
  const main =
    title === undefined
      ? []
      : [
          {
            ...place,
            text: shortText(title, Math.floor((width - 40) / 11)),
            top: 12,
            textStyle: { fontSize: 18, fontWeight: 'bold', color: PALETTE.text } as const,
          },
        ];
  return [
    ...main,
    { ...place, text: accuracyText(matrix), top: title === undefined ? 14 : 42, textStyle: { ...muted, fontSize: 13 } },
    { ...place, text: 'blue: right, orange: wrong; the darker, the more of its row', top: footTop, textStyle: muted },
  ];
}

function matrixDescription(matrix: CountMatrix, labels: readonly string[]): string {
  const worst = worstConfusions(matrix, 3).map(
    ({ trueClass, predictedClass, count }) =>
      `${labels[trueClass]} taken for ${labels[predictedClass]} (${countText(count)})`,
  );
  const mistakes = worst.length === 0 ? 'No confusions.' : `Largest confusions: ${worst.join(', ')}.`;
  const classes = matrix.length === 1 ? '1 class' : `${matrix.length} classes`;
  return `${classes}, ${accuracyText(matrix)}. Rows are true classes, columns predicted ones. ${mistakes}`;
}
