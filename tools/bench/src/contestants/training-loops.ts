// The ways to train one case: by hand, batch by batch, and by `fit`. Knows nothing of how they are measured.
import { valueAndGradients } from '@tensorloom/autograd';
import { Adam } from '@tensorloom/optimizers';
import { compile, constant, type HostTensor, type Tensor } from '@tensorloom/tensor-core';
import { lineReporter, losses, metrics, Trainer, type TrainingBatch } from '@tensorloom/training';
import { hostValues } from '../cases/host-values.js';
import type { StepCase } from '../cases/step-case.js';
import { tensorloomModel } from '../contestants/tensorloom.js';

/** Trains for some steps and waits for the device. */
export type Loop = (steps: number) => Promise<unknown>;

/** Different batches; every step brings one to the device, as training does. */
export const BATCHES = 4;

function batchesOf(spec: StepCase): readonly TrainingBatch[] {
  return Array.from({ length: BATCHES }, (_, seed) => {
    const { x, y } = hostValues(spec, seed + 1);
    return { x: { ...x, dtype: 'float32' }, y: { ...y, dtype: 'int32' } };
  });
}

function* some(batches: readonly TrainingBatch[], steps: number): Generator<TrainingBatch> {
  for (let at = 0; at < steps; at++) yield batches[at % batches.length] as TrainingBatch;
}

/** A loop written by hand over the step that a Trainer compiles: the update, and the running mean of the loss. */
function bareLoop(spec: StepCase, batches: readonly TrainingBatch[]): Loop {
  const model = tensorloomModel(spec);
  const optimizer = new Adam();
  const crossentropy = new losses.SparseCategoricalCrossentropy({ fromLogits: true });
  const mean = new metrics.Mean();
  const step = compile((x: HostTensor, y: HostTensor): Tensor => {
    // Host tensors arrive as tensors while the step is traced.
    const [images, labels] = [x as unknown as Tensor, y as unknown as Tensor];
    const record = (): Tensor => crossentropy.call(labels, model.apply(images, { training: true }));
    const { value, gradients } = valueAndGradients(record, model.trainableVariables);
    optimizer.update(model.trainableVariables, gradients);
    mean.updateState(value, constant(spec.batch));
    return mean.result();
  });
  return async (steps) => {
    let loss: Tensor | undefined;
    for (const { x, y } of some(batches, steps)) {
      loss?.dispose();
      loss = await step(x as HostTensor, y as HostTensor);
    }
    await loss?.item();
  };
}

function newTrainer(spec: StepCase): Trainer {
  const loss = new losses.SparseCategoricalCrossentropy({ fromLogits: true });
  return new Trainer(tensorloomModel(spec), { optimizer: new Adam(), loss });
}

function trainOnBatchLoop(spec: StepCase, batches: readonly TrainingBatch[]): Loop {
  const trainer = newTrainer(spec);
  return async (steps) => {
    let logs: Awaited<ReturnType<typeof trainer.trainOnBatch>> | undefined;
    for (const batch of some(batches, steps)) {
      logs?.loss.dispose();
      logs = await trainer.trainOnBatch(batch);
    }
    await logs?.loss.item();
  };
}

/** `fit`, with a display that takes every report there is. */
function fitLoop(spec: StepCase, batches: readonly TrainingBatch[]): Loop {
  const trainer = newTrainer(spec);
  const progress = lineReporter({ write: (line) => process.stderr.write(`\r${line}\u001b[K`), interval: 0 });
  return async (steps) => {
    const source = {
      size: steps,
      async *[Symbol.asyncIterator]() {
        yield* some(batches, steps);
      },
    };
    await trainer.fit(source, { epochs: 1, progress });
    process.stderr.write('\r\u001b[K');
  };
}

/** All ways by name, the bare loop first. Their device is the default one. */
export function trainingLoops(spec: StepCase): ReadonlyMap<string, Loop> {
  const batches = batchesOf(spec);
  return new Map([
    ['bare', bareLoop(spec, batches)],
    ['trainOnBatch', trainOnBatchLoop(spec, batches)],
    ['fit', fitLoop(spec, batches)],
  ]);
}
