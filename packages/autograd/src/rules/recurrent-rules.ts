// The gradients of LSTM and GRU over whole sequences. The way back through the steps is an op too; what depends on all steps
// at once (the weights' gradients) is one product. The way back of the way back goes step by step (recurrent-steps.ts).
import {
  concat,
  firstSlot,
  matmul,
  record,
  reshape,
  slice,
  slotsAfter,
  slotsBefore,
  sum,
  transpose,
  type Range,
  type RecurrentAttributes,
  type RecurrentOp,
  type Tensor,
} from '@tensorloom/tensor-core';
import { pullBack } from '../backward/pull-back.js';
import { gruStepsBack, lstmStepsBack } from './recurrent-steps.js';
import { filled } from './known-constants.js';
import type { OperandRule, Recorded, VjpRules } from './vjp-rule.js';

type Sequence = Recorded<readonly Tensor[], RecurrentAttributes>;

/** Computes once what the rules of all operands share. */
function shared<Result>(compute: (g: Tensor, node: Sequence) => Result): (g: Tensor, node: Sequence) => Result {
  const known = new WeakMap<Tensor, { readonly output: Tensor; readonly result: Result }>();
  return (g, node) => {
    const last = known.get(g);
    if (last?.output === node.output) return last.result;
    const result = compute(g, node);
    known.set(g, { output: node.output, result });
    return result;
  };
}

/** Units of a sequence: rows of its recurrent kernel. */
function unitsOf({ inputs }: Sequence): number {
  return (inputs[1] as Tensor).shape[0] as number;
}

/** [time, batch, ...] with all batch rows of all steps one below the other. */
function flat(steps: Tensor): Tensor {
  const [time, batch, width] = steps.shape as readonly [number, number, number];
  return reshape(steps, [time * batch, width]);
}

const lstmBack = shared((g, { inputs, output, attributes }) =>
  record('lstmSequenceGradient', [g, output, transpose(inputs[1] as Tensor)], attributes),
);

const gruBack = shared((g, { inputs, output, attributes }) =>
  record('gruSequenceGradient', [g, output, transpose(inputs[1] as Tensor)], attributes),
);

/** Σ over all steps and rows of what was carried into a step times what a step's sums get. */
function carriedProduct(node: Sequence, hidden: Range, back: Tensor): Tensor {
  const { reverse } = node.attributes;
  const carried = flat(slotsBefore(node.output, reverse, hidden));
  return matmul(carried, flat(slotsAfter(back, reverse)), { transposeA: true });
}

/** Part `index` of several as wide as there are units. */
function part(node: Sequence, index: number, count = 1): Range {
  const units = unitsOf(node);
  return [index * units, (index + count) * units];
}

type Rule = OperandRule<readonly Tensor[], RecurrentAttributes>;

/** The gradients of operands of a way back, by the steps that it stands for. */
function byStep(steps: (inputs: readonly Tensor[], reverse: boolean) => Tensor): Rule {
  const back = shared((g, { inputs, attributes }) => {
    const body = steps(inputs, attributes.reverse);
    return pullBack(
      body,
      g,
      inputs.map((tensor) => ({ tensor, isLeaf: true })),
    );
  });
  return (g, node, operand) => back(g, node)[operand] ?? filled((node.inputs[operand] as Tensor).shape, 0);
}

const lstmByStep = byStep(lstmStepsBack);
const gruByStep = byStep(gruStepsBack);

/** One entry for each operand. */
export const recurrentRules: Pick<VjpRules, RecurrentOp> = {
  lstmSequence: [
    (g, node) => slotsAfter(lstmBack(g, node), node.attributes.reverse),
    (g, node) => carriedProduct(node, part(node, 5), lstmBack(g, node)),
    (g, node) => firstSlot(lstmBack(g, node), node.attributes.reverse, part(node, 0)),
    (g, node) => firstSlot(lstmBack(g, node), node.attributes.reverse, part(node, 1)),
  ],
  lstmSequenceGradient: [lstmByStep, lstmByStep, lstmByStep],
  gruSequence: [
    (g, node) => slotsAfter(gruBack(g, node), node.attributes.reverse, part(node, 0, 3)),
    (g, node) => {
      // Columns of z, r, the candidate and m: the state reaches the candidate by way of m.
      const product = carriedProduct(node, part(node, 4), gruBack(g, node));
      return concat([slice(product, null, part(node, 0, 2)), slice(product, null, part(node, 3))], 1);
    },
    (g, node) => slice(sum(flat(slotsAfter(gruBack(g, node), node.attributes.reverse)), 0), part(node, 3)),
    (g, node) => firstSlot(gruBack(g, node), node.attributes.reverse, part(node, 0)),
  ],
  gruSequenceGradient: [gruByStep, gruByStep, gruByStep],
};
