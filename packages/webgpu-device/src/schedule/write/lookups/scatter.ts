// Calls of the scatter functions.
import {
  linkedScatterFunction,
  linksFunction,
  scatterFunction,
  sortedScatterFunction,
  startsFunction,
  type IndexParameters,
  type MeetingParameters,
} from '@tensorloom/wgsl-kernels';
import type { DeviceNode } from '../../steps/device-program.js';
import type { Emitter } from '../emitter.js';
import { scalarTypes } from '../scalar-types.js';
import { linearOf, type Place } from '../place.js';

type ScatterNode = DeviceNode & { op: 'scatterAdd' | 'scatterMax' | 'scatterSorted' | 'scatterLinked' };
type PlacingNode = DeviceNode & { op: 'scatterStarts' | 'scatterLinks' };

/** @param count number of updates */
function meetingOf(emitter: Emitter, node: ScatterNode, count: number): MeetingParameters {
  const { word } = emitter.context;
  const { attributes, shape, dtype } = node;
  const after = shape.slice(attributes.axis + 1).reduce((product, extent) => product * extent, 1);
  emitter.helpers.add('maximumOf').add('specialOf').add('isNaNOf');
  return {
    meeting: 'meeting' in attributes ? attributes.meeting : node.op === 'scatterMax' ? 'max' : 'add',
    type: scalarTypes[dtype] as MeetingParameters['type'],
    update: emitter.readerOf(node.inputs.at(-1) as number),
    count: word(count),
    after: word(after),
  };
}

function indicesOf(emitter: Emitter, { inputs, attributes }: ScatterNode | PlacingNode): IndexParameters {
  const { graph, word } = emitter.context;
  const indices = inputs[0] as number;
  return {
    index: emitter.readerOf(indices),
    count: word(graph.size(indices)),
    last: `i32(${word(attributes.size - 1)})`,
  };
}

function call(name: string, { attributes: { axis }, shape }: ScatterNode, { coords }: Place): string {
  const before = linearOf({ shape: shape.slice(0, axis), coords: coords.slice(0, axis) });
  const after = linearOf({ shape: shape.slice(axis + 1), coords: coords.slice(axis + 1) });
  return `${name}(${before}, i32(${coords[axis]}), ${after})`;
}

/** An element of a scatter of few updates. */
function directScatter(emitter: Emitter, node: ScatterNode, place: Place): string {
  const indices = indicesOf(emitter, node);
  const parameters = { ...indices, ...meetingOf(emitter, node, emitter.context.graph.size(node.inputs[0] as number)) };
  return call(
    emitter.define('scatter', (own) => scatterFunction(own, parameters)),
    node,
    place,
  );
}

/** Where the updates of rows are found: where each row begins among indices in order, or the links from one update to the next. */
function whereUpdatesAre(emitter: Emitter, node: PlacingNode, place: Place): string {
  const parameters = indicesOf(emitter, node);
  const define = node.op === 'scatterStarts' ? startsFunction : linksFunction;
  return `${emitter.define('updates', (own) => define(own, parameters))}(${linearOf(place)})`;
}

/** An element of a scatter whose indices were sorted. */
function sortedScatter(emitter: Emitter, node: ScatterNode & { op: 'scatterSorted' }, place: Place): string {
  const [starts, places] = node.inputs as [number, number];
  const start = emitter.readerOf(starts);
  const orderAt = emitter.readerOf(places);
  const meets = meetingOf(emitter, node, emitter.context.graph.size(places));
  const parameters = { ...meets, start, order: (k: string): string => `u32(${orderAt(k)})` };
  return call(
    emitter.define('scatter', (own) => sortedScatterFunction(own, parameters)),
    node,
    place,
  );
}

/** An element of a scatter whose updates were linked. */
function linkedScatter(emitter: Emitter, node: ScatterNode & { op: 'scatterLinked' }, place: Place): string {
  const { graph, word } = emitter.context;
  const links = node.inputs[0] as number;
  const { size } = node.attributes;
  const meets = meetingOf(emitter, node, graph.size(links) - size);
  const parameters = { ...meets, link: emitter.readerOf(links), size: word(size) };
  return call(
    emitter.define('scatter', (own) => linkedScatterFunction(own, parameters)),
    node,
    place,
  );
}

/** An element of a scatter, or of one of its steps. */
export function scatter(emitter: Emitter, node: ScatterNode | PlacingNode, place: Place): string {
  if (node.op === 'scatterStarts' || node.op === 'scatterLinks') return whereUpdatesAre(emitter, node, place);
  if (node.op === 'scatterSorted') return sortedScatter(emitter, node as ScatterNode & { op: 'scatterSorted' }, place);
  if (node.op === 'scatterLinked') return linkedScatter(emitter, node as ScatterNode & { op: 'scatterLinked' }, place);
  return directScatter(emitter, node, place);
}
