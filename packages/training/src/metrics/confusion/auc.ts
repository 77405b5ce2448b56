// The area under a curve of decisions.
import {
  checkChoice,
  checkCount,
  constant,
  formatShape,
  maximum,
  minimum,
  ShapeError,
  tensor,
  where,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../../labels/align-targets.js';
import { fitWeight } from '../../labels/fit-weight.js';
import { Metric, nameOf, type MetricLike, type MetricOptions } from '../metric.js';
import { ratio } from '../ratio.js';
import { checkThresholds, countDecisions, type DecisionCounts } from './decisions.js';
import { evenThresholds } from './threshold-grid.js';

const curves = ['ROC', 'PR'] as const;
const summations = ['interpolation', 'minoring', 'majoring'] as const;
const kinds = ['truePositives', 'falsePositives', 'trueNegatives', 'falseNegatives'] as const;

/** Options of AUC. */
export interface AUCOptions<Name extends string> extends MetricOptions<Name> {
  /** Points of the curve, at least 2 (default 200). */
  readonly numThresholds?: number;
  /** 'ROC': recall over the false positive rate; 'PR': precision over recall (default 'ROC'). */
  readonly curve?: (typeof curves)[number];
  /** Between points: the mean height (for 'PR' Davis and Goadrich's interpolation), the lower or the upper one (default 'interpolation'). */
  readonly summationMethod?: (typeof summations)[number];
  /** The points themselves, in (0, 1); 0 and 1 are added. Takes the place of `numThresholds`. */
  readonly thresholds?: readonly number[] | undefined;
  /** An area for each column of labels, averaged (default false: all decisions make one curve). */
  readonly multiLabel?: boolean;
  /** Number of columns, with `multiLabel`; default: that of the first update. */
  readonly numLabels?: number | undefined;
  /** Weights of the columns in the average (default alike). */
  readonly labelWeights?: readonly number[] | undefined;
  /** True: predictions are logits (default false: they are in [0, 1]). */
  readonly fromLogits?: boolean;
}

type Counts = Readonly<Record<keyof DecisionCounts, Variable>>;

/** All points but the last, and all but the first. */
function neighbours(curve: Tensor): readonly [Tensor, Tensor] {
  const count = curve.shape[0] as number;
  return [curve.slice([0, count - 1]), curve.slice([1, count])];
}

/**
 * Area under the ROC or the precision-recall curve, from decisions at evenly spaced thresholds: an approximation that is the better
 * the more of them there are. 1 is perfect, 0.5 (ROC) a guess.
 *
 * Labels 0 and 1, predictions in [0, 1] or, with `fromLogits`, any; float32 [].
 *
 * @example
 * const auc = new AUC({ numThresholds: 3 });
 * auc.updateState(tensor([0, 0, 1, 1]), tensor([0, 0.5, 0.3, 0.9]));
 * await auc.result().item();   // 0.75
 */
export class AUC<const Name extends string = 'auc'> extends Metric<Name> implements MetricLike<Name> {
  readonly curve: (typeof curves)[number];
  readonly summationMethod: (typeof summations)[number];
  readonly thresholds: readonly number[];
  readonly multiLabel: boolean;
  readonly labelWeights: readonly number[] | undefined;
  readonly fromLogits: boolean;
  #counts: Counts | undefined;

  constructor(options: AUCOptions<Name> = {}) {
    const { curve = 'ROC', summationMethod = 'interpolation', thresholds, multiLabel = false, numLabels } = options;
    super(
      nameOf('AUC', options, 'auc', [
        'numThresholds',
        'curve',
        'summationMethod',
        'thresholds',
        'multiLabel',
        'numLabels',
        'labelWeights',
        'fromLogits',
      ]),
    );
    this.curve = checkChoice('AUC', 'curve', curve, curves);
    this.summationMethod = checkChoice('AUC', 'summationMethod', summationMethod, summations);
    const even = evenThresholds('AUC', options.numThresholds ?? 200, 2);
    const [below, above] = [even[0] as number, even.at(-1) as number];
    this.thresholds = thresholds
      ? [below, ...checkThresholds('AUC', thresholds).toSorted((a, b) => a - b), above]
      : even;
    this.multiLabel = multiLabel;
    this.labelWeights = options.labelWeights;
    this.fromLogits = options.fromLogits ?? false;
    if (multiLabel && numLabels !== undefined) this.#makeCounts([checkCount('AUC', 'numLabels', numLabels)]);
    if (!multiLabel) this.#makeCounts([]);
  }

  #makeCounts(labels: readonly number[]): Counts {
    const state = (kind: string): Variable => this.addState(kind, [this.thresholds.length, ...labels]);
    this.#counts = Object.fromEntries(kinds.map((kind) => [kind, state(kind)])) as Counts;
    return this.#counts;
  }

  /** Columns of labels. @throws ShapeError where labels and predictions do not fit, or there are no columns */
  build(yTrue: Tensor, yPred: Tensor): void {
    const { target } = alignTargets(this.name, ...perExample(yTrue, yPred));
    const columns = target.shape[1] as number;
    const counts = this.#counts ?? this.#makeCounts([columns]);
    const expected = this.multiLabel ? counts.truePositives.shape[1] : undefined;
    if (expected === undefined || (target.rank === 2 && expected === columns)) return;
    throw new ShapeError(
      `${this.name}: labels do not fit; expected [batch, ${expected}] with multiLabel, got ${formatShape(yTrue.shape)}; check numLabels`,
    );
  }

  /** @throws ShapeError where labels, predictions or weights do not fit together */
  updateState(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor): void {
    this.build(yTrue, yPred);
    this.noteUpdate();
    const { target, prediction } = alignTargets(this.name, ...perExample(yTrue, yPred));
    const weight = sampleWeight && fitWeight(this.name, target, sampleWeight).broadcastTo(target.shape);
    const flat = (value: Tensor): Tensor => (this.multiLabel ? value : value.reshape([-1]));
    const batch = countDecisions(
      {
        target: flat(target),
        prediction: flat(this.fromLogits ? prediction.sigmoid() : prediction),
        weight: weight && flat(weight),
      },
      this.thresholds,
    );
    const counts = this.#counts as Counts;
    for (const kind of kinds) counts[kind].assign(counts[kind].add(batch[kind]()));
  }

  protected override value(): Tensor {
    const areas = this.#areas(this.#counts as Counts);
    if (!this.multiLabel) return areas;
    if (!this.labelWeights) return areas.mean();
    const weights = tensor(this.labelWeights);
    return ratio(areas.mul(weights).sum(), weights.sum());
  }

  /** [], or [labels]. */
  #areas({ truePositives, falsePositives, trueNegatives, falseNegatives }: Counts): Tensor {
    const isPrecision = this.curve === 'PR';
    if (isPrecision && this.summationMethod === 'interpolation') {
      return interpolatedPrecision(truePositives, falsePositives, falseNegatives);
    }
    const recall = ratio(truePositives, truePositives.add(falseNegatives));
    const x = isPrecision ? recall : ratio(falsePositives, falsePositives.add(trueNegatives));
    const y = isPrecision ? ratio(truePositives, truePositives.add(falsePositives)) : recall;
    const [from, to] = neighbours(x);
    return from.sub(to).mul(this.#heights(y)).sum(0);
  }

  #heights(y: Tensor): Tensor {
    const [left, right] = neighbours(y);
    if (this.summationMethod === 'minoring') return minimum(left, right);
    if (this.summationMethod === 'majoring') return maximum(left, right);
    return left.add(right).mul(constant(0.5));
  }
}

/**
 * Between two points true positives grow linearly with positives, not precision with recall:
 * ∫ dTP (slope + intercept / P), Davis and Goadrich 2006.
 */
function interpolatedPrecision(truePositives: Tensor, falsePositives: Tensor, falseNegatives: Tensor): Tensor {
  const [more, fewer] = neighbours(truePositives);
  const [all, rest] = neighbours(truePositives.add(falsePositives));
  const [, missed] = neighbours(falseNegatives);
  const gained = more.sub(fewer);
  const slope = ratio(gained, maximum(all.sub(rest), constant(0)));
  const intercept = fewer.sub(slope.mul(rest));
  const isInside = all.greater(constant(0)).logicalAnd(rest.greater(constant(0)));
  const growth = where(isInside, ratio(all, maximum(rest, constant(0))), constant(1));
  const area = slope.mul(gained.add(intercept.mul(growth.log())));
  return ratio(area, maximum(fewer.add(missed), constant(0))).sum(0);
}
