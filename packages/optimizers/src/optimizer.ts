// The base of every optimizer: counts updates, keeps slots, assigns. What it does to a gradient is its transform's.
import { add, checkRange, ConfigError, HostCell, onEachRun, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { Accumulation, type Turn } from './accumulation.js';
import { WeightAverages } from './weight-averages.js';
import { checkPairs } from './check-pairs.js';
import { clipGradients } from './clip-gradients.js';
import { checkOptimizerOptions, type OptimizerOptions } from './options/optimizer-options.js';
import { checkGroups, groupOf, type ParameterGroup } from './options/parameter-groups.js';
import { rateAt, Schedule, type LearningRate } from './schedules/schedule.js';
import { Slots, type SlotTensors } from './slots.js';
import { decayWeights } from './transforms/decay-weights.js';
import { chain, type Moment, type Rate, type Rule, type Transform } from './transforms/transform.js';

/** All that an optimizer knows between updates: numbers for JSON, and tensors by name. */
export interface OptimizerState {
  /** Calls of `update`. */
  readonly iterations: number;
  /** Absent where the rate is a schedule or a function. */
  readonly learningRate?: number;
  /** `dense/kernel/momentum` and so on. */
  readonly slots: SlotTensors;
}

/** What a class of optimizers is made of. */
export interface OptimizerRule {
  /** For messages. */
  readonly className: string;
  /** Names of the options that only this class has. */
  readonly options: readonly string[];
  /** Where none is given. */
  readonly learningRate: number;
  /** Where none is given (default none). */
  readonly weightDecay?: number;
  /** From gradients to updates, given the rate of the moment; a rate above 0 goes down the gradient. */
  readonly transform: (rate: Rate) => Transform;
}

/** The slots of one variable. */
interface Kept {
  /** Those of the transform. */
  readonly own: readonly Variable[];
  /** There with gradient accumulation alone. */
  readonly sum: Variable;
  /** There with averages alone. */
  readonly average: Variable;
}

/** Changes variables by their gradients. */
export abstract class Optimizer {
  #learningRate!: LearningRate;
  readonly #className: string;
  readonly #options: OptimizerOptions;
  /** Calls of `update`. */
  readonly #calls: HostCell = new HostCell(0);
  readonly #groups: readonly ParameterGroup[];
  /** For the variables of each group, the last (at -1) for those of none. */
  readonly #transforms: readonly Transform[];
  readonly #accumulation: Accumulation | undefined;
  readonly #averages: WeightAverages | undefined;
  readonly #slots: Slots;
  readonly #variables = new Set<Variable>();

  /** @throws ConfigError for an unknown option or a value outside of its range */
  protected constructor(options: OptimizerOptions, rule: OptimizerRule) {
    const { className } = rule;
    checkOptimizerOptions(className, options, rule.options);
    const { groups = [], gradientAccumulationSteps: steps = 1 } = options;
    checkGroups(className, groups);
    this.#groups = groups;
    this.#className = className;
    this.#options = options;
    this.learningRate = options.learningRate ?? rule.learningRate;
    const decay = options.weightDecay ?? rule.weightDecay ?? 0;
    const others: Omit<ParameterGroup, 'variables'> = {};
    this.#transforms = [...groups, others].map(({ rateScale = 1, weightDecay = decay }) => {
      const rate: Rate = ({ iteration }) => rateAt(this.#learningRate, iteration) * rateScale;
      const transform = rule.transform(rate);
      return weightDecay === 0 ? transform : chain(transform, decayWeights(rate, weightDecay));
    });
    this.#accumulation = steps > 1 ? new Accumulation(steps) : undefined;
    this.#averages = options.useEma ? new WeightAverages(options) : undefined;
    const [transform] = this.#transforms as readonly [Transform];
    this.#slots = new Slots([
      ...transform.slots,
      ...(this.#accumulation ? [this.#accumulation.slot] : []),
      ...(this.#averages ? [this.#averages.slot] : []),
    ]);
  }

  /**
   * Says which variables there are, and makes their slots. The first `update` does so by itself: call it for variables that join
   * later, or where updates of one optimizer go to parts of a model in turn.
   */
  build(variables: readonly Variable[]): void {
    for (const variable of variables) {
      this.#slots.of(variable);
      this.#variables.add(variable);
    }
  }

  /** @throws ConfigError for a variable that the optimizer was not built with: it would begin with moments of nothing, unseen */
  #checkKnown(variables: readonly Variable[]): void {
    if (this.#variables.size === 0) return this.build(variables);
    const unknown = variables.find((variable) => !this.#variables.has(variable));
    if (!unknown) return;
    throw new ConfigError(
      `${this.#className}.update: unknown variable; expected the ${this.#variables.size} of the first update, got ${unknown.name} too; ` +
        'call build(variables) for those that join later, or make a new optimizer',
    );
  }

  /**
   * Moves each variable by its gradient. Records assignments; the next run makes them, or every run under `compile`.
   *
   * @param variables float32
   * @param gradients one for each variable, of its shape
   * @throws ConfigError for lists of different lengths or a variable that was not there in the first update, ShapeError or DTypeError for a gradient that does not fit
   */
  update(variables: readonly Variable[], gradients: readonly Tensor[]): void {
    checkPairs(this.#className, variables, gradients);
    this.#checkKnown(variables);
    const moment = this.#nextMoment();
    const turn = this.#accumulation?.begin(moment);
    const kept = variables.map((variable) => this.#slotsOf(variable));
    const taken = gradients.map((gradient, index) => turn?.take(gradient, (kept[index] as Kept).sum) ?? gradient);
    const clipped = clipGradients(taken, this.#options);
    const rules = this.#transforms.map((transform) => transform.begin(moment));
    const average = this.#averages?.begin(moment);
    const settle: Turn['settle'] = turn?.settle ?? ((target, value) => target.assign(value));
    variables.forEach((variable, index) => {
      const slots = kept[index] as Kept;
      const rule = rules.at(groupOf(this.#groups, variable)) as Rule;
      const { update, slots: next } = rule(clipped[index] as Tensor, slots.own, variable);
      slots.own.forEach((slot, position) => next[position] !== slot && settle(slot, next[position] as Tensor));
      const moved = add(variable, update);
      const allowed = variable.constraint?.(moved) ?? moved;
      const averaged = average?.(allowed, slots.average);
      if (averaged) settle(slots.average, averaged.average);
      settle(variable, averaged?.value ?? allowed);
    });
  }

  /** Counts a call: now, or in every run under `compile`. */
  #nextMoment(): Moment {
    const steps = this.#accumulation?.steps ?? 1;
    const moment = { calls: 0, iteration: 0 };
    onEachRun(() => {
      moment.calls = this.#calls.value++;
      moment.iteration = Math.floor(moment.calls / steps);
    });
    return moment;
  }

  #slotsOf(variable: Variable): Kept {
    const all = this.#slots.of(variable);
    const own = all.slice(0, (this.#transforms[0] as Transform).slots.length);
    return { own, sum: all[own.length] as Variable, average: all.at(-1) as Variable };
  }

  /**
   * Puts the moving averages of weights in their place, at the end of training.
   *
   * @throws ConfigError without `useEma`, or for a variable that was never updated
   */
  finalizeVariableValues(variables: readonly Variable[]): void {
    if (!this.#averages) {
      throw new ConfigError(
        `${this.#className}: no averages; expected useEma to be set, got none; make it with { useEma: true }`,
      );
    }
    const unknown = variables.find((variable) => !this.#variables.has(variable));
    if (unknown) {
      throw new ConfigError(
        `${this.#className}: no average of ${unknown.name}; expected variables that were updated, got one that was not; leave it out`,
      );
    }
    for (const variable of variables) variable.assign(this.#slotsOf(variable).average);
  }

  /** The rate of the next update. Setting it never makes a new plan: each run reads it again. */
  get learningRate(): number {
    return rateAt(this.#learningRate, this.iterations);
  }

  set learningRate(rate: LearningRate) {
    if (typeof rate === 'number' || !(typeof rate === 'function' || rate instanceof Schedule))
      checkRange(this.#className, 'learningRate', rate, 0, Infinity);
    this.#learningRate = rate;
  }

  /** Number of updates made so far. */
  get iterations(): number {
    return Math.floor(this.#calls.value / (this.#accumulation?.steps ?? 1));
  }

  /** A copy of all that the optimizer knows; it stays as it is when training goes on. */
  state(): OptimizerState {
    const rate = this.#learningRate;
    const numbers = { iterations: this.#calls.value, ...(typeof rate === 'number' ? { learningRate: rate } : {}) };
    return { ...numbers, slots: this.#slots.save() };
  }

  /**
   * Goes on from a saved state, exactly. A learning rate that is a schedule or a function stays.
   *
   * @throws ConfigError for a state of another optimizer or model, ShapeError for slots of another shape
   */
  loadState({ iterations, learningRate, slots }: OptimizerState): void {
    if (!Number.isSafeInteger(iterations) || iterations < 0) {
      throw new ConfigError(
        `loadState: bad iterations; expected a whole number >= 0, got ${String(iterations)}; check the file`,
      );
    }
    this.#slots.load(slots);
    this.#calls.value = iterations;
    if (learningRate !== undefined && typeof this.#learningRate === 'number') this.learningRate = learningRate;
  }
}
