// Tests of modelGraph: what is drawn, where, and what is refused.
import { describe, expect, it } from 'vitest';
import type { GraphLayer, GraphModel, GraphSource } from './model-description.js';
import { modelGraph } from './model-graph.js';
import { PALETTE } from './palette.js';
import { elements, geometry, parseSvg, texts, type SvgElement } from './testing/svg-document.js';

const from = (layer: string, call = 0): GraphSource => ({ layer, call, output: 0 });

/** A layer that reads the given sources, once for each list of them. */
function layer(name: string, ...calls: readonly (readonly GraphSource[])[]): GraphLayer {
  return {
    name,
    className: 'Dense',
    parameters: 1234,
    trainable: true,
    calls: calls.map((inputs) => ({ inputs, outputShape: [null, 10] })),
  };
}

const stack: GraphModel = {
  name: 'stack',
  className: 'Sequential',
  inputs: [{ name: 'image', shape: [null, 28, 28, 1] }],
  outputs: [from('second')],
  layers: [layer('first', [{ input: 'image' }]), layer('second', [from('first')])],
};

/** Two inputs, a shared layer, a sum over a long way round, two outputs. */
const graph: GraphModel = {
  name: 'graph',
  className: 'Model',
  inputs: [
    { name: 'left', shape: [null, 4] },
    { name: 'right', shape: [null, 4] },
  ],
  outputs: [from('kind'), from('price')],
  layers: [
    layer('shared', [{ input: 'left' }], [{ input: 'right' }]),
    { ...layer('a_rather_long_name_of_a_layer', [from('shared')]), className: 'BatchNormalization' },
    { ...layer('b', [from('a_rather_long_name_of_a_layer')]), trainable: false },
    layer('sum', [from('b'), from('shared'), { input: 'left' }]),
    layer('both', [from('sum'), from('shared', 1)]),
    layer('kind', [from('both')]),
    { ...layer('price', [from('both')]), parameters: 1 },
  ],
};

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly words: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
}

const numberOf = (element: SvgElement, name: string): number => Number(element.attributes[name]);

/** The boxes with what stands in them. */
function boxes(svg: SvgElement): readonly Box[] {
  const rects = elements(svg, 'rect').filter(({ attributes }) => attributes['rx'] !== undefined);
  return rects.map((rect) => {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => numberOf(rect, name)) as [
      number,
      number,
      number,
      number,
    ];
    const inside = elements(svg, 'text').filter((text) => {
      const [tx, ty] = [numberOf(text, 'x'), numberOf(text, 'y')];
      return tx > x && tx < x + width && ty > y && ty < y + height;
    });
    return { x, y, width, height, words: inside.map(({ text }) => text), attributes: rect.attributes };
  });
}

const contains = ({ x, y, width, height }: Box, [px, py]: readonly [number, number]): boolean =>
  px > x + 0.2 && px < x + width - 0.2 && py > y + 0.2 && py < y + height - 0.2;

/** Points along a curve of C and L, close to each other. */
function points({ attributes }: SvgElement): [number, number][] {
  let last: [number, number] = [0, 0];
  return [...(attributes['d'] ?? '').matchAll(/([MCL])([-\d. ]+)/g)].flatMap(([, command, list = '']) => {
    const numbers = list.trim().split(' ').map(Number);
    const pairs = Array.from({ length: numbers.length / 2 }, (_, index) => numbers.slice(2 * index, 2 * index + 2));
    const all = command === 'M' ? pairs : [last, ...pairs];
    const found = Array.from({ length: 51 }, (_, step): [number, number] => {
      let level = all;
      for (; level.length > 1;)
        level = level.slice(1).map((point, index) =>
          point.map((value, axis) => {
            const before = level[index]?.[axis] as number;
            return before + ((value - before) * step) / 50;
          }),
        );
      return level[0] as [number, number];
    });
    last = found.at(-1) as [number, number];
    return found;
  });
}

const arrows = (svg: SvgElement): SvgElement[] =>
  elements(svg, 'path').filter(({ attributes }) => attributes['fill'] === 'none');

/** The titles of the boxes that each arrow joins. */
function joined(svg: SvgElement): string[] {
  const found = boxes(svg);
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.2;
  const ends = arrows(svg).map((arrow) => {
    const way = points(arrow);
    const [[x0, y0], [x1, y1]] = [way[0] as [number, number], way.at(-1) as [number, number]];
    const start = found.find((box) => near(box.x + box.width / 2, x0) && near(box.y + box.height, y0));
    const end = found.find((box) => near(box.x + box.width / 2, x1) && near(box.y - 7, y1));
    return `${start?.words[0]} > ${end?.words[0]}`;
  });
  return ends.sort();
}

describe('modelGraph', () => {
  it('draws a stack as boxes below each other, with name, class, shape and parameters', () => {
    const svg = parseSvg(modelGraph(stack));
    const found = boxes(svg);
    expect(found.map(({ words }) => words)).toEqual([
      ['image (Input)', '[?, 28, 28, 1]'],
      ['first (Dense)', '[?, 10]', '1,234 parameters'],
      ['second (Dense)', '[?, 10]', '1,234 parameters'],
    ]);
    expect(new Set(found.map(({ x, width }) => Math.round(x + width / 2))).size).toBe(1);
    expect(found.map(({ y }) => y)).toEqual(found.map(({ y }) => y).toSorted((a, b) => a - b));
    expect(joined(svg)).toEqual(['first (Dense) > second (Dense)', 'image (Input) > first (Dense)']);
  });

  it('joins the boxes of a graph as they read each other, a box for each call of a shared layer', () => {
    const svg = parseSvg(modelGraph(graph));
    expect(joined(svg)).toEqual([
      'a_rather_long_name_of_a_layer > b (Dense)',
      'b (Dense) > sum (Dense)',
      'both (Dense) > kind (Dense)',
      'both (Dense) > price (Dense)',
      'left (Input) > shared[0] (Dense)',
      'left (Input) > sum (Dense)',
      'right (Input) > shared[1] (Dense)',
      'shared[0] (Dense) > a_rather_long_name_of_a_layer',
      'shared[0] (Dense) > sum (Dense)',
      'shared[1] (Dense) > both (Dense)',
      'sum (Dense) > both (Dense)',
    ]);
    const words = texts(svg);
    expect(words).toEqual(expect.arrayContaining(['shared with shared[0]', '1,234 parameters, frozen', '1 parameter']));
    expect(words).toContain('BatchNormalization');
  });

  it('lets no box lie over another, no arrow over a box, and nothing outside', () => {
    const svg = parseSvg(modelGraph(graph, { title: 'A graph' }));
    const found = boxes(svg);
    for (const box of found) {
      expect(box.words.length).toBeGreaterThan(1);
      const corners = [0, 0.5, 1].flatMap((x) =>
        [0, 0.5, 1].map((y) => [box.x + x * box.width, box.y + y * box.height]),
      );
      for (const other of found) {
        if (other !== box) expect(corners.some((corner) => contains(other, corner as [number, number]))).toBe(false);
      }
      expect(Math.min(box.x, box.y)).toBeGreaterThan(0);
      expect(box.x + box.width).toBeLessThan(numberOf(svg, 'width'));
      expect(box.y + box.height).toBeLessThan(numberOf(svg, 'height'));
    }
    for (const arrow of arrows(svg)) {
      for (const point of points(arrow)) expect(found.some((box) => contains(box, point))).toBe(false);
    }
    expect(elements(svg, 'path').flatMap(geometry).every(Number.isFinite)).toBe(true);
  });

  it('marks inputs, frozen layers and outputs', () => {
    const found = new Map(boxes(parseSvg(modelGraph(graph))).map((box) => [box.words[0], box.attributes]));
    expect(found.get('left (Input)')?.['fill']).toBe(PALETTE.right[0]);
    expect(found.get('b (Dense)')?.['fill']).toBe(PALETTE.grid);
    const outputs = [...found].filter(([, attributes]) => attributes['stroke-width'] === '2.5');
    expect(outputs.map(([title]) => title)).toEqual(['kind (Dense)', 'price (Dense)']);
  });

  it('says what it shows, with the same bytes each time, and escapes names', () => {
    expect(modelGraph(graph)).toBe(modelGraph(graph));
    const svg = parseSvg(modelGraph({ ...stack, name: '<b>' }, { title: 'R&D' }));
    expect(elements(svg, 'title')[0]?.text).toBe('R&D');
    expect(elements(svg, 'desc')[0]?.text).toContain('<b> (Sequential): 1 input, 2 layers, 2,468 parameters');
    expect(texts(svg)).toContain('R&D');
  });

  it('draws what is not built, several outputs of a layer, models inside, and nothing at all', () => {
    const odd: GraphModel = {
      ...stack,
      inputs: [{ name: 'image', shape: null }],
      layers: [
        {
          ...layer('first', [{ input: 'image' }]),
          parameters: null,
          model: { ...stack, layers: [...stack.layers, layer('third')] },
        },
        { ...layer('second'), calls: [{ inputs: [from('first')], outputShape: { a: [2], b: [[1], [null]] } }] },
      ],
    };
    expect(texts(parseSvg(modelGraph(odd)))).toEqual(
      expect.arrayContaining(['not built', '3 layers inside', '[2], [1], [?]']),
    );
    expect(texts(parseSvg(modelGraph({ ...stack, inputs: [], outputs: [], layers: [] })))).toEqual([]);
  });

  it('draws models inside box by box where it should, each call by itself', () => {
    const tower = { ...layer('tower', [{ input: 'left' }], [{ input: 'right' }]), model: stack };
    const twins: GraphModel = {
      ...graph,
      outputs: [from('tower', 1), from('sum')],
      layers: [tower, layer('sum', [from('tower'), from('tower', 1)])],
    };
    const svg = parseSvg(modelGraph(twins, { expandNested: true }));
    expect(joined(svg)).toEqual([
      'left (Input) > tower[0]/first (Dense)',
      'right (Input) > tower[1]/first (Dense)',
      'tower[0]/first (Dense) > tower[0]/second (Dense)',
      'tower[0]/second (Dense) > sum (Dense)',
      'tower[1]/first (Dense) > tower[1]/second (Dense)',
      'tower[1]/second (Dense) > sum (Dense)',
    ]);
    const outputs = boxes(svg).filter(({ attributes }) => attributes['stroke-width'] === '2.5');
    expect(outputs.map(({ words }) => words[0])).toEqual(['tower[1]/second (Dense)', 'sum (Dense)']);
    expect(boxes(parseSvg(modelGraph(twins)))).toHaveLength(5);
  });

  it('refuses what is no model', () => {
    expect(() => modelGraph({ layers: 3 } as never)).toThrow(
      'modelGraph: not a description of a model; expected { name, inputs, outputs, layers }, got an object; pass model.describe()',
    );
    expect(() => modelGraph(null as never)).toThrow(TypeError);
    expect(() => modelGraph({ ...stack, outputs: [from('third')] })).toThrow(
      /a source names nothing; .*got "layer 0 third"/,
    );
    expect(() =>
      modelGraph({ ...stack, layers: [layer('first', [from('second')]), layer('second', [from('first')])] }),
    ).toThrow(/layers read each other in a circle/);
  });
});
