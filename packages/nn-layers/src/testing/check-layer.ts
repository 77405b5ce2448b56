// The generic test of a layer: what every layer must do, asked of each. Knows no layer, and no room above this one.
import {
  compile,
  isVariable,
  sizeOf,
  tensor,
  variable,
  type Shape,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
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
  readonly make: () => AnyLayer | Layer;
  /** With a batch; an array of shapes for a layer of several inputs. */
  readonly inputShape: Shape | readonly Shape[];
  /** An array of shapes for a layer of several outputs. */
  readonly outputShape: Shape | readonly Shape[];
  /** What the layer is tried on (default: floats between -1 and 1); indices for a layer that looks them up. */
  readonly example?: (shape: Shape, index: number) => Tensor;
  /** Shapes of the weights by path (default none). */
  readonly weights?: Readonly<Record<string, Shape>>;
  /** Paths of the weights that no optimizer should change (default none). */
  readonly notTrainable?: readonly string[];
  /** Shapes that the layer must refuse with a ShapeError. */
  readonly badInputs?: readonly (Shape | readonly Shape[])[];
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

const isShape = (value: Shape | readonly Shape[]): value is Shape => !Array.isArray(value[0]);

/** One shape or several, each changed alike. */
function eachShape<Result>(
  shapes: Shape | readonly Shape[],
  change: (shape: Shape, index: number) => Result,
): Result | Result[] {
  return isShape(shapes) ? change(shapes, 0) : shapes.map(change);
}

const openBatch = (shape: Shape): SymbolicShape => [null, ...shape.slice(1)];

/** The input shape with an open batch. */
function symbolic({ inputShape }: LayerCase): never {
  return eachShape(inputShape, openBatch) as never;
}

/** What the layer is tried on. */
function exampleOf({ inputShape, example = ramp }: LayerCase): never {
  return eachShape(inputShape, example) as never;
}

/** The outputs of a layer as a list. */
function outputsOf(layer: Layer, x: unknown): readonly Tensor[] {
  const output = layer.apply(x as never) as Tensor | readonly Tensor[];
  return Array.isArray(output) ? (output as readonly Tensor[]) : [output as Tensor];
}

const valuesOf = (layer: Layer, x: unknown): Promise<unknown[]> =>
  Promise.all(outputsOf(layer, x).map(async (output) => ({ shape: output.shape, data: await output.data() })));

function built(layerCase: LayerCase): Layer {
  const layer = layerCase.make() as Layer;
  layer.build(symbolic(layerCase));
  return layer;
}

function checkShapes(layerCase: LayerCase): void {
  const { inputShape, outputShape } = layerCase;
  const make = (): Layer => layerCase.make() as Layer;
  const expected = eachShape(outputShape, openBatch);
  const listed = (isShape(outputShape) ? [outputShape] : outputShape) as readonly Shape[];

  it('gives the same shapes before, without and with values', async () => {
    const layer = built(layerCase);
    expect(layer.computeOutputShape(symbolic(layerCase))).toEqual(expected);
    if (!layerCase.example) expect(inferOutputShape(layer as AnyLayer, symbolic(layerCase))).toEqual(expected);
    const drawn: unknown = make().apply(eachShape(inputShape, (shape) => input(shape.slice(1))) as never);
    const symbols = (Array.isArray(drawn) ? drawn : [drawn]) as readonly { readonly shape: SymbolicShape }[];
    expect(symbols.map(({ shape }) => shape)).toEqual(listed.map(openBatch));
    const outputs = outputsOf(make(), exampleOf(layerCase));
    expect(outputs.map(({ shape }) => shape)).toEqual(listed);
    for (const output of outputs) expect(await output.data()).toHaveLength(output.size);
  });
}

function checkWeights(layerCase: LayerCase): void {
  const { weights = {}, notTrainable = [] } = layerCase;

  it('has its weights once it is built, and none before', () => {
    expect(() => layerCase.make().variables).toThrow(/no weights yet/);
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
    const trained = [...layer.namedVariables()].filter(([path]) => !notTrainable.includes(path));
    expect(layer.trainableVariables).toEqual(trained.map(([, weight]) => weight));
  });
}

function checkFiles(layerCase: LayerCase): void {
  const { classes = {} } = layerCase;

  it('comes back from a file with the same settings, and with the same weights the same values', async () => {
    const layer = built(layerCase);
    const serialized = throughJson(layer as AnyLayer);
    const again = layerFromConfig(serialized, { layers: classes }) as Layer;
    expect(again).toBeInstanceOf(layer.constructor);
    again.build(symbolic(layerCase));
    expect(throughJson(again as AnyLayer)).toEqual(serialized);
    await copyWeights(layer as AnyLayer, again as AnyLayer);
    expect(await valuesOf(again, exampleOf(layerCase))).toEqual(await valuesOf(layer, exampleOf(layerCase)));
  });
}

/** Records a step down the gradient of the sum of squares and returns that sum before it. */
function recordStep(
  { valueAndGradients }: LayerCase,
  layer: Layer,
  x: unknown,
  extra: readonly Variable[] = [],
): Tensor {
  const variables = [...layer.trainableVariables, ...extra];
  const loss = (): Tensor => {
    const sums = outputsOf(layer, x).map((output) => output.cast('float32').square().sum());
    return sums.reduce((sum, each) => sum.add(each));
  };
  if (variables.length === 0) return loss();
  const { value, gradients } = valueAndGradients(loss, variables);
  variables.forEach((each, index) => each.assign(each.sub((gradients[index] as Tensor).mul(1e-3))));
  return value;
}

function checkTraining(layerCase: LayerCase): void {
  it('learns: a step down the gradient makes the loss smaller', async () => {
    const layer = built(layerCase);
    const given: unknown = exampleOf(layerCase);
    const tensors = (Array.isArray(given) ? given : [given]) as readonly Tensor[];
    const examples = tensors.map((each, index) =>
      each.dtype === 'float32' ? variable(each, { name: `example${index}` }) : each,
    );
    const x = Array.isArray(given) ? examples : examples[0];
    const moved = examples.filter(isVariable);
    if (moved.length + layer.trainableVariables.length === 0) return;
    const before = await recordStep(layerCase, layer, x, moved).item();
    const after = await recordStep(layerCase, layer, x, moved).item();
    expect(after).toBeLessThan(before);
  });

  it('trains under compile as without it, bit for bit', async () => {
    const [plain, other] = [built(layerCase), built(layerCase)];
    await copyWeights(plain as AnyLayer, other as AnyLayer);
    const compiled = compile((x: Tensor) => recordStep(layerCase, other, x));
    for (let round = 0; round < 3; round++) {
      const expected = await recordStep(layerCase, plain, exampleOf(layerCase)).item();
      expect(await (await compiled(exampleOf(layerCase))).item()).toBe(expected);
    }
  });
}

function checkRefusals(layerCase: LayerCase): void {
  const { make, badInputs = [], badArguments = [], checksOptions = true, classes = {} } = layerCase;

  it.each(badInputs.map((shape) => ({ shape })))('refuses an input of shape $shape', ({ shape }) => {
    const layer = built(layerCase);
    const message = new RegExp(`^${layer.path}: .*expected .*got .*\\[`);
    const given = eachShape(shape, layerCase.example ?? ramp) as never;
    expect(() => layer.apply(given)).toThrow(message);
    expect(() => layer.apply(given)).toThrow(expect.objectContaining({ name: 'ShapeError' }));
    // A scalar with an open batch would be another shape.
    if (shape.length > 0) expect(() => layer.build(eachShape(shape, openBatch) as never)).toThrow(/expected .*got /);
  });

  it('refuses what is no tensor', () => {
    expect(() => (make() as Layer).apply(3 as never)).toThrow(/not a tensor; expected tensors, got number/);
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
    const { className, config } = throughJson(make() as AnyLayer);
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
