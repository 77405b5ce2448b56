// Tests of types: results are named and typed by the metrics that a Trainer was given.
import { Dense, Sequential, type Layer } from '@tensorloom/nn-layers';
import { Adam, type Optimizer } from '@tensorloom/optimizers';
import type { Batch, Dataset } from '@tensorloom/datasets';
import type { Tensor } from '@tensorloom/tensor-core';
import { describe, expectTypeOf, it } from 'vitest';
import {
  metrics,
  Trainer,
  type BatchSource,
  type History,
  type ModelOptimizer,
  type TrainableModel,
} from '../index.js';

const parts = { optimizer: new Adam(), loss: 'mse' } as const;
const model = new Sequential([new Dense(1)]);

/** What a chart takes. */
interface AnyHistory {
  readonly epoch: readonly number[];
  readonly history: Readonly<Record<string, readonly number[]>>;
}

describe('types', () => {
  it('of results follow the metrics', () => {
    const given = ['accuracy', new metrics.BinaryAccuracy(), new metrics.Accuracy({ name: 'hits' })] as const;
    const trainer = new Trainer(model, { ...parts, metrics: given });
    const inline = new Trainer(model, {
      ...parts,
      metrics: ['accuracy', new metrics.BinaryAccuracy({ name: 'right' })],
    });
    type Names = 'loss' | 'accuracy' | 'binaryAccuracy' | 'hits';
    type InlineNames = 'loss' | 'accuracy' | 'right';
    expectTypeOf(trainer.evaluate).returns.resolves.toEqualTypeOf<{ readonly [Name in Names]: number }>();
    expectTypeOf(inline.evaluate).returns.resolves.toEqualTypeOf<{ readonly [Name in InlineNames]: number }>();
    expectTypeOf(trainer.trainOnBatch).returns.resolves.toEqualTypeOf<{ readonly [Name in Names]: Tensor }>();
    const series = expectTypeOf(trainer.fit).returns.resolves.toHaveProperty('history');
    series.toHaveProperty('hits').toEqualTypeOf<number[]>();
    series.toHaveProperty('valBinaryAccuracy').toEqualTypeOf<number[] | undefined>();
    series.not.toHaveProperty('mse');
  });

  it('without metrics there is the loss alone', () => {
    const trainer = new Trainer(model, parts);
    expectTypeOf(trainer.evaluate).returns.resolves.toEqualTypeOf<{ readonly loss: number }>();
  });

  it('of a history suit charts', () => {
    expectTypeOf<History<['accuracy']>>().toExtend<AnyHistory>();
    expectTypeOf<History>().toExtend<AnyHistory>();
  });

  it('of models, optimizers and data sets fit', () => {
    expectTypeOf<Sequential>().toExtend<TrainableModel>();
    expectTypeOf<Layer<Tensor[], Tensor>>().toExtend<TrainableModel>();
    expectTypeOf<Optimizer>().toExtend<ModelOptimizer>();
    expectTypeOf<Dataset<Batch>>().toExtend<BatchSource>();
  });

  it('of names are known', () => {
    // @ts-expect-error no such metric
    expectTypeOf(() => new Trainer(model, { ...parts, metrics: ['acuracy'] })).toBeFunction();
    // @ts-expect-error no such loss
    expectTypeOf(() => new Trainer(model, { ...parts, loss: 'msee' })).toBeFunction();
  });
});
