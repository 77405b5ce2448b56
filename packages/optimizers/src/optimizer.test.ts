// What all optimizers have in common: compiled as uncompiled, rates, state, errors, one expression for all variables.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  compile,
  constant,
  flush,
  maximum,
  minimum,
  setDefaultDevice,
  tensor,
  variable,
  zeros,
  type Device,
  type Program,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { Optimizer } from './optimizer.js';
import { Adadelta } from './optimizers/adadelta.js';
import { Adafactor } from './optimizers/adafactor.js';
import { Adagrad } from './optimizers/adagrad.js';
import { Adam } from './optimizers/adam.js';
import { Adamax } from './optimizers/adamax.js';
import { AdamW } from './optimizers/adamw.js';
import { Ftrl } from './optimizers/ftrl.js';
import { Lamb } from './optimizers/lamb.js';
import { Lion } from './optimizers/lion.js';
import { Muon } from './optimizers/muon.js';
import { Nadam } from './optimizers/nadam.js';
import { RMSprop } from './optimizers/rmsprop.js';
import { SGD } from './optimizers/sgd.js';
import { expectClose } from './testing/steps.js';
import { scale } from './transforms/scale.js';
import { chain, type Transform } from './transforms/transform.js';
import { velocity } from './transforms/velocity.js';

/** Programs made ready since the last test began. */
let prepared: Program[] = [];

beforeEach(() => {
  const device = createCpuDevice({ precision: 'float64' });
  const prepare = device.prepare.bind(device);
  prepared = [];
  device.prepare = (program) => {
    prepared.push(program);
    return prepare(program);
  };
  setDefaultDevice(device as Device);
});

/** Name, optimizer, and the number of scalars that all variables share; none where rules look at whole variables. */
const optimizers: readonly [string, () => Optimizer, number?][] = [
  ['SGD', () => new SGD({ learningRate: 0.1 }), 1],
  ['SGD with momentum', () => new SGD({ learningRate: 0.1, momentum: 0.9 }), 1],
  ['SGD with Nesterov’s', () => new SGD({ learningRate: 0.1, momentum: 0.9, nesterov: true }), 1],
  ['Adagrad', () => new Adagrad({ learningRate: 0.1 }), 1],
  ['Adadelta', () => new Adadelta({ learningRate: 0.1 }), 1],
  ['RMSprop', () => new RMSprop({ learningRate: 0.1 }), 1],
  ['RMSprop with all', () => new RMSprop({ learningRate: 0.1, momentum: 0.9, centered: true }), 1],
  ['Adam', () => new Adam({ learningRate: 0.1 }), 1],
  ['Adam with amsgrad', () => new Adam({ learningRate: 0.1, amsgrad: true }), 1],
  ['AdamW', () => new AdamW({ learningRate: 0.1 }), 2],
  ['Adamax', () => new Adamax({ learningRate: 0.1 }), 1],
  ['Nadam', () => new Nadam({ learningRate: 0.1 }), 4],
  ['Ftrl', () => new Ftrl({ learningRate: 0.1, l1RegularizationStrength: 0.01 }), 5],
  ['Lion', () => new Lion({ learningRate: 0.1 }), 1],
  ['Adafactor', () => new Adafactor({ learningRate: 0.1 })],
  ['Lamb', () => new Lamb({ learningRate: 0.1 })],
  ['Muon', () => new Muon({ learningRate: 0.1 })],
];

/** A bowl over two variables of different shapes; its gradients are 2 w and w - 1. */
function makeProblem(): { readonly variables: readonly Variable[]; readonly gradients: () => Tensor[] } {
  const kernel = variable(
    [
      [1, -2],
      [0.5, 3],
    ],
    { name: 'dense/kernel' },
  );
  const bias = variable([0.25, -4], { name: 'dense/bias' });
  return { variables: [kernel, bias], gradients: () => [kernel.mul(2), bias.sub(1)] };
}

async function valuesOf(variables: readonly Tensor[]): Promise<number[][]> {
  return (await Promise.all(variables.map((each) => each.data()))).map((values) => Array.from(values));
}

describe.each(optimizers)('%s', (_, make, scalarCount) => {
  it('gives the same numbers compiled and not, bit for bit', async () => {
    const [plain, traced] = [makeProblem(), makeProblem()];
    const [one, other] = [make(), make()];
    const step = compile(() => other.update(traced.variables, traced.gradients()));
    for (let round = 0; round < 5; round++) {
      one.update(plain.variables, plain.gradients());
      await step();
      expect(await valuesOf(traced.variables)).toEqual(await valuesOf(plain.variables));
    }
    expect([one.iterations, other.iterations]).toEqual([5, 5]);
    expect(await valuesOf(Object.values(other.state().slots))).toEqual(
      await valuesOf(Object.values(one.state().slots)),
    );
  });

  it('counts two updates in one compiled run as two', async () => {
    const [plain, traced] = [makeProblem(), makeProblem()];
    const [one, other] = [make(), make()];
    const step = compile(() => {
      other.update(traced.variables, traced.gradients());
      other.update(traced.variables, traced.gradients());
    });
    for (let round = 0; round < 3; round++) {
      await step();
      one.update(plain.variables, plain.gradients());
      one.update(plain.variables, plain.gradients());
    }
    expect(await valuesOf(traced.variables)).toEqual(await valuesOf(plain.variables));
    expect([one.iterations, other.iterations]).toEqual([6, 6]);
  });

  it.each([
    ['compiled', (update: () => void) => compile(update)],
    [
      'uncompiled',
      (update: () => void) => async () => {
        update();
        await flush();
      },
    ],
  ])('makes no new plan for another learning rate, %s', async (__, run) => {
    const { variables, gradients } = makeProblem();
    const optimizer = make();
    const step = run(() => optimizer.update(variables, gradients()));
    await step();
    await step();
    const before = prepared.length;
    optimizer.learningRate = 0;
    await step();
    const kept = await valuesOf(variables);
    optimizer.learningRate = 0.03;
    await step();
    expect(await valuesOf(variables)).not.toEqual(kept);
    // Reads of values make plans of their own, without assignments.
    expect(prepared.slice(before).filter(({ assignments }) => assignments.length > 0)).toEqual([]);
  });

  it('saves and restores exactly, also into a new optimizer', async () => {
    const { variables, gradients } = makeProblem();
    const optimizer = make();
    const train = async (by: Optimizer, rounds: number): Promise<number[][]> => {
      for (let round = 0; round < rounds; round++) by.update(variables, gradients());
      return valuesOf(variables);
    };
    await train(optimizer, 3);
    const weights = await valuesOf(variables);
    const state = optimizer.state();
    const expected = await train(optimizer, 3);
    const restoreWeights = () =>
      variables.forEach((each, index) =>
        each.assign({ data: Float64Array.from(weights[index]!), shape: each.shape, dtype: 'float32' }),
      );

    restoreWeights();
    optimizer.loadState(state);
    expect(optimizer.iterations).toBe(3);
    expect(await train(optimizer, 3)).toEqual(expected);

    restoreWeights();
    const fresh = make();
    fresh.learningRate = 77;
    fresh.loadState(state);
    expect(fresh.learningRate).toBe(0.1);
    expect(Object.keys(fresh.state().slots)).toEqual(Object.keys(state.slots));
    expect(await train(fresh, 3)).toEqual(expected);
  });

  it('restores the state from before the first update', async () => {
    const { variables, gradients } = makeProblem();
    const optimizer = make();
    const weights = await valuesOf(variables);
    const state = optimizer.state();
    optimizer.update(variables, gradients());
    const expected = await valuesOf(variables);
    variables.forEach((each, index) =>
      each.assign({ data: Float64Array.from(weights[index]!), shape: each.shape, dtype: 'float32' }),
    );
    optimizer.loadState(state);
    optimizer.update(variables, gradients());
    expect(await valuesOf(variables)).toEqual(expected);
  });

  it('passes NaN on, and to other elements only where all of a variable limits an update', async () => {
    const w = variable([1, 2, 3], { name: 'w' });
    const optimizer = make();
    optimizer.update([w], [tensor([NaN, 1, -1])]);
    const isNan = Array.from(await w.data(), Number.isNaN);
    expect(isNan).toEqual([true, optimizer instanceof Adafactor, optimizer instanceof Adafactor]);
  });

  // Those that look at the norm or the sides of a variable have numbers of its own in the expression.
  if (scalarCount !== undefined) {
    it('treats all variables by one expression with the same scalars', async () => {
      const shapes = [[3, 4], [4], [4, 2], [2]];
      const variables = shapes.map((shape, index) => variable(zeros(shape), { name: `v${index}` }));
      const optimizer = make();
      optimizer.update(
        variables,
        shapes.map((shape) => zeros(shape)),
      );
      await flush();
      const program = prepared.at(-1) as Program;
      const perVariable = variables.map((each) => expressionOf(program, each.name, each.shape));
      expect(new Set(perVariable).size).toBe(1);
      expect(perVariable[0]).toContain('host 0');
      const scalars = program.values.filter((value) => value.op === 'input' && value.kind === 'host');
      expect(scalars).toHaveLength(scalarCount as number);
    });
  }
});

/** The expression that is assigned to a variable, with its own shape and leaves left out. */
function expressionOf(program: Program, name: string, shape: readonly number[]): string {
  const { values, assignments } = program;
  const states = values.filter((value) => value.op === 'input' && value.kind === 'state');
  const ordinal = states.findIndex((value) => value.op === 'input' && value.name === name);
  const own = `[${shape.join()}]`;
  const text = (position: number): string => {
    const value = values[position]!;
    if (value.op === 'input') return value.kind === 'host' ? `host ${value.ordinal}` : value.kind;
    const attributes = JSON.stringify(value.attributes).replaceAll(own, '[own]');
    return `${value.op}(${value.inputs.map(text).join()})${attributes}`;
  };
  return text(assignments.find(({ state }) => state === ordinal)!.value);
}

describe('a learning rate', () => {
  it('of 0 moves nothing', async () => {
    const { variables, gradients } = makeProblem();
    const optimizer = new Adam({ learningRate: 0.1 });
    const step = compile(() => optimizer.update(variables, gradients()));
    await step();
    const kept = await valuesOf(variables);
    optimizer.learningRate = 0;
    await step();
    expect(await valuesOf(variables)).toEqual(kept);
  });

  it('may be a function of the updates made', async () => {
    const seen: number[] = [];
    const w = variable([0], { name: 'w' });
    const optimizer = new SGD({
      learningRate: (iteration) => {
        seen.push(iteration);
        return iteration === 1 ? 10 : 1;
      },
    });
    const step = compile(() => optimizer.update([w], [tensor([1])]));
    const path: number[] = [];
    for (let round = 0; round < 3; round++) {
      await step();
      path.push((await w.data())[0] as number);
    }
    expect(path).toEqual([-1, -11, -12]);
    expect(seen).toEqual([0, 1, 2]);
    expect(optimizer.learningRate).toBe(1);
    expect(optimizer.state().learningRate).toBeUndefined();
    optimizer.learningRate = 0.5;
    expect(optimizer.learningRate).toBe(0.5);
  });

  it('is checked when it is set', () => {
    const optimizer = new Adam();
    expect(() => (optimizer.learningRate = NaN)).toThrow(
      /^Adam: bad learningRate; expected a finite number >= 0, got NaN/,
    );
    expect(optimizer.learningRate).toBe(0.001);
  });

  it('reaches the device in double precision', async () => {
    const w = variable([0], { name: 'w' });
    new SGD({ learningRate: 0.1 }).update([w], [tensor([1])]);
    expect(await w.array()).toEqual([-0.1]);
  });
});

describe('variables', () => {
  it('may join later, when they are announced, also in a new trace', async () => {
    const [a, b] = [variable([0], { name: 'a' }), variable([0], { name: 'b' })];
    const optimizer = new Adam({ learningRate: 0.1 });
    const one = compile(() => optimizer.update([a], [tensor([1])]));
    const both = compile(() => optimizer.update([a, b], [tensor([1]), tensor([1])]));
    await one();
    optimizer.build([b]);
    await both();
    await both();
    expect(Object.keys(optimizer.state().slots)).toEqual(['a/momentum', 'a/velocity', 'b/momentum', 'b/velocity']);
    const [first, second] = await valuesOf([a, b]);
    expect(first![0]).toBeLessThan(second![0] as number);
  });

  it('of one name have slots of their own', async () => {
    const twins = [variable([0], { name: 'w' }), variable([0, 0], { name: 'w' })];
    const optimizer = new SGD({ momentum: 0.9 });
    optimizer.update(twins, [tensor([1]), tensor([2, 3])]);
    const { slots } = optimizer.state();
    expect(Object.keys(slots)).toEqual(['w/momentum', 'w_1/momentum']);
    expect(await slots['w_1/momentum']?.array()).toEqual([-0.02, -0.03]);
  });

  it('that are tied are moved by both gradients', async () => {
    const w = variable([1], { name: 'w' });
    new SGD({ learningRate: 1 }).update([w, w], [tensor([1]), tensor([2])]);
    expect(await w.array()).toEqual([-2]);
  });
});

it('may be made of transforms of one’s own', async () => {
  const clipElements: Transform = {
    slots: [],
    begin: () => {
      const [low, high] = [constant(-1), constant(1)];
      return (gradient) => ({ update: minimum(maximum(gradient, low), high), slots: [] });
    },
  };
  class ClippedDescent extends Optimizer {
    constructor(learningRate: number) {
      super(
        { learningRate },
        {
          className: 'ClippedDescent',
          options: [],
          learningRate: 0.01,
          transform: (rate) =>
            chain(
              clipElements,
              scale((moment) => -rate(moment)),
              velocity(0.5, false),
            ),
        },
      );
    }
  }
  const w = variable([0, 0, 0], { name: 'w' });
  const optimizer = new ClippedDescent(0.1);
  for (let step = 0; step < 2; step++) optimizer.update([w], [tensor([5, -0.5, -7])]);
  const { slots } = optimizer.state();
  expectClose(await w.data(), [-0.25, 0.125, 0.25]);
  expectClose(await slots['w/momentum']!.data(), [-0.15, 0.075, 0.15]);
});

describe('a saved state', () => {
  it('stays as it is when training goes on', async () => {
    const { variables, gradients } = makeProblem();
    const optimizer = new Adam();
    optimizer.update(variables, gradients());
    const state = optimizer.state();
    const before = await valuesOf(Object.values(state.slots));
    const step = compile(() => optimizer.update(variables, gradients()));
    await step();
    await step();
    expect(await valuesOf(Object.values(state.slots))).toEqual(before);
    expect(state.iterations).toBe(1);
  });

  it('of another model or optimizer is refused, and nothing of it is taken', async () => {
    const { variables, gradients } = makeProblem();
    const optimizer = new Adam();
    optimizer.update(variables, gradients());
    const before = await valuesOf(Object.values(optimizer.state().slots));
    const good = optimizer.state();
    const other = { ...good, iterations: 9, slots: { ...good.slots, 'dense/bias/velocity': zeros([3]) } };
    expect(() => optimizer.loadState(other)).toThrow(/^dense\/bias\/velocity: .*expected \[2\], got \[3\]/);
    expect(() => optimizer.loadState({ iterations: 1, slots: { 'x/momentum': zeros([1]) } })).toThrow(
      /slots are missing; expected dense\/kernel\/momentum/,
    );
    expect(() => optimizer.loadState({ ...good, iterations: -1 })).toThrow(/bad iterations/);
    expect(await valuesOf(Object.values(optimizer.state().slots))).toEqual(before);
    expect(optimizer.iterations).toBe(1);
    const fresh = new Adam();
    fresh.loadState(other);
    expect(() => fresh.update(variables, gradients())).toThrow(/^dense\/bias\/velocity: .*expected \[2\], got \[3\]/);
  });
});

describe('bad updates', () => {
  const w = variable([1, 2], { name: 'w' });
  const whole = variable([1, 2], { name: 'whole', dtype: 'int32' });
  it.each([
    ['ConfigError', /^SGD.update: lists do not match; .*got 1 variables and 2 gradients/, [w], [w, w]],
    ['ConfigError', /got 0 variables and 0 gradients/, [], []],
    ['ShapeError', /^SGD.update: gradient of w does not fit; expected \[2\], got \[1, 2\]/, [w], [zeros([1, 2])]],
    [
      'DTypeError',
      /gradient of w does not fit; .*got int32 for a variable of float32/,
      [w],
      [zeros([2], { dtype: 'int32' })],
    ],
    ['DTypeError', /gradient of whole does not fit; expected a float32 tensor, got int32/, [whole], [whole]],
    ['DTypeError', /gradient of w does not fit; .*got undefined/, [w], [undefined]],
    ['DTypeError', /not a variable; expected a Variable at 0, got Tensor/, [zeros([2])], [zeros([2])]],
  ] as const)('%s: %s', (name, message, variables, gradients) => {
    const optimizer = new SGD();
    const update = () => optimizer.update(variables as never, gradients as never);
    expect(update).toThrow(expect.objectContaining({ name }));
    expect(update).toThrow(message);
    expect(optimizer.iterations).toBe(0);
  });
});
