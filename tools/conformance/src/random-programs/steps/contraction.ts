// Steps of matrix products, convolutions and pooling, in all their options.
import {
  averagePool2d,
  conv2d,
  einsum,
  matmul,
  maxPool2d,
  type PaddingPair,
  type Tensor,
} from '@tensorloom/tensor-core';
import { derived, fitted, limited, type Value, type Workbench } from '../workbench.js';
import { bit, type Dials, type StepFunction } from './step.js';

/** Operands are kept within this, so that products stay benign. */
const MOST = 4;

function operand(bench: Workbench, { tensor, bound }: Value, shape: readonly number[], dial: number): Tensor {
  return bench.disturb(fitted(limited(tensor, bound, MOST, dial), shape, dial));
}

/** A matrix, batches of matrices, or the transposed view of such. */
function leftOperand(bench: Workbench, value: Value, [form, dial]: Dials): Tensor {
  const { shape } = value.tensor;
  if (shape.length === 0) return operand(bench, value, [1, 1], dial);
  const whole = operand(bench, value, shape, dial);
  if (shape.length < 2 || !bit(form, 3)) return whole;
  const axes = shape.map((_, axis) => axis);
  return whole.transpose([...axes.slice(0, -2), shape.length - 1, shape.length - 2]);
}

const product: StepFunction = (bench, [leftAt, rightAt], dials) => {
  const [a, b] = [bench.float(leftAt), bench.float(rightAt)];
  const [form, , columns, batches, fit] = dials;
  const left = leftOperand(bench, a, dials);
  const transposeA = left.rank > 1 && bit(form, 0);
  const depth = left.shape.at(transposeA ? -2 : -1) as number;
  const n = columns > 55 ? 33 : 1 + (columns % 9);
  const last = bit(form, 1) !== bit(form, 2) ? [n, depth] : [depth, n];
  const batch = left.shape.slice(0, -2).map((extent, axis) => (bit(batches, axis + 1) ? 1 : extent));
  const batched = left.rank > 1 && (bit(batches, 0) || depth === 0);
  const shape = batched ? [...(depth === 0 ? batch : batch.slice(fit % 2)), ...last] : last;
  const given = batches === 59 ? operand(bench, b, [depth], fit) : operand(bench, b, shape, fit);
  // Transposed by an option, by a view, by both.
  const swapped = given.rank > 1 && bit(form, 2);
  const axes = given.shape.map((_, axis) => axis);
  const right = swapped ? given.transpose([...axes.slice(0, -2), given.rank - 1, given.rank - 2]) : given;
  const result = matmul(left, right, { transposeA, transposeB: given.rank > 1 && bit(form, 1) });
  bench.push(derived(bench.disturb(result), [a, b], { bound: MOST * MOST * depth, rounds: true }));
};

/** Labels of up to three operands, their extents by letter. */
const equations = [
  'ij,jk',
  'ji,kj->ik',
  'bij,bjk->bki',
  'ii,j->ij',
  'i,j,k->kji',
  'bi,bi->b',
  'ij,jk,kl->il',
  '...i,ji->j...',
  'ij,ij',
];

/** A product over named axes of any two or three values. */
const labelled: StepFunction = (bench, picks, [form, sizes, fit]) => {
  const equation = equations[form % equations.length] as string;
  const terms = (equation.split('->')[0] as string).split(',');
  const extent = (letter: string): number => 1 + ((sizes >> (letter.charCodeAt(0) % 4)) % 5);
  const values = terms.map((_, index) => bench.float(picks[index] as number));
  const operands = terms.map((term, index) => {
    const shape = [...term.replace('...', 'l')].map(extent);
    return operand(bench, values[index] as Value, shape, fit);
  });
  const depth = [...new Set(terms.join('').replaceAll('.', ''))].reduce((size, letter) => size * extent(letter), 1);
  const bound = MOST ** terms.length * depth;
  bench.push(derived(bench.disturb(einsum(equation, ...operands)), values, { bound, rounds: true }));
};

function paddingOf(
  dial: number,
  most: readonly [number, number],
): 'valid' | 'same' | readonly [PaddingPair, PaddingPair] {
  if (dial % 3 === 0) return 'valid';
  if (dial % 3 === 1) return 'same';
  const rows = (position: number, axis: 0 | 1): number => (dial >> position) % (most[axis] + 1);
  return [
    [rows(1, 0), rows(2, 0)],
    [rows(3, 1), rows(4, 1)],
  ];
}

const convolution: StepFunction = (
  bench,
  [imageAt, kernelAt, biasAt],
  [extents, channels, window, steps, padding, fit],
) => {
  const [image, kernel] = [bench.float(imageAt), bench.float(kernelAt)];
  const groups = 1 + (channels % 3 === 2 ? Math.floor(channels / 3) % 3 : 0);
  const each = 1 + (channels % 4);
  const filters = groups * (1 + (channels % 3));
  const size = [1 + (window % 3), 1 + (Math.floor(window / 3) % 3)] as const;
  const batch = extents === 59 ? 0 : 1 + (extents % 2);
  const shape = [batch, 5 + (extents % 3), 5 + (Math.floor(extents / 3) % 4), groups * each];
  const result = conv2d(operand(bench, image, shape, fit), operand(bench, kernel, [...size, each, filters], fit), {
    groups,
    strides: [1 + (steps % 2), 1 + (Math.floor(steps / 2) % 3)],
    dilation: [1 + (Math.floor(steps / 6) % 2), 1 + (Math.floor(steps / 12) % 2)],
    padding: paddingOf(padding, [2, 2]),
  });
  const bound = MOST * MOST * size[0] * size[1] * each;
  const bias = bench.float(biasAt);
  const shifted = bit(fit, 2) ? result.add(operand(bench, bias, [filters], fit)).relu() : result;
  bench.push(derived(bench.disturb(shifted), [image, kernel, bias], { bound: bound + MOST, rounds: true }));
};

function pooling(pool: typeof maxPool2d, rounds: boolean): StepFunction {
  return (bench, [at], [extents, channels, window, steps, padding, fit]) => {
    const value = bench.float(at);
    const size = [1 + (window % 3), 1 + (Math.floor(window / 3) % 3)] as const;
    const shape = [1 + (extents % 2), 3 + (extents % 4), 3 + (Math.floor(extents / 4) % 5), 1 + (channels % 3)];
    const image = fitted(value.tensor, shape, fit);
    const result = pool(rounds ? bench.disturb(image) : image, size, {
      ...(bit(steps, 0) ? {} : { strides: [1 + (steps % 3), 1 + (Math.floor(steps / 3) % 3)] }),
      padding: paddingOf(padding, [size[0] - 1, size[1] - 1]),
    });
    bench.push(derived(rounds ? bench.disturb(result) : result, [value], { bound: value.bound, rounds }));
  };
}

export const contractionSteps = {
  matmul: product,
  einsum: labelled,
  conv2d: convolution,
  maxPool2d: pooling(maxPool2d, false),
  averagePool2d: pooling(averagePool2d, true),
} as const satisfies Record<string, StepFunction>;
