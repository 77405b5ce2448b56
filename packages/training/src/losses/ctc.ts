// Connectionist temporal classification: labels without places in time, as a function and as a class.
import {
  arange,
  concat,
  constant,
  formatShape,
  full,
  logAddExp,
  logSoftmax,
  scan,
  ShapeError,
  stack,
  takeAlongAxis,
  where,
  zeros,
  type Tensor,
} from '@tensorloom/tensor-core';
import { Loss, type LossOptions } from './loss.js';

/** Options of CTC: those of every loss. */
export type CTCOptions = LossOptions;

/** The logarithm of a probability of 0. */
const IMPOSSIBLE = -1e30;

/** Labels with blanks (0) before, between and behind: [batch, 2 · labels + 1]. */
function withBlanks(labels: Tensor): Tensor {
  const [batch, length] = labels.shape as readonly [number, number];
  const pairs = stack([zeros([batch, length], { dtype: 'int32' }), labels], -1).reshape([batch, 2 * length]);
  return concat([pairs, zeros([batch, 1], { dtype: 'int32' })], 1);
}

/** Columns moved to the right by `steps`, with `filler` on the left. */
function shifted(values: Tensor, steps: number, filler: number): Tensor {
  const [batch, columns] = values.shape as readonly [number, number];
  const left = full([batch, Math.min(steps, columns)], filler, { dtype: values.dtype });
  return columns <= steps ? left : concat([left, values.slice(null, [0, columns - steps])], 1);
}

/** 0, 1, 2 ...: int32 [1, columns]. */
function columnNumbers(columns: number): Tensor {
  return arange(0, columns, 1, { dtype: 'int32' }).expandDims(0);
}

/** Where a path may end: on the last label or the blank behind it. */
function isEnd(labels: Tensor, columns: number): Tensor {
  const last = labels.notEqual(0).cast('int32').sum(1, { keepDims: true }).mul(2);
  const column = columnNumbers(columns);
  return column.equal(last).logicalOr(column.equal(last.sub(1)));
}

/** @throws ShapeError unless the labels fit the predictions */
function checkShapes(labels: Tensor, logits: Tensor): void {
  const fits = labels.rank === 2 && logits.rank === 3 && labels.shape[0] === logits.shape[0];
  if (fits && (labels.shape[1] as number) > 0) return;
  throw new ShapeError(
    `ctc: labels and predictions do not fit; expected labels [batch, labels] and predictions [batch, steps, classes], ` +
      `got ${formatShape(labels.shape)} and ${formatShape(logits.shape)}; pad labels with 0`,
  );
}

/**
 * -ln of the probability of all paths that give the labels once repeats are merged and blanks dropped, by the forward recursion
 * in logarithms, in one plan: α_t(s) = p_t(z_s) (α_{t-1}(s) + α_{t-1}(s - 1) + α_{t-1}(s - 2) where z_s is no blank and not
 * z_{s-2}), for the labels z with blanks around each. 1e30 where no path is long enough. Graves et al. 2006, equation 6.
 *
 * @param yTrue [batch, labels], classes from 1 on; 0 is the blank, and pads short rows
 * @param yPred [batch, steps, classes], logits; class 0 is the blank
 * @returns [batch], float32
 * @throws ShapeError where the shapes do not fit
 */
export function ctc(yTrue: Tensor, yPred: Tensor): Tensor {
  checkShapes(yTrue, yPred);
  const labels = yTrue.cast('int32');
  const path = withBlanks(labels);
  const [batch, columns] = path.shape as readonly [number, number];
  const steps = yPred.shape[1] as number;
  const logs = logSoftmax(yPred.cast('float32'));
  const emitted = takeAlongAxis(logs, path.expandDims(1).broadcastTo([batch, steps, columns]), -1).transpose([1, 0, 2]);
  const skips = path.notEqual(0).logicalAnd(path.notEqual(shifted(path, 2, 0)));
  // A path begins with the first blank or the first label.
  const entry = where(columnNumbers(columns).less(2), emitted.slice(0), constant(IMPOSSIBLE));
  const last = steps === 1 ? entry : advance(entry, emitted.slice([1, steps]), skips);
  const ends = where(isEnd(labels, columns), last, constant(IMPOSSIBLE));
  const peak = ends.max(1, { keepDims: true });
  return ends.sub(peak).exp().sum(1).log().add(peak.squeeze(1)).neg();
}

/** The forward recursion over the steps after the first. */
function advance(entry: Tensor, emitted: Tensor, skips: Tensor): Tensor {
  const { carry } = scan(
    (alpha: Tensor, log: Tensor) => {
      const near = logAddExp(alpha, shifted(alpha, 1, IMPOSSIBLE));
      const far = where(skips, shifted(alpha, 2, IMPOSSIBLE), constant(IMPOSSIBLE));
      const next = logAddExp(near, far).add(log);
      return { carry: next, output: next };
    },
    entry,
    emitted,
  );
  return carry;
}

/** `ctc`, weighted and reduced: for sequences whose labels have no places in time, as in speech and handwriting. */
export class CTC extends Loss {
  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return ctc(yTrue, yPred);
  }
}
