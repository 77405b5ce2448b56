// Prints a model as a table. Knows only what a container says of its layers.
import { checkOptions, formatShape } from '@tensorloom/tensor-core';
import type { AnyLayer } from '../layer.js';
import { extentOf, isSymbolicShape } from '../symbolic-shape.js';
import { weightsOf } from '../weights.js';
import type { Container } from './container.js';
import type { DescribedSource, LayerDescription, ModelDescription } from './describe.js';
import { tableText, type Column } from './table-text.js';

/** Options of `summary()`. */
export interface SummaryOptions {
  /** Shows the layers of models inside, indented (default false: a model inside is one row). */
  readonly expandNested?: boolean;
}

/** A row: a layer with what describes it, or an input, which is no layer. */
interface Row {
  readonly name: string;
  readonly className: string;
  /** How many models it is inside of. */
  readonly depth: number;
  readonly shape: unknown;
  readonly layer?: AnyLayer;
  readonly description?: LayerDescription;
  /** What it reads, a line for each. */
  readonly reads: readonly string[];
}

const UNKNOWN = '?';
/** A table that would be wider breaks long names, and leaves out the outputs, which the shape says too. */
const PAGE_WIDTH = 100;
const NARROW = 26;
const count = (value: number): string => value.toLocaleString('en-US');

/** One shape, or several beside each other. */
function shapeText(shape: unknown): string {
  if (shape === null) return UNKNOWN;
  if (isSymbolicShape(shape)) return formatShape(shape);
  return Object.values(shape as object)
    .map(shapeText)
    .join(', ');
}

/** Output elements of one example. */
function outputsText(shape: unknown): string {
  if (shape === null) return UNKNOWN;
  if (!isSymbolicShape(shape))
    return Object.values(shape as object)
      .map(outputsText)
      .join(', ');
  const elements = extentOf(shape.slice(1));
  return elements === null ? UNKNOWN : count(elements);
}

function connectionsText({ layer, description }: Row): string {
  if (!layer?.built || !description) return '';
  const each = description.calls.map(({ outputShape }) => layer.countConnections(outputShape as never));
  return each.includes(undefined) ? '' : count(each.reduce<number>((sum, own) => sum + (own ?? 0), 0));
}

function parametersText({ description }: Row): string {
  if (!description) return count(0);
  return description.parameters === null ? 'not built' : count(description.parameters);
}

/** Whether the weights of a layer are trained; nothing for a layer without any. */
function trainableText(description: LayerDescription | undefined): string {
  if (!description?.parameters) return '';
  if (!description.trainable) return 'no';
  const inside = description.model?.layers.map(trainableText).filter((text) => text !== '') ?? [];
  return inside.every((text) => text === 'yes') ? 'yes' : 'partly';
}

/** True for one layer after the other. */
function isStack({ inputs, layers, outputs }: ModelDescription): boolean {
  if (inputs.length !== 1 || outputs.length !== 1) return false;
  return layers.every(({ calls }, index) => {
    const source = calls[0]?.inputs[0];
    if (calls.length !== 1 || calls[0]?.inputs.length !== 1 || !source) return false;
    return 'layer' in source ? source.layer === layers[index - 1]?.name && source.output === 0 : index === 0;
  });
}

/** A source by its name, with the numbers of call and output where there are several. */
function sourceText(source: DescribedSource, layers: readonly LayerDescription[]): string {
  if ('input' in source) return source.input;
  const { layer, call, output } = source;
  const found = layers.find(({ name }) => name === layer);
  if (found && !isSymbolicShape(found.outputShape)) return `${layer}[${call}][${output}]`;
  return (found?.calls.length ?? 1) > 1 ? `${layer}[${call}]` : layer;
}

/** The rows of a model, and of models inside it where they should be shown. */
function rowsOf(layers: readonly AnyLayer[], model: ModelDescription, depth: number, expands: boolean): readonly Row[] {
  const inputs = depth > 0 || isStack(model) ? [] : model.inputs;
  return [
    ...inputs.map(({ name, shape }) => ({ name, className: 'Input', depth, shape, reads: [] })),
    ...model.layers.flatMap((description, index) => {
      const layer = layers[index] as AnyLayer;
      const { name, className, outputShape: shape, calls } = description;
      const reads = calls.flatMap(({ inputs: read }) => read.map((source) => sourceText(source, model.layers)));
      const row = { name, className, depth, shape, layer, description, reads };
      const inside = expands && description.model;
      return [row, ...(inside ? rowsOf(layer.sublayers, inside, depth + 1, expands) : [])];
    }),
  ];
}

/** True if a model that the table shows is no stack. */
function branches(model: ModelDescription, expands: boolean): boolean {
  return !isStack(model) || (expands && model.layers.some((layer) => layer.model && branches(layer.model, expands)));
}

/** Name and class, on two lines if the name column should be narrow. */
function titleText({ name, className, depth }: Row, most: number): string | readonly string[] {
  const indent = '  '.repeat(depth);
  const title = `${indent}${name} (${className})`;
  return title.length <= most ? title : [`${indent}${name}`, `${indent}  (${className})`];
}

const titles = (most: number): Column<Row> => ({ title: 'Layer', side: 'left', cell: (row) => titleText(row, most) });
const shapes: Column<Row> = { title: 'Output shape', side: 'left', cell: ({ shape }) => shapeText(shape) };
const outputs: Column<Row> = { title: 'Outputs', side: 'right', cell: ({ shape }) => outputsText(shape) };
const counts: readonly Column<Row>[] = [
  { title: 'Parameters', side: 'right', cell: parametersText },
  { title: 'Connections', side: 'right', cell: connectionsText },
];
const connectedTo: Column<Row> = { title: 'Connected to', side: 'left', cell: ({ reads }) => reads };
const trainable: Column<Row> = {
  title: 'Trainable',
  side: 'left',
  cell: ({ description }) => trainableText(description),
};

function totals(model: AnyLayer): string[] {
  if (!model.built) return ['Parameters: not built yet; call build([null, ...])'];
  const weights = weightsOf(model);
  const sizeOf = (trained: boolean): number =>
    weights.reduce((sum, weight) => (weight.trainable === trained ? sum + weight.variable.size : sum), 0);
  return [
    `Parameters: ${count(sizeOf(true) + sizeOf(false))}`,
    `  trainable: ${count(sizeOf(true))}`,
    `  not trainable: ${count(sizeOf(false))}`,
  ];
}

/** The table that `summary()` returns. @throws ConfigError for an option that it does not have */
export function summaryTable<In, Out>(model: Container<In, Out>, options: SummaryOptions): string {
  checkOptions('summary', options, ['expandNested']);
  const { expandNested = false } = options;
  const description = model.describe();
  const rows = rowsOf(model.layers, description, 0, expandNested);
  const frozen = rows.some((row) => !['', 'yes'].includes(trainableText(row.description)));
  const shown = [
    ...counts,
    ...(branches(description, expandNested) ? [connectedTo] : []),
    ...(frozen ? [trainable] : []),
  ];
  const wide = tableText([titles(Infinity), shapes, outputs, ...shown], rows);
  const fits = (wide[1] as string).length <= PAGE_WIDTH;
  const table = fits ? wide : tableText([titles(NARROW), shapes, ...shown], rows);
  return [`${model.name} (${model.className})`, ...table, ...totals(model as AnyLayer)].join('\n');
}
