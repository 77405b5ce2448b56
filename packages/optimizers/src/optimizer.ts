// The base of every optimizer: counts iterations, keeps slots, assigns. What it does to a gradient is its transform's.
import {
  add,
  checkRange,
  ConfigError,
  DTypeError,
  formatShape,
  HostCell,
  isTensor,
  isVariable,
  onEachRun,
  sameShape,
  ShapeError,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { Slots, type SlotTensors } from './slots.js';
import type { Moment, Transform } from './transforms/transform.js';

/** A learning rate, or a function that gives it for the number of updates made before. */
export type LearningRate = number | ((iteration: number) => number);

/** All that an optimizer knows between updates: numbers for JSON, and tensors by name. */
export interface OptimizerState {
  readonly iterations: number;
  /** Absent where the rate is a function. */
  readonly learningRate?: number;
  /** `dense/kernel/momentum` and so on. */
  readonly slots: SlotTensors;
}

/** Changes variables by their gradients. */
export abstract class Optimizer {
  #learningRate!: LearningRate;
  readonly #iterations: HostCell = new HostCell(0);
  readonly #transform: Transform;
  readonly #slots: Slots;

  /** @param transform from gradients to updates, given the rate of the moment; a rate above 0 goes down the gradient */
  protected constructor(learningRate: LearningRate, transform: (rate: (moment: Moment) => number) => Transform) {
    this.learningRate = learningRate;
    this.#transform = transform(({ iteration }) => this.#rateAt(iteration));
    this.#slots = new Slots(this.#transform.slots);
  }

  /**
   * Moves each variable by its gradient. Records assignments; the next run makes them, or every run under `compile`.
   *
   * @param variables float32
   * @param gradients one for each variable, of its shape
   * @throws ConfigError for lists of different lengths, ShapeError or DTypeError for a gradient that does not fit
   */
  update(variables: readonly Variable[], gradients: readonly Tensor[]): void {
    checkPairs(this.constructor.name, variables, gradients);
    const moment = { iteration: this.#iterations.value };
    onEachRun(() => {
      moment.iteration = this.#iterations.value++;
    });
    const rule = this.#transform.begin(moment);
    variables.forEach((variable, index) => {
      const slots = this.#slots.of(variable);
      const { update, slots: next } = rule(gradients[index] as Tensor, slots);
      slots.forEach((slot, position) => slot.assign(next[position] as Tensor));
      variable.assign(add(variable, update));
    });
  }

  /** The rate of the next update. Setting it never makes a new plan: each run reads it again. */
  get learningRate(): number {
    return this.#rateAt(this.#iterations.value);
  }

  set learningRate(rate: LearningRate) {
    if (typeof rate !== 'function') checkRange(this.constructor.name, 'learningRate', rate, 0, Infinity);
    this.#learningRate = rate;
  }

  #rateAt(iteration: number): number {
    return typeof this.#learningRate === 'function' ? this.#learningRate(iteration) : this.#learningRate;
  }

  /** Number of updates made so far. */
  get iterations(): number {
    return this.#iterations.value;
  }

  /** A copy of all that the optimizer knows; it stays as it is when training goes on. */
  state(): OptimizerState {
    const rate = this.#learningRate;
    const numbers = { iterations: this.#iterations.value, ...(typeof rate === 'number' ? { learningRate: rate } : {}) };
    return { ...numbers, slots: this.#slots.save() };
  }

  /**
   * Goes on from a saved state, exactly. A learning rate that is a function stays.
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
    this.#iterations.value = iterations;
    if (learningRate !== undefined && typeof this.#learningRate === 'number') this.learningRate = learningRate;
  }
}

function checkPairs(where: string, variables: readonly Variable[], gradients: readonly Tensor[]): void {
  if (variables.length !== gradients.length || variables.length === 0) {
    throw new ConfigError(
      `${where}.update: lists do not match; expected one gradient for each of at least one variable, ` +
        `got ${variables.length} variables and ${gradients.length} gradients; pass what gradients were taken for`,
    );
  }
  variables.forEach((variable, index) => checkPair(where, variable, gradients[index], index));
}

function checkPair(where: string, variable: unknown, gradient: unknown, index: number): void {
  if (!isVariable(variable)) {
    throw new DTypeError(
      `${where}.update: not a variable; expected a Variable at ${index}, got ${String(variable)}; make it with variable()`,
    );
  }
  const { name, shape, dtype } = variable;
  if (!isTensor(gradient) || gradient.dtype !== dtype || dtype !== 'float32') {
    const got = isTensor(gradient) ? `${gradient.dtype} for a variable of ${dtype}` : String(gradient);
    throw new DTypeError(
      `${where}.update: gradient of ${name} does not fit; expected a float32 tensor, got ${got}; check the loss`,
    );
  }
  if (!sameShape(gradient.shape, shape)) {
    throw new ShapeError(
      `${where}.update: gradient of ${name} does not fit; expected ${formatShape(shape)}, got ${formatShape(gradient.shape)}; ` +
        'pass gradients in the order of the variables',
    );
  }
}
