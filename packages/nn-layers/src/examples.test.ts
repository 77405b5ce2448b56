// The examples of the public API that these rooms can run: the model of the case study, a layer of one's own, a functional model.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  compile,
  setDefaultDevice,
  setRandomSeed,
  sparseSoftmaxCrossEntropy,
  tensor,
  zeros,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  Conv2D,
  Dense,
  Dropout,
  Flatten,
  input,
  Layer,
  MaxPooling2D,
  Model,
  Rescaling,
  Sequential,
  type CallOptions,
  type SymbolicShape,
} from './index.js';

beforeAll(() => setDefaultDevice(createCpuDevice()));

describe('the case study', () => {
  it('784-512-256-10 with dropout takes bytes and has 535,818 parameters', () => {
    const model = new Sequential([
      new Rescaling(1 / 255),
      new Flatten(),
      new Dense(512, { activation: 'relu' }),
      new Dropout(0.2),
      new Dense(256, { activation: 'relu' }),
      new Dense(10),
    ]);
    expect(model.apply(tensor(new Uint8Array(2 * 784), { shape: [2, 28, 28, 1] })).shape).toEqual([2, 10]);
    expect(model.countParameters()).toBe(785 * 512 + 513 * 256 + 257 * 10);
    expect([...model.namedVariables().keys()].slice(-2)).toEqual(['dense_2/kernel', 'dense_2/bias']);
  });
});

/** Four small pictures of two classes: bright on the left, bright on the right. */
const pictures = tensor(
  new Uint8Array(
    [200, 90, 0, 0, 210, 80, 10, 0, 0, 0, 70, 220, 0, 20, 100, 190].flatMap((value) => [value, value, value, value]),
  ),
  { shape: [4, 4, 4, 1] },
);
const labels = tensor(new Uint8Array([0, 0, 1, 1]), { shape: [4] });

/** A network with every kind of layer, and one step of gradient descent on it. */
function makeNetwork(): { readonly model: Sequential; readonly step: (x: Tensor, y: Tensor) => Tensor } {
  setRandomSeed(4);
  const model = new Sequential([
    new Rescaling(1 / 255),
    new Conv2D(3, 3, { padding: 'same', activation: 'relu' }),
    new MaxPooling2D(2),
    new Flatten(),
    new Dropout(0.1),
    new Dense(8, { activation: 'tanh' }),
    new Dense(2),
  ]);
  model.build([null, 4, 4, 1]);
  const step = (x: Tensor, y: Tensor): Tensor => {
    const variables = model.trainableVariables;
    const { value, gradients } = valueAndGradients(
      () => sparseSoftmaxCrossEntropy(y, model.apply(x, { training: true })).mean(),
      variables,
    );
    variables.forEach((each, index) => each.assign(each.sub((gradients[index] as Tensor).mul(0.3))));
    return value;
  };
  return { model, step };
}

describe('a training step', () => {
  it('gives the same losses compiled and not, bit for bit, with dropout moving', async () => {
    const plain = makeNetwork();
    const expected: number[] = [];
    for (let round = 0; round < 20; round++) expected.push(await plain.step(pictures, labels).item());
    const compiled = compile(makeNetwork().step);
    const losses: number[] = [];
    for (let round = 0; round < 20; round++) losses.push(await (await compiled(pictures, labels)).item());
    expect(losses).toEqual(expected);
    expect(losses.at(-1)).toBeLessThan(0.2 * (losses[0] as number));
  });
});

class Scale extends Layer {
  gain!: Variable;
  override build(inputShape: SymbolicShape) {
    this.gain = this.addWeight('gain', { shape: [inputShape.at(-1)!], initializer: 'ones' });
  }
  override call(input: Tensor, { training, mask }: CallOptions) {
    expect([typeof training, mask]).toEqual(['boolean', undefined]);
    return input.mul(this.gain);
  }
  override computeOutputShape(inputShape: SymbolicShape) {
    return inputShape;
  }
}

describe('a layer of one’s own and the functional model', () => {
  it('stand beside those of the library', async () => {
    const image = input([28, 28, 1]);
    const output = new Dense(10).apply(new Flatten().apply(new Scale().apply(image)));
    const net = new Model({ inputs: image, outputs: output });
    expect([...net.namedVariables().keys()]).toEqual(['scale/gain', 'dense/kernel', 'dense/bias']);
    expect(await net.apply(zeros([2, 28, 28, 1])).array()).toEqual([new Array(10).fill(0), new Array(10).fill(0)]);
  });
});
