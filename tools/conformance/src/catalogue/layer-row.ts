// Makes rows of layers: what a layer gives, the gradients of its weights and inputs, and the weights that a call moves.
import { valueAndGradients } from '@tensorloom/autograd';
import type { AnyLayer } from '@tensorloom/nn-layers';
import { isFloat, isTensor, tensor, zeros, type HostTensor, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { inputData, type InputSpec } from '../ops/op-row.js';
import type { CatalogueRow, CatalogueRowOptions, Results } from './catalogue-row.js';

export interface LayerRowOptions extends CatalogueRowOptions {
  /** Default false. */
  readonly training?: boolean;
  /** How the layer takes its inputs (default: one as it is, several as a list). */
  readonly given?: (inputs: readonly Tensor[]) => unknown;
  /** What a layer must have seen before it is of use. */
  readonly prepare?: (layer: AnyLayer) => Promise<void>;
}

type Named = readonly (readonly [name: string, tensor: Tensor])[];

/** Weights of both signs; variances, which are above 0. */
function weightData(path: string, shape: Shape, seed: number): HostTensor {
  const [low, high] = /variance/i.test(path) ? [0.5, 1.5] : [-0.8, 0.8];
  return inputData({ shape, low, high }, seed);
}

/** Gives each float weight values of its own, the same on every device. */
function fillWeights(layer: AnyLayer): void {
  [...layer.namedVariables()].forEach(([path, weight], index) => {
    if (isFloat(weight.dtype)) weight.assign(weightData(path, weight.shape, 100 + index));
  });
}

/** The shapes of what a layer is given, arranged as that is. */
function shapesOf(given: unknown): unknown {
  if (isTensor(given)) return given.shape;
  if (Array.isArray(given)) return given.map(shapesOf);
  return Object.fromEntries(Object.entries(given as object).map(([name, value]) => [name, shapesOf(value)]));
}

/** The tensors in an output, by their places. */
function outputsOf(output: unknown, name = 'output'): Named {
  if (isTensor(output)) return [[name, output]];
  return Object.entries(output as object).flatMap(([key, value]) => outputsOf(value, `${name} ${key}`));
}

const isFloatTensor = ([, { dtype }]: Named[number]): boolean => isFloat(dtype);

/** Weighted sum of squares: of what is normalized, the plain one is the same whatever went in. */
function lossOf(outputs: Named): Tensor {
  const sums = outputs.map(([, output], index) => {
    const factors = tensor(inputData({ shape: output.shape, low: 0.5, high: 1.5 }, 200 + index));
    return output.square().mul(factors).sum();
  });
  return sums.reduce((sum, each) => sum.add(each), zeros([]));
}

/** Calls the layer once. */
function callLayer(layer: AnyLayer, inputs: readonly Tensor[], given: unknown, training: boolean): Results {
  const trained = layer.trainableVariables;
  const weights = [...layer.namedVariables()];
  const all: Named = [
    ...weights.filter(([, weight]) => trained.includes(weight)),
    ...inputs.map((input, index) => [`input ${index}`, input] as const),
  ];
  const targets = all.filter(isFloatTensor);
  let outputs: Named = [];
  const loss = (): Tensor => {
    outputs = outputsOf(layer.apply(given, { training }));
    return lossOf(outputs.filter(isFloatTensor));
  };
  const { gradients } = valueAndGradients(
    loss,
    targets.map(([, target]) => target),
    { unused: 'zeros' },
  );
  return Object.fromEntries([
    ...outputs,
    ...gradients.map((gradient, index) => [`gradient of ${(targets[index] as Named[number])[0]}`, gradient] as const),
    ...(training ? weights.map(([name, weight]) => [`${name} afterwards`, weight] as const) : []),
  ]);
}

/** A row of one layer, on inputs of these shapes and ranges. */
export function layerRow(
  make: () => unknown,
  inputs: readonly InputSpec[],
  options: LayerRowOptions = {},
): CatalogueRow {
  const { training = false, given = (all: readonly Tensor[]): unknown => (all.length === 1 ? all[0] : all) } = options;
  return {
    ...options,
    of: (make() as AnyLayer).className,
    run: async () => {
      const layer = make() as AnyLayer;
      const tensors = inputs.map((input, index) => tensor(inputData(input, index + 1)));
      const arranged = given(tensors);
      layer.build(shapesOf(arranged) as never);
      fillWeights(layer);
      await options.prepare?.(layer);
      return callLayer(layer, tensors, arranged, training);
    },
  };
}
