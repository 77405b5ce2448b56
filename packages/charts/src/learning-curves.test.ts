// Tests of learningCurves: what is drawn, where, and what is refused.
import { describe, expect, it, vi } from 'vitest';
import type { History } from './history.js';
import { learningCurves } from './learning-curves.js';
import type { LearningCurvesOptions } from './learning-curves.js';
import { PALETTE } from './palette.js';
import { elements, geometry, parseSvg, place, stretches, texts } from './testing/svg-document.js';
import type { SvgElement } from './testing/svg-document.js';

/** A run that overfits: the validation loss is lowest at the 7th epoch. */
function run(epochs: number): History {
  const epoch = Array.from({ length: epochs }, (_, index) => index + 1);
  const loss = epoch.map((number) => Math.exp(-number / 6));
  const valLoss = epoch.map((number) => 0.3 + 0.01 * (number - 7) ** 2);
  return {
    epoch,
    history: { loss, valLoss, accuracy: loss.map((v) => 1 - v / 2), valAccuracy: valLoss.map((v) => 1 / (1 + v)) },
  };
}

const draw = async (history: History, options?: LearningCurvesOptions): Promise<SvgElement> =>
  parseSvg(await learningCurves(history, options));

/** The curves of one colour that lie in plots, top to bottom: the legend's sample is shorter than any plot. */
function curves(svg: SvgElement, color: string): SvgElement[] {
  return elements(svg, 'path').filter(
    (path) => path.attributes['stroke'] === color && !path.attributes['transform'] && stretches(path).flat().length > 2,
  );
}

/** The markers of one colour in plots; those of the legend stand above `y` = 60. */
function markers(svg: SvgElement, color: string): number[][] {
  return elements(svg, 'path')
    .filter((path) => path.attributes['fill'] === color && path.attributes['opacity'] !== '0')
    .map((path) => geometry({ ...path, attributes: { transform: path.attributes['transform'] ?? '' } }).slice(-2))
    .filter(([, y = 0]) => y > 60);
}

/** Reads a plot's axis from its numbers: the function from a height in pixels to a value. */
function valueScale(svg: SvgElement, top: number, bottom: number): (y: number) => number {
  const ticks = elements(svg, 'text')
    .filter(({ attributes }) => attributes['text-anchor'] === 'end')
    .map((element) => ({ value: Number(element.text), place: place(element) }))
    .filter(({ value, place: [x, y] }) => Number.isFinite(value) && x < 64 && y >= top && y <= bottom);
  const [first, last] = [ticks[0]!, ticks.at(-1)!];
  return (y) => first.value + ((y - first.place[1]) / (last.place[1] - first.place[1])) * (last.value - first.value);
}

describe('learningCurves', () => {
  it('draws each series at its values, against the numbers of its axis', async () => {
    const history = run(60);
    const svg = await draw(history);
    const plots = [
      [0, 240],
      [240, 480],
    ] as const;
    const series = { [PALETTE.training]: ['loss', 'accuracy'], [PALETTE.validation]: ['valLoss', 'valAccuracy'] };
    for (const [color, names] of Object.entries(series)) {
      const found = curves(svg, color);
      expect(found).toHaveLength(2);
      for (const [panel, name] of names.entries()) {
        const points = stretches(found[panel]!).flat();
        const values = history.history[name]!;
        const valueAt = valueScale(svg, plots[panel]![0], plots[panel]![1]);
        const halfPixel = Math.abs(valueAt(1) - valueAt(0)) / 2;
        expect(points).toHaveLength(60);
        for (const [index, [x, y]] of points.entries()) {
          expect(Math.abs(x - (64 + (628 * index) / 59))).toBeLessThan(0.1);
          expect(Math.abs(valueAt(y) - values[index]!), `${name}[${index}]`).toBeLessThan(halfPixel);
        }
      }
    }
  });

  it('names the panels, the axis and the lines', async () => {
    const words = texts(await draw(run(5), { title: 'Digits' }));
    expect(words).toEqual(expect.arrayContaining(['Digits', 'loss', 'accuracy', 'epoch', 'training', 'validation']));
    expect(words.filter((word) => word === 'epoch')).toHaveLength(1);
    expect(words.filter((word) => ['1', '2', '3', '4', '5'].includes(word))).toHaveLength(5);
  });

  it('marks the epoch of the smallest validation loss in every panel', async () => {
    const svg = await draw(run(60));
    expect(texts(svg)).toContain('best epoch (7)');
    const x = 64 + (628 * 6) / 59;
    const rings = elements(svg, 'path')
      .filter(({ attributes }) => attributes['stroke'] === PALETTE.text && attributes['fill'] === 'none')
      .map((ring) => geometry(ring).slice(-2));
    expect(rings.filter(([, y = 0]) => y > 60).map(([left]) => left)).toEqual([
      expect.closeTo(x, 1),
      expect.closeTo(x, 1),
    ]);
    const validation = curves(svg, PALETTE.validation).map((path) => stretches(path).flat()[6]![1]);
    expect(rings.map(([, y]) => y)).toEqual(expect.arrayContaining(validation.map((y) => expect.closeTo(y, 1))));
  });

  it('marks by another series where asked, and not at all without validation', async () => {
    const { epoch, history } = run(9);
    const svg = await draw({ epoch, history }, { monitor: 'accuracy' });
    expect(texts(svg)).toContain('best epoch (9)');
    const bare = await draw({ epoch, history: { loss: history['loss']! } });
    expect(texts(bare).some((word) => word.startsWith('best'))).toBe(false);
    expect(texts(bare)).not.toContain('validation');
  });

  it('shows one epoch as points in the middle, without a mark', async () => {
    const svg = await draw(run(1));
    expect(markers(svg, PALETTE.training).map(([x]) => x)).toEqual([378, 378]);
    expect(markers(svg, PALETTE.validation).map(([x]) => x)).toEqual([378, 378]);
    expect(texts(svg).filter((word) => word === '1')).toHaveLength(1);
    expect(texts(svg).some((word) => word.startsWith('best'))).toBe(false);
  });

  it('has a marker for each of 30 epochs and none for 31', async () => {
    expect(markers(await draw(run(30)), PALETTE.training)).toHaveLength(60);
    expect(markers(await draw(run(31)), PALETTE.training)).toHaveLength(0);
  });

  it('draws 1,000 epochs as bare lines', async () => {
    const svg = await draw(run(1000));
    const [loss] = curves(svg, PALETTE.training);
    // Points that fall on the pixel of their neighbour are left out.
    const points = stretches(loss!).flat();
    expect(points.length).toBeGreaterThanOrEqual(450);
    expect([points[0]?.[0], points.at(-1)?.[0]]).toEqual([64, expect.closeTo(691.5, 0)]);
    expect(markers(svg, PALETTE.training)).toHaveLength(0);
  });

  it('breaks the line at NaN and Infinity, and shows a value between two gaps as a point', async () => {
    const { epoch, history } = run(40);
    const loss = [...history['loss']!];
    loss[10] = NaN;
    loss[12] = Infinity;
    const svg = await draw({ epoch, history: { loss } });
    const lengths = stretches(curves(svg, PALETTE.training)[0]!).map((stretch) => stretch.length);
    expect(lengths.filter((length) => length > 1)).toEqual([10, 27]);
    expect(markers(svg, PALETTE.training)).toHaveLength(1);
  });

  it('keeps the epochs of a resumed run', async () => {
    const words = texts(await draw({ epoch: [11, 12, 14], history: { loss: [3, 2, 1] } }));
    expect(words).toEqual(expect.arrayContaining(['11', '12', '13', '14', '1 at epoch 14']));
    expect(words).not.toContain('3 at epoch 1');
  });

  it.each<[string, Record<string, number[]>]>([
    ['all gaps', { loss: [NaN, NaN, NaN] }],
    ['equal values', { loss: [1, 1, 1] }],
    ['zeros', { loss: [0, 0, 0] }],
    ['huge values', { loss: [1e308, -1e308, 0] }],
    ['a loss that explodes', { loss: [1, 1e38, Infinity], valLoss: [1, 1e38, NaN] }],
    ['tiny differences', { loss: [1e-12, 2e-12, 3e-12], accuracy: [0.99999991, 0.99999992, 0.99999993] }],
    ['long names', { ['x'.repeat(300)]: [1, 2, 3], [`val${'Long'.repeat(40)}`]: [1, 2, 3] }],
    ['names from Object', { constructor: [1, 2, 3], toString: [3, 2, 1] }],
  ])('has finite coordinates inside the picture for %s', async (_, history) => {
    const svg = await draw({ epoch: [1, 2, 3], history }, { title: 'T'.repeat(500) });
    const numbers = elements(svg, 'path').flatMap(geometry);
    expect(numbers.length).toBeGreaterThan(20);
    expect(numbers.every((number) => Number.isFinite(number) && Math.abs(number) < 1200)).toBe(true);
    expect(elements(svg, 'text').flatMap(place).every(Number.isFinite)).toBe(true);
    expect(Math.max(...texts(svg).map((word) => word.length))).toBeLessThanOrEqual(60);
  });

  it('escapes what it is given', async () => {
    const title = '</svg><script>"a" & \'b\'</script>\u0000\n\ud800';
    const svg = await draw({ epoch: [1], history: { '<i>&"': [1] } }, { title });
    expect(elements(svg, 'script')).toHaveLength(0);
    expect(texts(svg)).toEqual(expect.arrayContaining([`</svg><script>"a" & 'b'</script>\ufffd \ufffd`, '<i>&"']));
    expect(elements(svg, 'title')[0]?.text).toBe(`</svg><script>"a" & 'b'</script>\ufffd \ufffd`);
  });

  it('is self-contained, on white, and says in words what it shows', async () => {
    const source = await learningCurves(run(60), { title: 'Digits' });
    const svg = parseSvg(source);
    expect(svg.attributes).toMatchObject({ xmlns: 'http://www.w3.org/2000/svg', role: 'img', width: '720' });
    expect(source).not.toMatch(/<style|<script|<image|href=|url\(|class=| id=|ecmeta/);
    const [background] = elements(svg, 'rect');
    expect(background?.attributes).toMatchObject({ fill: '#ffffff', width: '720', height: svg.attributes['height'] });
    expect(elements(svg, 'title')[0]?.text).toBe('Digits');
    const description = elements(svg, 'desc')[0]?.text;
    expect(description).toContain('Epochs 1 to 60. Loss: training 4.54e-5, validation 28.39 at epoch 60.');
    expect(description).toContain('Best epoch: 7 (loss: training 0.3114, validation 0.3;');
  });

  it('gives the same bytes for the same input, whatever was drawn before', async () => {
    const first = await learningCurves(run(60));
    await learningCurves(run(3), { title: 'another' });
    expect(await learningCurves(run(60))).toBe(first);
  });

  it('prints nothing', async () => {
    const spies = (['log', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
    await learningCurves(run(40), { title: 'quiet' });
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it('refuses a history that cannot be drawn', async () => {
    await expect(learningCurves({ epoch: [1, 2], history: { loss: [1] } })).rejects.toThrow(
      new RangeError(
        'learningCurves: a series must have one value per epoch; expected history.loss of length 2, got length 1; put NaN where an epoch has no value',
      ),
    );
    await expect(learningCurves(run(3), { monitor: 'valLos' })).rejects.toThrow(/one of loss, valLoss.*got 'valLos'/);
  });
});
