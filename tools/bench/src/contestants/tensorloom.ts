// Tensorloom's training step, written as its users write it. Knows no peer.
import { valueAndGradients } from '@tensorloom/autograd';
import { Conv2D, Dense, Flatten, MaxPooling2D, Sequential, type Layer } from '@tensorloom/nn-layers';
import { Adam } from '@tensorloom/optimizers';
import {
  compile,
  flush,
  setDefaultDevice,
  setRandomSeed,
  sparseSoftmaxCrossEntropy,
  tensor,
  type Tensor,
} from '@tensorloom/tensor-core';
import { createWebGpuDevice, type WebGpuDevice } from '@tensorloom/webgpu-device';
import type { HostArray, HostValues } from '../cases/host-values.js';
import type { LayerSpec, StepCase } from '../cases/step-case.js';
import type { Contestant } from './contestant.js';
import { Lstm, MeanOverSteps, TransformerBlock } from './tensorloom-layers.js';

/** How a network begins. */
export interface TensorloomOptions {
  /** `'given'` takes the case's weights, `'own'` draws them on the device as any new model does. Default `'given'`. */
  readonly weights?: 'given' | 'own';
  /** False records every step anew. Default true. */
  readonly compiled?: boolean;
}

function layerOf(layer: LayerSpec): Layer {
  const relu = { activation: 'relu' } as const;
  switch (layer.kind) {
    case 'dense':
      return new Dense(layer.units, layer.relu ? relu : {});
    case 'conv':
      return new Conv2D(layer.filters, layer.size, layer.relu ? relu : {});
    case 'maxPool':
      return new MaxPooling2D(layer.size);
    case 'flatten':
      return new Flatten();
    case 'lstm':
      return new Lstm(layer.units);
    case 'transformerBlock':
      return new TransformerBlock(layer.heads, layer.hidden);
    case 'meanOverSteps':
      return new MeanOverSteps();
  }
}

/** The case's network, built. */
export function tensorloomModel({ layers, inputShape }: StepCase): Sequential {
  const model = new Sequential(layers.map(layerOf));
  model.build([null, ...inputShape]);
  return model;
}

async function setWeights(model: Sequential, weights: readonly HostArray[]): Promise<void> {
  model.trainableVariables.forEach((variable, index) => {
    const { data, shape } = weights[index] as HostArray;
    variable.assign(tensor({ data, shape, dtype: 'float32' }));
  });
  await flush();
}

/** Opens a device, which becomes the default one. */
export async function openDevice(gpu: GPU): Promise<WebGpuDevice> {
  const device = await createWebGpuDevice({ gpu });
  setDefaultDevice(device);
  return device;
}

/** A training step of a model with Adam: records the update, and gives the loss. */
function trainingStep(model: Sequential): (x: Tensor, y: Tensor) => Tensor {
  const optimizer = new Adam({ learningRate: 1e-3, epsilon: 1e-7 });
  return (x, y) => {
    const { value, gradients } = valueAndGradients(
      () => sparseSoftmaxCrossEntropy(y, model.apply(x, { training: true })).mean(),
      model.trainableVariables,
    );
    optimizer.update(model.trainableVariables, gradients);
    return value;
  };
}

/** Recorded anew each time; resolves when the run is submitted, as the compiled one does. */
function uncompiled(step: (x: Tensor, y: Tensor) => Tensor): (x: Tensor, y: Tensor) => Promise<Tensor> {
  return async (x, y) => {
    const loss = step(x, y);
    await flush();
    return loss;
  };
}

/** The case on a device of its own. */
export async function openTensorloom(
  gpu: GPU,
  spec: StepCase,
  { x, y, weights }: HostValues,
  { weights: begin = 'given', compiled = true }: TensorloomOptions = {},
): Promise<Contestant> {
  const device = await openDevice(gpu);
  setRandomSeed(1);
  const model = tensorloomModel(spec);
  if (begin === 'given') await setWeights(model, weights);
  const step = compiled ? compile(trainingStep(model)) : uncompiled(trainingStep(model));
  const images = tensor({ data: x.data, shape: x.shape, dtype: 'float32' });
  const labels = tensor({ data: y.data, shape: y.shape, dtype: 'int32' });
  let last: Tensor | undefined;
  return {
    library: 'tensorloom',
    adapter: device.name,
    device: device.gpu,
    step: async () => {
      last = await step(images, labels);
    },
    loss: async () => (last as Tensor).item(),
    dispose: () => {
      setDefaultDevice(undefined);
      device.dispose();
    },
  };
}
