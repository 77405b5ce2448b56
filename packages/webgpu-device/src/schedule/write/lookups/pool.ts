// Calls of the pooling functions.
import {
  averagePoolFunction,
  averagePoolGradientFunction,
  maxPoolFunction,
  maxPoolGradientFunction,
  type PoolParameters,
} from '@tensorloom/wgsl-kernels';
import { formatShape, type Pool2dAttributes } from '@tensorloom/tensor-core';
import type { DeviceNode } from '../../steps/device-program.js';
import type { Emitter } from '../emitter.js';
import type { Place } from '../place.js';

type PoolNode = DeviceNode & {
  op: 'maxPool2d' | 'averagePool2d' | 'maxPool2dGradient' | 'averagePool2dGradient';
};

function poolParameters(
  { window, strides, padding }: Pool2dAttributes,
  image: readonly number[],
  pooled: readonly number[],
): PoolParameters {
  if (image.length !== 4 || pooled.length !== 4) throw new Error(`pooling of ${formatShape(image)}`);
  return {
    window,
    strides,
    offset: [padding[0][0], padding[1][0]],
    image: image.slice(1) as unknown as [number, number, number],
    pooled: pooled.slice(1, 3) as unknown as [number, number],
  };
}

/** An element of a pooling or of its gradient. */
export function pool(emitter: Emitter, node: PoolNode, place: Place): string {
  const gradient = node.op === 'maxPool2dGradient' || node.op === 'averagePool2dGradient';
  const operand = emitter.context.graph.value(node.inputs[node.op === 'maxPool2dGradient' ? 1 : 0] as number).shape;
  const parameters = poolParameters(node.attributes, gradient ? node.shape : operand, gradient ? operand : node.shape);
  const [first, second] = node.inputs.map((input) => emitter.bindWhole(input)) as [string, string];
  const name = emitter.define('pool', (own) => {
    if (node.op === 'maxPool2d') return maxPoolFunction(own, first, parameters);
    if (node.op === 'averagePool2d') return averagePoolFunction(own, first, parameters);
    if (node.op === 'maxPool2dGradient') return maxPoolGradientFunction(own, first, second, parameters);
    return averagePoolGradientFunction(own, first, parameters);
  });
  emitter.helpers.add('maximumOf').add('specialOf').add('isNaNOf');
  const [b, y, x, channel] = place.coords;
  return `${name}(i32(${b}), i32(${y}), i32(${x}), ${channel})`;
}
