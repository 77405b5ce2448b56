// Prints a model as a table. Knows only what a container says of its layers.
import { formatShape } from '@tensorloom/tensor-core';
import type { AnyLayer } from '../layer.js';
import { extentOf, isSymbolicShape } from '../symbolic-shape.js';
import { weightsOf } from '../weights.js';
import type { Container } from './container.js';

const UNKNOWN = '?';
const count = (value: number): string => value.toLocaleString('en-US');

/** One shape, or several beside each other. */
function shapeText(shape: unknown): string {
  if (isSymbolicShape(shape)) return formatShape(shape);
  return Object.values(shape as object)
    .map(shapeText)
    .join(', ');
}

/** Output elements of one example. */
function outputsText(shape: unknown): string {
  if (!isSymbolicShape(shape))
    return Object.values(shape as object)
      .map(outputsText)
      .join(', ');
  const elements = extentOf(shape.slice(1));
  return elements === null ? UNKNOWN : count(elements);
}

function rowOf(layer: AnyLayer): readonly string[] {
  const title = `${layer.name} (${layer.className})`;
  if (!layer.builtShape) return [title, UNKNOWN, UNKNOWN, 'not built', ''];
  const shape = layer.computeOutputShape(layer.builtShape);
  const connections = layer.countConnections(shape);
  return [
    title,
    shapeText(shape),
    outputsText(shape),
    count(layer.countParameters()),
    connections === undefined ? '' : count(connections),
  ];
}

const HEADER = ['Layer', 'Output shape', 'Outputs', 'Parameters', 'Connections'];

/** Text columns to the left, numbers to the right. */
function tableText(rows: readonly (readonly string[])[]): string[] {
  const all = [HEADER, ...rows];
  const widths = HEADER.map((_, column) => Math.max(...all.map((row) => (row[column] as string).length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number),
      )
      .join('  ')
      .trimEnd(),
  );
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [lines[0] as string, rule, ...lines.slice(1), rule];
}

function totals(model: AnyLayer): string[] {
  if (!model.built) return ['Parameters: not built yet; call build([null, ...])'];
  const weights = weightsOf(model);
  const sizeOf = (trainable: boolean): number =>
    weights.reduce((sum, weight) => (weight.trainable === trainable ? sum + weight.variable.size : sum), 0);
  return [
    `Parameters: ${count(sizeOf(true) + sizeOf(false))}`,
    `  trainable: ${count(sizeOf(true))}`,
    `  not trainable: ${count(sizeOf(false))}`,
  ];
}

/** The table that `summary()` returns. */
export function summaryTable<In, Out>(model: Container<In, Out>): string {
  const rows = model.layers.map(rowOf);
  return [`${model.name} (${model.className})`, ...tableText(rows), ...totals(model as AnyLayer)].join('\n');
}
