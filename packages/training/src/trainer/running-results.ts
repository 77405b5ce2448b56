// Loss and metrics over the batches since the last start, recorded as part of each step. Knows no model.
import { ConfigError, constant, flush, formatShape, type Tensor } from '@tensorloom/tensor-core';
import { Mean } from '../metrics/mean.js';
import type { MetricLike } from '../metrics/metric.js';
import type { DeviceLogs } from './logs.js';

/** A batch with what a model made of it. */
export interface Predicted {
  readonly yTrue: Tensor;
  readonly yPred: Tensor;
  /** Which steps count, for metrics too. */
  readonly mask: Tensor | undefined;
}

/** The running results of one Trainer. */
export class RunningResults {
  readonly #loss = new Mean({ name: 'loss' });

  constructor(private readonly metrics: readonly MetricLike[]) {}

  /**
   * Records that a batch is taken in.
   *
   * @param loss of the batch; batches count by their number of examples, as in Keras
   * @param isFirst a scalar, not 0 in the first step of a pass: what was known before is forgotten
   */
  track({ yTrue, yPred, mask }: Predicted, loss: Tensor, isFirst: Tensor): DeviceLogs {
    const all = [this.#loss, ...this.metrics];
    for (const metric of this.metrics) metric.build?.(yTrue, yPred);
    for (const metric of all) metric.resetWhere?.(isFirst);
    this.#loss.updateState(loss, constant(yPred.shape[0] as number));
    for (const metric of this.metrics) metric.updateState(yTrue, yPred, mask);
    return Object.fromEntries(all.map((metric) => [metric.name, scalarResult(metric)]));
  }

  /** Before the first step of a pass: resets those metrics that cannot do it within a step. */
  async begin(): Promise<void> {
    await this.#reset(this.metrics.filter((metric) => metric.resetWhere === undefined));
  }

  /** Sets everything to nothing. */
  async reset(): Promise<void> {
    await this.#reset([this.#loss, ...this.metrics]);
  }

  /** Not left pending, so that a run that fails leaves nothing behind. */
  async #reset(metrics: readonly { resetState(): void }[]): Promise<void> {
    if (metrics.length === 0) return;
    for (const metric of metrics) metric.resetState();
    await flush();
  }
}

/** @throws ConfigError for a result of several numbers: there is one for each name */
function scalarResult(metric: { readonly name: string; result(): Tensor }): Tensor {
  const result = metric.result();
  if (result.rank === 0) return result;
  throw new ConfigError(
    `${metric.name}: a result is not one number; expected a scalar for the history, got ${formatShape(result.shape)}; ` +
      'average it, or use the metric by itself with updateState(...) and result()',
  );
}
