// The steps of a Trainer behind a look at each batch: builds the model with the first one, checks labels, names odd shapes.
import { ConfigError, programOf, ShapeError, type Shape, type Tensor } from '@tensorloom/tensor-core';
import type { MetricLike } from '../metrics/metric.js';
import { checkBatch, inputRows, type CheckedBatch, type TrainingBatch } from './batch.js';
import { compileSteps, type CompiledSteps, type StepParts } from './compiled-steps.js';
import { layoutOf, type HostStructure } from './host-structure.js';
import type { DeviceLogs } from './logs.js';
import { RunningResults } from './running-results.js';

/** Steps that take batches as data sets give them. `op` is the name in messages. */
export class GuardedSteps {
  readonly #steps: CompiledSteps;
  readonly #results: RunningResults;
  /** 1 until a step has started the running results anew. */
  #isFirst = 1;
  #trains = false;
  #layout: string | undefined;
  #predictionShape: Shape = [];

  constructor(private readonly parts: Omit<StepParts, 'results'> & { readonly metrics: readonly MetricLike[] }) {
    this.#results = new RunningResults(parts.metrics);
    this.#steps = compileSteps({ ...parts, results: this.#results });
  }

  /** Begins a pass: its first step starts the running results anew. */
  begin(): Promise<void> {
    this.#isFirst = 1;
    return this.#results.begin();
  }

  /** Sets the running results to nothing. */
  reset(): Promise<void> {
    return this.#results.reset();
  }

  /** True once a batch has been seen. */
  get isBuilt(): boolean {
    return this.#layout !== undefined;
  }

  /** Builds the model for batches like this one. */
  build(op: string, batch: TrainingBatch): void {
    this.#labelled(op, batch);
  }

  /** Submits a training step. */
  train(op: string, batch: TrainingBatch): Promise<DeviceLogs> {
    const { x, y, sampleWeight } = this.#labelled(op, batch);
    this.#trains ||= this.parts.model.trainableVariables.length > 0;
    if (!this.#trains) {
      throw new ConfigError(
        `${op}: the model has nothing to train; expected at least one trainable variable, got none; add a layer with weights`,
      );
    }
    return this.#attempt(op, x, () => this.#steps.train(x, y, sampleWeight, this.#takeFirst()));
  }

  /** Submits an evaluation step. */
  evaluate(op: string, batch: TrainingBatch): Promise<DeviceLogs> {
    const { x, y, sampleWeight } = this.#labelled(op, batch);
    return this.#attempt(op, x, () => this.#steps.evaluate(x, y, sampleWeight, this.#takeFirst()));
  }

  /** Submits a prediction. */
  predict(op: string, x: HostStructure): Promise<Tensor> {
    inputRows(op, x);
    this.#build(x);
    this.parts.model.checkValues?.(x);
    return this.#attempt(op, x, () => this.#steps.predict(x));
  }

  #takeFirst(): number {
    const isFirst = this.#isFirst;
    this.#isFirst = 0;
    return isFirst;
  }

  #labelled(op: string, batch: TrainingBatch): CheckedBatch {
    const checked = checkBatch(op, batch);
    this.#build(checked.x);
    this.parts.model.checkValues?.(checked.x);
    this.parts.loss.checkLabels(op, checked.y, this.#predictionShape);
    return checked;
  }

  /** Traces the model once: that builds it and shows what shape its predictions have, and states of layers stay as they are. */
  #build(x: HostStructure): void {
    if (this.#layout !== undefined) return;
    programOf((given: HostStructure) => {
      const predicted = this.#steps.record(given, false);
      this.#predictionShape = predicted.shape;
      return predicted;
    }, x);
    this.#layout = layoutOf(x);
  }

  /** Runs a step; a ShapeError over inputs unlike the first ones names both layouts. */
  async #attempt<Result>(op: string, x: HostStructure, step: () => Promise<Result>): Promise<Result> {
    try {
      return await step();
    } catch (error) {
      const layout = layoutOf(x);
      if (!(error instanceof ShapeError) || layout === this.#layout) throw error;
      throw new ShapeError(
        `${op}: a batch has another shape; expected x ${this.#layout} as in the first batch, got ${layout}; make all examples alike (${error.message})`,
        { cause: error },
      );
    }
  }
}
