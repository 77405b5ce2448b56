// What training takes from a data set, checked where it arrives. Knows no data set.
import { ConfigError, formatShape, ShapeError, type HostTensor } from '@tensorloom/tensor-core';
import { hostLeaves, isHostTensor, type HostStructure } from './host-structure.js';

/** Inputs, labels and, where wanted, one weight for each example. The first axis counts the examples. */
export interface TrainingBatch {
  readonly x: HostStructure;
  readonly y: HostStructure;
  /** [batch], factor on each example's loss. */
  readonly sampleWeight?: HostTensor;
}

/** A batch that has been looked at: one array of labels, as many of them as inputs. */
export interface CheckedBatch extends TrainingBatch {
  readonly y: HostTensor;
  /** Number of examples. */
  readonly size: number;
}

/** Batches that can be walked again and again: a `Dataset`, or anything that gives a new iterator each time. */
export interface BatchSource<Element = TrainingBatch> extends AsyncIterable<Element> {
  /** Number of batches, where it is known. */
  readonly size?: number | undefined;
}

function noBatchAxis(op: string, name: string): ShapeError {
  return new ShapeError(
    `${op}: ${name} has no batch axis; expected [batch, ...], got []; group the examples first: dataset.batch(32)`,
  );
}

function rowsOf(op: string, name: string, { shape }: HostTensor): number {
  const rows = shape[0];
  if (rows === undefined) throw noBatchAxis(op, name);
  if (rows === 0)
    throw new ShapeError(
      `${op}: ${name} is empty; expected at least one example, got ${formatShape(shape)}; drop the batch`,
    );
  return rows;
}

/** The number of examples in the inputs. @throws ShapeError if they disagree, ConfigError if there are none */
export function inputRows(op: string, x: unknown): number {
  const leaves = hostLeaves(x);
  if (leaves.length === 0) {
    throw new ConfigError(
      `${op}: no inputs; expected elements { x, y } of host tensors { data, shape, dtype }, got x = ${String(x)}; map() the data set to such elements`,
    );
  }
  const rows = leaves.map((leaf) => rowsOf(op, 'x', leaf));
  const odd = rows.find((count) => count !== rows[0]);
  if (odd !== undefined) {
    throw new ShapeError(
      `${op}: inputs differ in their number of examples; expected ${rows[0]}, got ${odd}; give one row of each for every example`,
    );
  }
  return rows[0] as number;
}

/** @throws ShapeError or ConfigError that says what is wrong with the batch */
export function checkBatch(op: string, batch: TrainingBatch): CheckedBatch {
  const { x, y, sampleWeight } = batch ?? {};
  if (!isHostTensor(y)) {
    const got = y === undefined ? 'none' : 'several';
    throw new ConfigError(
      `${op}: expected one array of labels y, got ${got}; a Trainer trains models with one output, on elements { x, y }`,
    );
  }
  const labels = rowsOf(op, 'y', y);
  const size = inputRows(op, x);
  if (labels !== size) {
    throw new ShapeError(
      `${op}: inputs and labels differ in number; expected ${size} labels, got ${formatShape(y.shape)}; give one label for each example`,
    );
  }
  if (sampleWeight !== undefined) checkWeights(op, sampleWeight, size);
  return { ...batch, y, size };
}

/** @throws ShapeError unless there is one weight for each example, ConfigError for a weight below 0 */
function checkWeights(op: string, { data, shape }: HostTensor, size: number): void {
  if (shape[0] !== size) {
    throw new ShapeError(
      `${op}: inputs and sample weights differ in number; expected ${size} weights, got ${formatShape(shape)}; give one for each example`,
    );
  }
  const at = data.findIndex((weight) => !(weight >= 0));
  if (at < 0) return;
  throw new ConfigError(
    `${op}: bad sample weight; expected numbers >= 0, got ${data[at]} at position ${at}; leave an example out with the weight 0`,
  );
}
