// Model: graphs with branches, shared layers, several inputs and outputs; files; errors.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { add, concat, setDefaultDevice, tensor, zeros, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Layer, type AnyLayer, type CallOptions } from '../layer.js';
import { serializeLayer, type SerializedLayer } from '../layer-config.js';
import { layerFromConfig } from '../layer-from-config.js';
import { Dense } from '../layers/core/dense.js';
import { Dropout } from '../layers/regularization/dropout.js';
import { Flatten } from '../layers/reshaping/flatten.js';
import type { SymbolicShape } from '../symbolic-shape.js';
import { input, type SymbolicTensor } from '../symbolic-tensor.js';
import { Model } from './model.js';
import { Sequential } from './sequential.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

/** Joins two rows end to end. */
class Join extends Layer<readonly [Tensor, Tensor], Tensor> {
  override call(inputs: readonly [Tensor, Tensor]): Tensor {
    return concat(inputs, -1);
  }
  override computeOutputShape([a, b]: readonly [SymbolicShape, SymbolicShape]): SymbolicShape {
    return [a[0] ?? null, (a[1] as number) + (b[1] as number)];
  }
}

/** A tensor and its double; no computeOutputShape. */
class Split extends Layer<Tensor, readonly [Tensor, Tensor]> {
  override call(x: Tensor): readonly [Tensor, Tensor] {
    return [x, add(x, x)];
  }
}

const throughJson = (model: unknown): SerializedLayer =>
  JSON.parse(JSON.stringify(serializeLayer(model as AnyLayer))) as SerializedLayer;

function copyWeights(from: AnyLayer, to: AnyLayer): void {
  for (const [path, weight] of from.namedVariables()) (to.namedVariables().get(path) as Variable).assign(weight);
}

describe('a chain', () => {
  const make = () => {
    const image = input([28, 28, 1]);
    return new Model({ inputs: image, outputs: new Dense(10).apply(new Flatten().apply(image)) });
  };

  it('is built at once and gives values', async () => {
    const model = make();
    expect([...model.namedVariables().keys()]).toEqual(['dense/kernel', 'dense/bias']);
    expect(model.layers.map(({ name }) => name)).toEqual(['flatten', 'dense']);
    expect(model.computeOutputShape([null, 28, 28, 1])).toEqual([null, 10]);
    expect((await model.apply(zeros([3, 28, 28, 1])).data()).length).toBe(30);
  });

  it('takes bytes, cast to the dtype of its input', () => {
    expect(make().apply(tensor(new Uint8Array(784), { shape: [1, 28, 28, 1] })).dtype).toBe('float32');
  });

  it('gives the values of the same layers called by hand', async () => {
    const x = input([3]);
    const [first, second] = [new Dense(4, { activation: 'tanh' }), new Dense(2)];
    const model = new Model({ inputs: x, outputs: second.apply(first.apply(x)) });
    const row = tensor([[0.1, -2, 3]]);
    expect(await model.apply(row).data()).toEqual(await second.apply(first.apply(row)).data());
  });
});

describe('a graph', () => {
  const make = () => {
    const [left, right] = [input([2], { name: 'left' }), input([2], { name: 'right' })];
    const shared = new Dense(3, { activation: 'tanh' });
    const joined = new Join().apply([shared.apply(left), shared.apply(right)]);
    const [once, twice] = new Split().apply(joined);
    return new Model({
      inputs: [left, right],
      outputs: { score: new Dense(1).apply(once), twice, hidden: joined },
    });
  };

  it('with two inputs, a shared layer and named outputs computes each of them', async () => {
    const model = make();
    expect(model.layers.map(({ className }) => className)).toEqual(['Dense', 'Join', 'Split', 'Dense']);
    expect([...model.namedVariables().keys()]).toEqual([
      'dense/kernel',
      'dense/bias',
      'dense_1/kernel',
      'dense_1/bias',
    ]);
    const [a, b] = [tensor([[1, 2]]), tensor([[3, 4]])];
    const { score, twice, hidden } = model.apply([a, b]);
    expect([score.shape, twice.shape, hidden.shape]).toEqual([
      [1, 1],
      [1, 6],
      [1, 6],
    ]);
    const shared = model.getLayer('dense') as unknown as Dense;
    expect(await hidden.data()).toEqual(await concat([shared.apply(a), shared.apply(b)], -1).data());
    expect(await twice.data()).toEqual(await hidden.mul(2).data());
    expect(
      model.computeOutputShape([
        [null, 2],
        [null, 2],
      ]),
    ).toEqual({ score: [null, 1], twice: [null, 6], hidden: [null, 6] });
  });

  it('keeps what a layer read, also where the list of it grows later', () => {
    const tensors = [input([2]), input([3])] as const;
    const list = [...tensors];
    list.push(new Join().apply(list as never) as never);
    const model = new Model({ inputs: tensors, outputs: list[2] as SymbolicTensor });
    expect(model.computeOutputShape([[null, 2], [null, 3]])).toEqual([null, 5]); // prettier-ignore
  });

  it('comes back from a file with the same values', async () => {
    const model = make();
    const serialized = throughJson(model);
    const again = layerFromConfig(serialized, { layers: { Join, Split } });
    expect(throughJson(again)).toEqual(serialized);
    copyWeights(model as unknown as AnyLayer, again);
    const inputs = [tensor([[1, 2]]), tensor([[3, 4]])] as const;
    const expected = model.apply(inputs);
    const got = again.apply(inputs) as typeof expected;
    for (const name of ['score', 'twice', 'hidden'] as const)
      expect(await got[name].data()).toEqual(await expected[name].data());
  });

  it('prints all of it', () => {
    expect(make().summary()).toContain('split (Split)    [?, 6], [?, 6]');
  });

  it('says which input does not fit, and how many there are', () => {
    expect(() => make().apply([zeros([1, 2]), zeros([1, 3])])).toThrow(
      /right does not fit; expected \[\?, 2\], got \[1, 3\]/,
    );
    expect(() => make().apply([zeros([1, 2])] as never)).toThrow(/wrong number of inputs; expected 2, got 1/);
  });
});

describe('training', () => {
  it('is passed to the layers, unless a connection fixed it', async () => {
    const seen: boolean[] = [];
    class Probe extends Layer {
      override call(x: Tensor, { training }: CallOptions): Tensor {
        seen.push(training);
        return x;
      }
      override computeOutputShape(shape: SymbolicShape): SymbolicShape {
        return shape;
      }
    }
    const x = input([2]);
    const model = new Model({ inputs: x, outputs: new Probe().apply(new Probe().apply(x), { training: false }) });
    model.apply(zeros([1, 2]), { training: true });
    expect(seen).toEqual([true, false]);
  });
});

describe('models inside models', () => {
  it('are layers', async () => {
    const x = input([3]);
    const inner = new Model({ inputs: x, outputs: new Dense(2).apply(x), name: 'inner' });
    const outer = new Sequential([inner as Layer, new Dropout(0.5), new Dense(1)]);
    expect(outer.apply(zeros([4, 3])).shape).toEqual([4, 1]);
    expect([...outer.namedVariables().keys()]).toEqual([
      'inner/dense/kernel',
      'inner/dense/bias',
      'dense/kernel',
      'dense/bias',
    ]);
    const y = input([3]);
    const again = new Model({ inputs: y, outputs: inner.apply(y) });
    expect(again.apply(zeros([4, 3])).shape).toEqual([4, 2]);
    expect(again.variables).toEqual(inner.variables);
  });
});

describe('bad graphs', () => {
  const x = input([3], { name: 'x' });
  const y = input([3], { name: 'y' });
  it.each([
    [() => new Model({ inputs: x, outputs: new Dense(1).apply(y) }), /graph is cut; expected 'y' among the inputs/],
    [
      () => new Model({ inputs: new Dense(1).apply(x), outputs: new Dense(1).apply(x) }),
      /bad inputs; expected what input/,
    ],
    [() => new Model({ inputs: x, outputs: zeros([1]) as never }), /not symbolic; .*got Tensor/],
    [() => new Model({ inputs: x, outputs: x, nmae: 1 } as never), /got 'nmae'; did you mean name/],
    [() => new Join().apply([x, zeros([1, 3])] as never), /not symbolic/],
    [() => input(3 as never), /input: bad shape; .*got 3/],
    [() => input([2.5]), /input: bad shape/],
    [() => input([3], { dtype: 'float' as never }), /unknown dtype; .*did you mean/],
    [
      () => {
        const same = new Dense(1, { name: 'same' }).apply(new Dense(3, { name: 'same' }).apply(x));
        return new Model({ inputs: x, outputs: same });
      },
      /name is taken; .*got 'same' twice/,
    ],
  ] as const)('refuses: $1', (make, message) => {
    expect(make).toThrow(expect.objectContaining({ name: 'ConfigError' }));
    expect(make).toThrow(message);
  });

  it('a symbolic input of the wrong shape', () => {
    expect(() => new Dense(2, { name: 'd' }).apply(input([]))).toThrow(/^d: input does not fit; .*got \[\?\]/);
  });
});
