// Tests of confusionMatrix: what is drawn, where, and what is refused.
import { describe, expect, it } from 'vitest';
import { confusionMatrix } from './confusion-matrix.js';
import type { ConfusionMatrixOptions } from './confusion-matrix.js';
import type { CountMatrix } from './matrix.js';
import { elements, geometry, parseSvg, place, texts } from './testing/svg-document.js';
import type { SvgElement } from './testing/svg-document.js';

const MATRIX = [
  [90, 7, 3],
  [0, 55, 5],
  [11, 0, 1200],
];

const draw = async (matrix: CountMatrix, options?: ConfusionMatrixOptions): Promise<SvgElement> =>
  parseSvg(await confusionMatrix(matrix, options));

/** The filled cells as `[left, top, side]` with their colour, in reading order. */
function cells(svg: SvgElement): { left: number; top: number; width: number; color: string }[] {
  return elements(svg, 'path')
    .map(({ attributes: { d = '', fill = 'none' } }) => ({
      match: /^M([\d.]+) ([\d.]+)l([\d.]+) 0/.exec(d),
      color: fill,
    }))
    .filter(({ match, color }) => match !== null && color !== 'none')
    .map(({ match, color }) => ({ left: Number(match![1]), top: Number(match![2]), width: Number(match![3]), color }))
    .sort((a, b) => a.top - b.top || a.left - b.left);
}

/** Red, green and blue of `#rrggbb` or `rgb(r,g,b)`. */
function channels(color: string): number[] {
  return color.startsWith('#')
    ? [1, 3, 5].map((from) => parseInt(color.slice(from, from + 2), 16))
    : (color.match(/\d+/g) ?? []).map(Number);
}

describe('confusionMatrix', () => {
  it('writes each count into its cell: rows are true classes from the top, columns predicted ones', async () => {
    const svg = await draw(MATRIX, { labels: ['a', 'b', 'c'] });
    const grid = cells(svg);
    expect(grid).toHaveLength(9);
    const words = elements(svg, 'text').map((element) => ({ text: element.text, at: place(element) }));
    for (const [index, { left, top, width }] of grid.entries()) {
      const inside = words.filter(({ at: [x, y] }) => x > left && x < left + width && y > top && y < top + width);
      const count = MATRIX[Math.floor(index / 3)]![index % 3]!;
      expect(inside.map(({ text }) => text)).toEqual([count === 1200 ? '1,200' : String(count)]);
    }
  });

  it('names classes and axes, and adds up', async () => {
    const words = texts(await draw(MATRIX, { labels: ['cat', 'dog', 'cow'], title: 'Animals' }));
    expect(words.filter((word) => word === 'dog')).toHaveLength(2);
    expect(words).toEqual(expect.arrayContaining(['Animals', 'true', 'predicted', 'accuracy 0.981 (1,345 of 1,371)']));
    expect(texts(await draw(MATRIX)).filter((word) => word === '2')).toHaveLength(2);
  });

  it('has blue right answers and orange wrong ones, darker for a larger share of the row', async () => {
    const colors = cells(await draw(MATRIX)).map(({ color }) => channels(color));
    const brightness = (index: number): number => colors[index]!.reduce((total, channel) => total + channel);
    for (const [index, [red, , blue]] of colors.entries()) {
      const tint = blue! - red!;
      if (index % 4 === 0) expect(tint).toBeGreaterThan(10);
      else if (MATRIX.flat()[index] === 0) expect(colors[index]).toEqual([255, 255, 255]);
      else expect(tint).toBeLessThan(-10);
    }
    expect(brightness(8)).toBeLessThan(brightness(0));
    expect(brightness(1)).toBeLessThan(brightness(2));
  });

  it('draws one class, empty rows and no samples at all', async () => {
    expect(texts(await draw([[5]]))).toContain('accuracy 1 (5 of 5)');
    const empty = await draw([
      [0, 0],
      [0, 0],
    ]);
    expect(texts(empty)).toContain('no samples');
    expect(cells(empty)).toHaveLength(4);
  });

  it('leaves the counts out above 30 classes but colours every cell that is not empty', async () => {
    const matrix = Array.from({ length: 60 }, (_, row) =>
      Array.from({ length: 60 }, (_, column) => 7000 + row + column),
    );
    const svg = await draw(matrix);
    expect(cells(svg)).toHaveLength(3600);
    expect(texts(svg).filter((word) => word.startsWith('7,'))).toHaveLength(0);
    const thirty = matrix.slice(0, 30).map((row) => row.slice(0, 30));
    expect(texts(await draw(thirty)).filter((word) => word.startsWith('7,'))).toHaveLength(900);
  });

  it('keeps long labels, large counts and markup inside the picture', async () => {
    const labels = ['Ankle boot of brown leather', '<b>&"', '日本語日本語日本語日本語'];
    const large = MATRIX.map((row) => row.map((count) => count * 1e6));
    const svg = await draw(large, { labels, title: 'T'.repeat(300) });
    const [width, height] = ['width', 'height'].map((name) => Number(svg.attributes[name]));
    expect(texts(svg)).toEqual(expect.arrayContaining(['Ankle boot of brown…', '<b>&"', '1,200,000,000']));
    expect(elements(svg, 'b')).toHaveLength(0);
    for (const { left, top, width: side } of cells(svg)) {
      expect(left + side).toBeLessThanOrEqual(width!);
      expect(top + side).toBeLessThanOrEqual(height!);
    }
    expect(elements(svg, 'path').flatMap(geometry).every(Number.isFinite)).toBe(true);
  });

  it('is self-contained, the same each time, and says in words what it shows', async () => {
    const source = await confusionMatrix(MATRIX, { labels: ['cat', 'dog', 'cow'] });
    await confusionMatrix([[1]]);
    expect(await confusionMatrix(MATRIX, { labels: ['cat', 'dog', 'cow'] })).toBe(source);
    expect(source).not.toMatch(/<style|<script|<image|href=|url\(|class=| id=|ecmeta/);
    const svg = parseSvg(source);
    expect(elements(svg, 'title')[0]?.text).toBe('Confusion matrix');
    expect(elements(svg, 'desc')[0]?.text).toBe(
      '3 classes, accuracy 0.981 (1,345 of 1,371). Rows are true classes, columns predicted ones. Largest confusions: cow taken for cat (11), cat taken for dog (7), dog taken for cow (5).',
    );
  });

  it('refuses a matrix or labels that do not fit', async () => {
    await expect(confusionMatrix([[1, 2]])).rejects.toThrow(
      new RangeError(
        'confusionMatrix: the matrix must be square; expected row 0 of length 1, got length 2; pass one row for each true class with one count for each predicted class',
      ),
    );
    await expect(confusionMatrix([[1]], { labels: [] })).rejects.toThrow(
      'confusionMatrix: every class needs one label; expected 1 labels, got 0; name every class or leave labels out',
    );
    await expect(confusionMatrix([[1]], { labels: [1] as unknown as string[] })).rejects.toThrow(TypeError);
  });
});
