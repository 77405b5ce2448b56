// Layers of one's own: fields, paths, names, what is built when. The base class alone, no layer of the library but Dense.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  add,
  compile,
  mul,
  ones,
  setDefaultDevice,
  setRandomSeed,
  tensor,
  variable,
  zeros,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Layer, type CallOptions, type LayerOptions } from './layer.js';
import { Dense } from './layers/core/dense.js';
import { Dropout } from './layers/regularization/dropout.js';
import { Model } from './models/model.js';
import { Sequential } from './models/sequential.js';
import type { SymbolicShape } from './symbolic-shape.js';
import { input } from './symbolic-tensor.js';
import { checkLayer } from './testing/check-layer.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

// A field without an initial value is still defined, as undefined, after the base's constructor has run.
class Scale extends Layer {
  gain!: Variable;
  override build(inputShape: SymbolicShape): void {
    this.gain = this.addWeight('gain', { shape: [inputShape.at(-1)!], initializer: 'ones' });
  }
  override call(input: Tensor, { training, mask }: CallOptions): Tensor {
    expect(typeof training).toBe('boolean');
    expect(mask).toBeUndefined();
    return input.mul(this.gain);
  }
  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }
}

/** A layer of layers that says nothing of shapes. */
class Block extends Layer {
  readonly inner = [new Dense(4, { activation: 'relu' }), new Dropout(0.5)];
  readonly last = { projection: new Dense(3) };
  override call(input: Tensor): Tensor {
    const hidden = this.inner.reduce<Tensor>((value, layer) => layer.apply(value), input);
    return add(this.last.projection.apply(hidden), input);
  }
}

checkLayer('a layer of one’s own, as in the example', {
  make: () => new Scale(),
  inputShape: [2, 3],
  outputShape: [2, 3],
  weights: { gain: [3] },
  classes: { Scale },
  checksOptions: false,
  valueAndGradients,
});

checkLayer('a layer of layers in plain fields, with no build and no computeOutputShape', {
  make: () => new Block(),
  inputShape: [2, 3],
  outputShape: [2, 3],
  weights: { 'dense/kernel': [3, 4], 'dense/bias': [4], 'dense_1/kernel': [4, 3], 'dense_1/bias': [3] },
  classes: { Block },
  checksOptions: false,
  valueAndGradients,
});

describe('building', () => {
  it('happens once, whoever asks', () => {
    const shapes: SymbolicShape[] = [];
    class Counting extends Layer {
      override build(inputShape: SymbolicShape): void {
        shapes.push(inputShape);
      }
      override call(input: Tensor): Tensor {
        return input;
      }
    }
    const layer = new Counting();
    expect(layer.built).toBe(false);
    layer.build([null, 3]);
    layer.build([null, 3]);
    layer.apply(zeros([2, 3]));
    expect(shapes).toEqual([[null, 3]]);
    expect([layer.built, layer.builtShape]).toEqual([true, [null, 3]]);
  });

  it('that fails leaves nothing behind', () => {
    class Failing extends Layer {
      fails = true;
      override build(inputShape: SymbolicShape): void {
        this.addWeight('first', { shape: inputShape.slice(1) });
        if (this.fails) this.addWeight('second', { shape: inputShape });
      }
      override call(input: Tensor): Tensor {
        return input;
      }
    }
    const layer = new Failing({ name: 'failing' });
    expect(() => layer.build([null, 3])).toThrow(
      /^failing\/second: extent not known; expected whole numbers, got \[\?, 3\]/,
    );
    expect(layer.built).toBe(false);
    layer.fails = false;
    layer.build([null, 3]);
    expect([...layer.namedVariables().keys()]).toEqual(['first']);
  });

  it('inside a trace makes weights that live outside of it', async () => {
    const layer = new Dense(2, { kernelInitializer: 'ones' });
    const step = compile((x: Tensor) => layer.apply(x).sum());
    expect(await (await step(ones([1, 3]))).item()).toBe(6);
    layer.kernel.assign(mul(layer.kernel, 2));
    expect(await (await step(ones([1, 3]))).item()).toBe(12);
    expect(await layer.kernel.array()).toEqual([
      [2, 2],
      [2, 2],
      [2, 2],
    ]);
  });

  it('inside a trace draws the weights that it would draw outside', async () => {
    const x = ones([2, 3]);
    const make = (): Sequential => new Sequential([new Dense(4), new Dropout(0.5), new Dense(2)]);
    const outputs: number[][] = [];
    for (const wrap of [(run: (x: Tensor) => Tensor) => run, (run: (x: Tensor) => Tensor) => compile(run)]) {
      setRandomSeed(8);
      const model = make();
      const run = wrap((input) => model.apply(input, { training: true }));
      for (let round = 0; round < 3; round++) outputs.push([...(await (await run(x)).data())]);
    }
    expect(outputs.slice(3)).toEqual(outputs.slice(0, 3));
  });

  it('refuses two weights of one name', () => {
    class Twice extends Layer {
      override build(_inputShape: SymbolicShape): void {
        this.addWeight('gain', { shape: [] });
        this.addWeight('gain', { shape: [] });
      }
      override call(input: Tensor): Tensor {
        return input;
      }
    }
    expect(() => new Twice({ name: 'twice' }).build([null])).toThrow(/^twice\/gain: weight exists/);
  });

  it('names the layer whose shape cannot be found out', () => {
    class Cutting extends Layer {
      override call(input: Tensor): Tensor {
        return input.reshape([3, 7]);
      }
    }
    expect(() => new Cutting({ name: 'cutting' }).computeOutputShape([null, 5])).toThrow(
      /^cutting: output shape not known; .*reshape.*write computeOutputShape\(inputShape\)/,
    );
  });
});

describe('ownership', () => {
  it('finds layers in arrays, records, maps and sets, and variables in fields', () => {
    class Keeper extends Layer {
      readonly map = new Map([['a', new Dense(1, { name: 'a' })]]);
      readonly set = new Set([new Dense(1, { name: 'b' })]);
      readonly nested = { deep: [[new Dense(1, { name: 'c' })]] };
      readonly offset = variable([1, 2], { name: 'offset' });
      readonly frozen = variable(3, { name: 'frozen', trainable: false });
      override call(input: Tensor): Tensor {
        return add(this.map.get('a')!.apply(input), [...this.set][0]!.apply(input)).add(
          this.nested.deep[0]![0]!.apply(input),
        );
      }
    }
    const layer = new Keeper();
    expect(layer.sublayers.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    layer.apply(zeros([1, 2]));
    expect([...layer.namedVariables().keys()]).toEqual([
      'offset',
      'frozen',
      'a/kernel',
      'a/bias',
      'b/kernel',
      'b/bias',
      'c/kernel',
      'c/bias',
    ]);
    expect(layer.trainableVariables).toHaveLength(7);
  });

  it('takes a layer in a #private field from its first call on', () => {
    class Hiding extends Layer {
      readonly #dense = new Dense(2);
      override call(input: Tensor): Tensor {
        return this.#dense.apply(input);
      }
    }
    const layer = new Hiding();
    layer.apply(zeros([1, 2]));
    expect([...layer.namedVariables().keys()]).toEqual(['dense/kernel', 'dense/bias']);
  });

  it('counts a shared layer once, under its first path', () => {
    class Tied extends Layer {
      readonly shared = new Dense(2);
      readonly again = this.shared;
      override call(input: Tensor): Tensor {
        return this.again.apply(this.shared.apply(input));
      }
    }
    const layer = new Tied();
    layer.build([null, 2]);
    expect([...layer.namedVariables().keys()]).toEqual(['dense/kernel', 'dense/bias']);
  });

  it('does not let a layer that was never called pass for one without weights', () => {
    class Forgetful extends Layer {
      readonly used = new Dense(2, { name: 'used' });
      readonly unused = new Dense(2, { name: 'unused' });
      override build(): void {}
      override call(input: Tensor): Tensor {
        return this.used.apply(input);
      }
    }
    const layer = new Forgetful();
    layer.apply(zeros([1, 2]));
    expect(() => layer.trainableVariables).toThrow(/^unused: no weights yet; .*call build\(inputShape\)/);
  });

  it('survives layers that know each other', () => {
    class Node extends Layer {
      other: Node | undefined;
      override call(input: Tensor): Tensor {
        return input;
      }
      override build(_inputShape: SymbolicShape): void {
        this.addWeight('w', { shape: [1] });
      }
    }
    const [a, b] = [new Node({ name: 'a' }), new Node({ name: 'b' })];
    [a.other, b.other] = [b, a];
    a.build([null]);
    b.build([null]);
    expect([...a.namedVariables().keys()]).toEqual(['w', 'b/w']);
  });
});

describe('names and paths', () => {
  it('are numbered by class, in snake case', () => {
    class HTTPLayer2D extends Dense {}
    expect(new HTTPLayer2D(1).name).toBe('http_layer2d');
    expect(new HTTPLayer2D(1).name).toBe('http_layer2d_1');
    expect(new HTTPLayer2D(1, { name: 'mine' }).path).toBe('mine');
  });

  it('reach into nested layers, in names of weights and in errors', () => {
    const block = new Block({ name: 'block' });
    const model = new Sequential([new Dense(3), new Sequential([block], { name: 'body' })]);
    model.build([null, 5]);
    expect(block.last.projection.path).toBe('body/block/dense_1');
    expect(block.last.projection.kernel.name).toBe('body/block/dense_1/kernel');
    expect([...model.namedVariables()].every(([path, weight]) => path === weight.name)).toBe(true);
    expect(() => block.last.projection.apply(zeros([1, 9]))).toThrow(
      /^body\/block\/dense_1: input does not fit; expected \[batch, ..., 4\], got \[1, 9\]/,
    );
  });

  it('do not depend on what else the program made', () => {
    const make = (): Sequential => new Sequential([new Dense(2), new Dense(2)]);
    const names = [make(), make()].map((model) => model.layers.map(({ name }) => name));
    expect(names).toEqual([
      ['dense', 'dense_1'],
      ['dense', 'dense_1'],
    ]);
  });
});

describe('call options', () => {
  it('hand training down to layers inside, unless they are told otherwise', async () => {
    const seen: boolean[] = [];
    class Probe extends Layer {
      override call(input: Tensor, { training }: CallOptions): Tensor {
        seen.push(training);
        return input;
      }
    }
    class Outer extends Layer {
      readonly probe = new Probe();
      override build(): void {}
      override call(input: Tensor): Tensor {
        return this.probe.apply(this.probe.apply(input), { training: false });
      }
    }
    const outer = new Outer();
    outer.apply(zeros([1]), { training: true });
    outer.apply(zeros([1]));
    expect(seen).toEqual([true, false, false, false]);
  });

  describe('a mask', () => {
    const masks: (Tensor | undefined)[] = [];
    class Probe extends Layer {
      constructor(override readonly supportsMasking: boolean) {
        super();
      }
      override call(input: Tensor, { mask }: CallOptions): Tensor {
        masks.push(mask);
        return input.add(1);
      }
      override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
        return inputShape;
      }
    }
    const mask = tensor([[true, false]]);
    beforeEach(() => masks.splice(0));

    it('goes from layer to layer as far as they support it, through a Sequential', () => {
      const model = new Sequential([new Probe(true), new Probe(false), new Probe(true)]);
      const output = model.apply(zeros([1, 2]), { mask });
      expect(masks).toEqual([mask, mask, undefined]);
      expect(model.maskOf(output)).toBeUndefined();
      const other = new Sequential([new Probe(true), new Probe(true)]);
      expect(other.maskOf(other.apply(zeros([1, 2]), { mask }))).toBe(mask);
    });

    it('goes through the graph of a Model', () => {
      const image = input([2]);
      const first = new Probe(true).apply(image);
      const model = new Model({ inputs: image, outputs: new Probe(true).apply(first) });
      const output = model.apply(zeros([1, 2]), { mask });
      expect(masks).toEqual([mask, mask]);
      expect(model.maskOf(output)).toBe(mask);
    });
  });
});

describe('losses', () => {
  class Penalised extends Layer {
    override call(input: Tensor): Tensor {
      this.addLoss(input.sum());
      return input;
    }
  }
  const values = (layer: { readonly losses: readonly Tensor[] }): Promise<number[]> =>
    Promise.all(layer.losses.map((loss) => loss.item()));

  it('are the penalties of trained weights, then what layers added in the last call of the outermost', async () => {
    const dense = new Dense(1, { kernelInitializer: 'ones', kernelRegularizer: { name: 'l2', l2: 0.5 } });
    const model = new Sequential([new Penalised(), dense, new Penalised()]);
    model.apply(tensor([[1, 2]]));
    expect(await values(model)).toEqual([1, 3, 3]);
    model.apply(tensor([[10, 20]]));
    expect(await values(model)).toEqual([1, 30, 30]);
    dense.trainable = false;
    expect(await values(model)).toEqual([30, 30]);
  });

  it('follow the output where an activity is penalised', async () => {
    const dense = new Dense(2, { kernelInitializer: 'ones', activation: 'relu', activityRegularizer: 'l1' });
    dense.apply(
      tensor([
        [1, 2],
        [-5, 1],
      ]),
    );
    expect(await values(dense)).toEqual([0.06]);
  });
});

describe('several inputs and outputs', () => {
  class Mix extends Layer<readonly [Tensor, Tensor], { readonly sum: Tensor; readonly product: Tensor }> {
    factor!: Variable;
    override build([left]: readonly [SymbolicShape, SymbolicShape]): void {
      this.factor = this.addWeight('factor', { shape: left.slice(1), initializer: 'ones' });
    }
    override call([a, b]: readonly [Tensor, Tensor]): { readonly sum: Tensor; readonly product: Tensor } {
      return { sum: add(a, b), product: mul(a, mul(b, this.factor)) };
    }
  }

  it('keep their structure in values and shapes', async () => {
    const layer = new Mix();
    const { sum, product } = layer.apply([tensor([[1, 2]]), tensor([[3, 4]])]);
    expect([await sum.array(), await product.array()]).toEqual([[[4, 6]], [[3, 8]]]);
    expect(
      layer.computeOutputShape([
        [null, 2],
        [null, 2],
      ]),
    ).toEqual({ sum: [null, 2], product: [null, 2] });
  });
});

it('options may come through a subclass', () => {
  class Named extends Layer {
    constructor(options: LayerOptions = {}) {
      super({ name: 'fixed', ...options });
    }
    override call(input: Tensor): Tensor {
      return input;
    }
  }
  expect(new Named().name).toBe('fixed');
  expect(new Named({ trainable: false }).trainable).toBe(false);
  expect(() => new Named({ name: '' })).toThrow(/^Named: bad name; expected a word without '\/', got ""/);
});

it('trainable reaches all layers inside, and a frozen layer around freezes them', () => {
  const block = new Block();
  block.build([null, 3]);
  block.last.projection.trainable = false;
  expect(block.trainableVariables.map(({ name }) => name)).toEqual([
    expect.stringMatching(/dense\/kernel$/),
    expect.stringMatching(/dense\/bias$/),
  ]);
  block.trainable = false;
  expect(block.trainableVariables).toEqual([]);
  expect(block.inner[0]!.trainableVariables).toEqual([]);
  block.trainable = true;
  expect(block.trainableVariables).toHaveLength(4);
});

it('a layer that asks layers in its fields for shapes owns them, in a model of several of its kind', () => {
  class Residual extends Layer {
    readonly body = new Sequential([new Dense(2), new Dense(2)]);
    override build(): void {}
    override call(x: Tensor): Tensor {
      return x.add(this.body.apply(x));
    }
    override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
      return this.body.computeOutputShape(inputShape);
    }
  }
  const model = new Sequential([new Residual(), new Residual()]);
  expect(model.computeOutputShape([null, 2])).toEqual([null, 2]);
  model.apply(zeros([1, 2]));
  expect([...model.namedVariables().keys()]).toContain('residual_1/sequential/dense_1/kernel');
});
