// The generic test of a layer: what every layer must do, asked of each. Knows no layer, and no room above this one.
import { compile, sizeOf, tensor, variable, type Shape, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { inferOutputShape } from '../infer-output-shape.js';
import type { AnyLayer, Layer } from '../layer.js';
import { serializeLayer, type LayerClasses, type SerializedLayer } from '../layer-config.js';
import { layerFromConfig } from '../layer-from-config.js';
import type { SymbolicShape } from '../symbolic-shape.js';
import { input } from '../symbolic-tensor.js';

/** One layer with what is expected of it. */
export interface LayerCase {
  /** A new layer with the settings under test. */
  readonly make: () => Layer;
  /** With a batch. */
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** Shapes of the weights by path (default none). */
  readonly weights?: Readonly<Record<string, Shape>>;
  /** Shapes that the layer must refuse with a ShapeError. */
  readonly badInputs?: readonly Shape[];
  /** Constructor calls that must be refused with a ConfigError, with a part of its message. */
  readonly badArguments?: readonly (readonly [make: () => unknown, message: RegExp])[];
  /** False for a class that lets unknown options pass (default true). */
  readonly checksOptions?: boolean;
  /** Classes of the layer's own, where it is not the library's. */
  readonly classes?: LayerClasses;
  /** `valueAndGradients` of autograd. */
  readonly valueAndGradients: (
    loss: () => Tensor,
    variables: readonly Variable[],
  ) => { readonly value: Tensor; readonly gradients: readonly Tensor[] };
}

/** Numbers between -1 and 1 that no two elements share, so that a maximum has one place. */
function ramp(shape: Shape): Tensor {
  const values = Float64Array.from({ length: sizeOf(shape) }, (_, index) => Math.sin(1 + 37 * index));
  return tensor(values, { shape, dtype: 'float32' });
}

async function copyWeights(from: AnyLayer, to: AnyLayer): Promise<void> {
  const targets = to.namedVariables();
  for (const [path, weight] of from.namedVariables()) {
    (targets.get(path) as Variable).assign({ data: await weight.data(), shape: weight.shape, dtype: weight.dtype });
  }
}

/** A file holds JSON: what survives it. */
function throughJson(layer: AnyLayer): SerializedLayer {
  return JSON.parse(JSON.stringify(serializeLayer(layer))) as SerializedLayer;
}

/** The input shape with an open batch. */
function symbolic({ inputShape }: LayerCase): SymbolicShape {
  return [null, ...inputShape.slice(1)];
}

function built(layerCase: LayerCase): Layer {
  const layer = layerCase.make();
  layer.build(symbolic(layerCase));
  return layer;
}

function checkShapes(layerCase: LayerCase): void {
  const { make, inputShape, outputShape } = layerCase;
  const expected = [null, ...outputShape.slice(1)];

  it('gives the same shapes before, without and with values', async () => {
    const layer = built(layerCase);
    expect(layer.computeOutputShape(symbolic(layerCase))).toEqual(expected);
    expect(inferOutputShape(layer as AnyLayer, symbolic(layerCase))).toEqual(expected);
    expect(make().apply(input(inputShape.slice(1))).shape).toEqual(expected);
    const output = make().apply(ramp(inputShape));
    expect(output.shape).toEqual(outputShape);
    expect(await output.data()).toHaveLength(output.size);
  });
}

function checkWeights(layerCase: LayerCase): void {
  const { make, weights = {} } = layerCase;

  it('has its weights once it is built, and none before', () => {
    expect(() => make().variables).toThrow(/no weights yet/);
    const layer = built(layerCase);
    const shapes = [...layer.namedVariables()].map(([path, { shape }]) => [path, shape]);
    expect(Object.fromEntries(shapes)).toEqual(weights);
    expect(layer.countParameters()).toBe(Object.values(weights).reduce((sum, shape) => sum + sizeOf(shape), 0));
    layer.build(symbolic(layerCase));
    expect(layer.variables).toHaveLength(Object.keys(weights).length);
  });

  it('can be kept from training', () => {
    const layer = built(layerCase);
    layer.trainable = false;
    expect(layer.trainableVariables).toEqual([]);
    expect(layer.variables).toHaveLength(Object.keys(weights).length);
    layer.trainable = true;
    expect(layer.trainableVariables).toEqual(layer.variables);
  });
}

function checkFiles(layerCase: LayerCase): void {
  const { inputShape, classes = {} } = layerCase;

  it('comes back from a file with the same settings, and with the same weights the same values', async () => {
    const layer = built(layerCase);
    const serialized = throughJson(layer);
    const again = layerFromConfig(serialized, { layers: classes }) as Layer;
    expect(again).toBeInstanceOf(layer.constructor);
    again.build(symbolic(layerCase));
    expect(throughJson(again)).toEqual(serialized);
    await copyWeights(layer as AnyLayer, again);
    expect(await again.apply(ramp(inputShape)).data()).toEqual(await layer.apply(ramp(inputShape)).data());
  });
}

/** Records a step down the gradient of the sum of squares and returns that sum before it. */
function recordStep(
  { valueAndGradients }: LayerCase,
  layer: Layer,
  x: Tensor,
  extra: readonly Variable[] = [],
): Tensor {
  const variables = [...layer.trainableVariables, ...extra];
  const loss = (): Tensor => layer.apply(x).square().sum();
  if (variables.length === 0) return loss();
  const { value, gradients } = valueAndGradients(loss, variables);
  variables.forEach((each, index) => each.assign(each.sub((gradients[index] as Tensor).mul(1e-3))));
  return value;
}

function checkTraining(layerCase: LayerCase): void {
  const { inputShape } = layerCase;

  it('learns: a step down the gradient makes the loss smaller', async () => {
    const layer = built(layerCase);
    const example = variable(ramp(inputShape), { name: 'example' });
    const before = await recordStep(layerCase, layer, example, [example]).item();
    const after = await layer.apply(example).square().sum().item();
    expect(after).toBeLessThan(before);
  });

  it('trains under compile as without it, bit for bit', async () => {
    const [plain, other] = [built(layerCase), built(layerCase)];
    await copyWeights(plain as AnyLayer, other);
    const compiled = compile((x: Tensor) => recordStep(layerCase, other, x));
    for (let round = 0; round < 3; round++) {
      const expected = await recordStep(layerCase, plain, ramp(inputShape)).item();
      expect(await (await compiled(ramp(inputShape))).item()).toBe(expected);
    }
  });
}

function checkRefusals(layerCase: LayerCase): void {
  const { make, badInputs = [], badArguments = [], checksOptions = true, classes = {} } = layerCase;

  it.each(badInputs.map((shape) => ({ shape })))('refuses an input of shape $shape', ({ shape }) => {
    const layer = built(layerCase);
    const message = new RegExp(`^${layer.path}: .*expected .*got \\[`);
    expect(() => layer.apply(ramp(shape))).toThrow(message);
    expect(() => layer.apply(ramp(shape))).toThrow(expect.objectContaining({ name: 'ShapeError' }));
  });

  it('refuses what is no tensor', () => {
    expect(() => make().apply(3 as never)).toThrow(/not a tensor; expected tensors, got number/);
  });

  it.each(badArguments.map(([construct, message]) => ({ construct, message })))(
    'refuses arguments: $message',
    ({ construct, message }) => {
      expect(construct).toThrow(expect.objectContaining({ name: 'ConfigError' }));
      expect(construct).toThrow(message);
    },
  );

  if (!checksOptions) return;
  it('refuses options that it does not have', () => {
    const { className, config } = throughJson(make());
    const misspelt = { className, config: { ...config, trainible: false } };
    expect(() => layerFromConfig(misspelt, { layers: classes })).toThrow(
      /unknown option; expected .*got 'trainible'; did you mean trainable\?/,
    );
  });
}

/** Registers the tests of one layer: shapes, weights, config, save and load, a training step, bad arguments. */
export function checkLayer(title: string, layerCase: LayerCase): void {
  describe(title, () => {
    checkShapes(layerCase);
    checkWeights(layerCase);
    checkFiles(layerCase);
    checkTraining(layerCase);
    checkRefusals(layerCase);
  });
}
