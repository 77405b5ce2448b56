// Calls of the scatter functions.
import { scatterFunction, sortedScatterFunction, type ScatterParameters } from '@tensorloom/wgsl-kernels';
import type { DeviceNode } from '../../steps/device-program.js';
import type { Emitter } from '../emitter.js';
import { scalarTypes } from '../scalar-types.js';
import { linearOf, type Place } from '../place.js';

type ScatterNode = DeviceNode & { op: 'scatterAdd' | 'scatterMax' | 'scatterSorted' };

function parametersOf(emitter: Emitter, node: ScatterNode, meeting: 'add' | 'max'): ScatterParameters {
  const { graph, word } = emitter.context;
  const { axis, size } = node.attributes;
  const after = node.shape.slice(axis + 1).reduce((product, extent) => product * extent, 1);
  emitter.helpers.add('maximumOf').add('specialOf').add('isNaNOf');
  return {
    meeting,
    type: scalarTypes[node.dtype] as ScatterParameters['type'],
    index: emitter.readerOf(node.inputs[0] as number),
    update: emitter.readerOf(node.inputs.at(-1) as number),
    count: word(graph.size(node.inputs[0] as number)),
    last: `i32(${word(size - 1)})`,
    after: word(after),
  };
}

function call(name: string, { attributes: { axis }, shape }: ScatterNode, { coords }: Place): string {
  const before = linearOf({ shape: shape.slice(0, axis), coords: coords.slice(0, axis) });
  const after = linearOf({ shape: shape.slice(axis + 1), coords: coords.slice(axis + 1) });
  return `${name}(${before}, i32(${coords[axis]}), ${after})`;
}

/** An element of a scatter of few updates. */
export function scatter(emitter: Emitter, node: ScatterNode, place: Place): string {
  const parameters = parametersOf(emitter, node, node.op === 'scatterMax' ? 'max' : 'add');
  return call(
    emitter.define('scatter', (own) => scatterFunction(own, parameters)),
    node,
    place,
  );
}

/** An element of a scatter whose indices were sorted. */
export function sortedScatter(emitter: Emitter, node: ScatterNode & { op: 'scatterSorted' }, place: Place): string {
  const parameters = parametersOf(emitter, node, node.attributes.meeting);
  const orderAt = emitter.readerOf(node.inputs[1] as number);
  const order = (k: string): string => `u32(${orderAt(k)})`;
  return call(
    emitter.define('scatter', (own) => sortedScatterFunction(own, { ...parameters, order })),
    node,
    place,
  );
}
