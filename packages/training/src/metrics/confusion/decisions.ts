// Predictions as decisions: which examples are called positive at each of several thresholds, and how many of those are.
import {
  arange,
  checkCount,
  checkRange,
  ConfigError,
  constant,
  sub,
  tensor,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../../labels/align-targets.js';
import { fitWeight } from '../../labels/fit-weight.js';
import type { MetricOptions } from '../metric.js';

/** Options of metrics that decide at thresholds. */
export interface DecisionOptions<Name extends string> extends MetricOptions<Name> {
  /** Predictions above it are positive; several give a result for each (default 0.5, for probabilities). */
  readonly thresholds?: number | readonly number[] | undefined;
}

/** Options of metrics that may look at the best classes, or at one class. */
export interface ClassChoice {
  /** Only the k largest predictions of each example may be positive (default all). */
  readonly topK?: number | undefined;
  /** Only this class counts (default all). */
  readonly classId?: number | undefined;
}

/** @throws ConfigError unless numbers in [0, 1] */
export function checkThresholds(where: string, thresholds: number | readonly number[]): readonly number[] {
  const all = typeof thresholds === 'number' ? [thresholds] : thresholds;
  if (!Array.isArray(all) || all.length === 0) {
    throw new ConfigError(
      `${where}: bad thresholds; expected a number or an array of numbers in [0, 1], got ${String(thresholds)}; change them`,
    );
  }
  return (all as readonly number[]).map((threshold) => checkRange(where, 'thresholds', threshold, 0, 1));
}

/** @throws ConfigError for a k or a class that is no whole number */
export function checkClassChoice(where: string, { topK, classId }: ClassChoice): ClassChoice {
  if (topK !== undefined) checkCount(where, 'topK', topK);
  if (classId !== undefined && !(Number.isSafeInteger(classId) && classId >= 0)) {
    throw new ConfigError(`${where}: bad classId; expected a whole number >= 0, got ${classId}; count classes from 0`);
  }
  return { topK, classId };
}

/** A batch of yes-or-no questions, in one row or in a row for each label. */
export interface Questions {
  /** [questions] or [questions, labels], 1 where the answer is yes. */
  readonly target: Tensor;
  /** Of the same shape, in [0, 1] or any scores. */
  readonly prediction: Tensor;
  /** Of the same shape. */
  readonly weight: Tensor | undefined;
}

/** A batch as one row of questions. @throws ShapeError where labels, predictions or weights do not fit together */
export function questions(
  op: string,
  batch: readonly [yTrue: Tensor, yPred: Tensor, sampleWeight: Tensor | undefined],
  { topK, classId }: ClassChoice = {},
): Questions {
  const [yTrue, yPred, sampleWeight] = batch;
  const aligned = alignTargets(op, ...perExample(yTrue, yPred));
  const limited = topK === undefined ? aligned.prediction : amongTopK(aligned.prediction, topK);
  const column = (value: Tensor): Tensor =>
    classId === undefined ? value : value.take(tensor([classId], { dtype: 'int32' }), -1);
  const [target, prediction] = [column(aligned.target), column(limited)];
  const weight = sampleWeight && fitWeight(op, target, sampleWeight).broadcastTo(target.shape);
  return { target: target.reshape([-1]), prediction: prediction.reshape([-1]), weight: weight?.reshape([-1]) };
}

/** A score below all thresholds. */
const NEVER = -1e30;

/** Scores, but `NEVER` where k or more of the same example come first: larger ones, and equal ones to the left. */
function amongTopK(scores: Tensor, k: number): Tensor {
  const [others, own] = [scores.expandDims(-2), scores.expandDims(-1)];
  const place = arange(scores.shape.at(-1) as number);
  const isLeft = place.expandDims(0).less(place.expandDims(1));
  const comesFirst = others.greater(own).logicalOr(others.equal(own).logicalAnd(isLeft));
  return where(comesFirst.cast('int32').sum(-1).less(k), scores, constant(NEVER));
}

/** Weights of the four kinds of decisions, [thresholds] or [thresholds, labels] each. What is not used costs nothing. */
export interface DecisionCounts {
  readonly truePositives: () => Tensor;
  readonly falsePositives: () => Tensor;
  readonly trueNegatives: () => Tensor;
  readonly falseNegatives: () => Tensor;
}

/** Counts decisions at each threshold. */
export function countDecisions(
  { target, prediction, weight }: Questions,
  thresholds: readonly number[],
): DecisionCounts {
  const levels = tensor(thresholds).reshape([thresholds.length, ...prediction.shape.map(() => 1)]);
  const positive = prediction.expandDims(0).greater(levels).cast('float32');
  const negative = sub(constant(1), positive);
  const yes = target.cast('bool').cast('float32');
  const weighted = (value: Tensor): Tensor => (weight ? value.mul(weight) : value);
  const count = (decided: Tensor, are: Tensor): Tensor => decided.mul(weighted(are)).sum(1);
  const no = sub(constant(1), yes);
  return {
    truePositives: () => count(positive, yes),
    falsePositives: () => count(positive, no),
    trueNegatives: () => count(negative, no),
    falseNegatives: () => count(negative, yes),
  };
}
