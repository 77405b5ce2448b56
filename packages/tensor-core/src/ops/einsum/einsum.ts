// Einstein's summation over any number of operands, as a chain of products of two.
import type { Tensor } from '../../tensor.js';
import { diagonal } from '../diagonals.js';
import { contract } from '../dot-general.js';
import { squeeze, transpose } from '../movement.js';
import { expectTensor, floatOperand } from '../operands.js';
import { sum } from '../reduction.js';
import { cheapestPair } from './contraction-order.js';
import { parseEquation, type Labels } from './parse-equation.js';

/** A tensor with a label for each axis, none twice once it is prepared. */
interface Labelled {
  readonly value: Tensor;
  readonly labels: Labels;
}

/** Axes of one label become their diagonal. */
function withoutRepeats({ value, labels }: Labelled): Labelled {
  const second = labels.findIndex((label, axis) => labels.indexOf(label) < axis);
  if (second < 0) return { value, labels };
  const label = labels[second] as string;
  const first = labels.indexOf(label);
  const others = labels.filter((_, axis) => axis !== first && axis !== second);
  return withoutRepeats({ value: diagonal(value, 0, first, second), labels: [...others, label] });
}

/** Axes of an ellipsis that are 1 here and more elsewhere go: a missing label broadcasts by itself. */
function withoutOnes({ value, labels }: Labelled, extents: ReadonlyMap<string, number>): Labelled {
  const ones = labels.flatMap((label, axis) => (value.shape[axis] === extents.get(label) ? [] : [axis]));
  return { value: squeeze(value, ones), labels: labels.filter((_, axis) => !ones.includes(axis)) };
}

/** Sums over labels that nobody else wants. */
function summed({ value, labels }: Labelled, wanted: ReadonlySet<string>): Labelled {
  const lone = labels.flatMap((label, axis) => (wanted.has(label) ? [] : [axis]));
  return { value: sum(value, lone), labels: labels.filter((label) => wanted.has(label)) };
}

/** The product of two operands, summed over labels that neither the output nor another operand wants. */
function product(a: Labelled, b: Labelled, wanted: ReadonlySet<string>): Labelled {
  const shared = a.labels.filter((label) => b.labels.includes(label));
  const [kept, dropped] = [shared.filter((label) => wanted.has(label)), shared.filter((label) => !wanted.has(label))];
  const places = (labels: Labels, of: Labelled): number[] => labels.map((label) => of.labels.indexOf(label));
  const value = contract('einsum', a.value, b.value, {
    contracting: [places(dropped, a), places(dropped, b)],
    batch: [places(kept, a), places(kept, b)],
  });
  const free = ({ labels }: Labelled): Labels => labels.filter((label) => !shared.includes(label));
  return { value, labels: [...kept, ...free(a), ...free(b)] };
}

/**
 * Sum of products over labelled axes, NumPy's einsum: a letter for each axis of each operand, then the axes of the result; letters that
 * the result leaves out are summed over. Without `->`, the result has the letters that come once, in alphabetical order.
 * A letter twice in one operand is its diagonal; `...` stands for any axes, which broadcast. Operands are contracted two at a time,
 * the pair with the fewest multiply-adds first. Integers are computed as float32.
 *
 * @example
 * einsum('bij,bjk->bik', a, b); // batched matrix product
 * einsum('ii', a);              // trace
 * einsum('i,ij,j->', x, a, y);  // x' A y
 * @returns float32
 * @throws ConfigError for a bad equation, ShapeError for operands that do not fit it
 */
export function einsum(equation: string, ...operands: readonly Tensor[]): Tensor {
  const values = operands.map((operand) => floatOperand('einsum', expectTensor('einsum', operand)));
  const { inputs, output, extents } = parseEquation(
    equation,
    values.map(({ shape }) => shape),
  );
  let left: readonly Labelled[] = values.map((value, index) =>
    withoutRepeats(withoutOnes({ value, labels: inputs[index] as Labels }, extents)),
  );
  const wantedBeside = (...taken: readonly Labelled[]): Set<string> =>
    new Set([...output, ...left.filter((one) => !taken.includes(one)).flatMap(({ labels }) => labels)]);
  left = left.map((one) => summed(one, wantedBeside(one)));
  while (left.length > 1) {
    const pair = cheapestPair(
      left.map(({ labels }) => labels),
      extents,
    ).map((position) => left[position] as Labelled) as [Labelled, Labelled];
    const joined = product(...pair, wantedBeside(...pair));
    left = [...left.filter((one) => !pair.includes(one)), joined];
  }
  const { value, labels } = left[0] as Labelled;
  return transpose(
    value,
    output.map((label) => labels.indexOf(label)),
  );
}
