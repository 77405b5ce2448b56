// What `Trainer.fit` costs on top of its step: the same training as a bare loop, batch by batch, and by `fit`.
import { valueAndGradients } from '@tensorloom/autograd';
import { Adam } from '@tensorloom/optimizers';
import { compile, constant, type HostTensor, type Tensor } from '@tensorloom/tensor-core';
import { lineReporter, losses, metrics, Trainer, type TrainingBatch } from '@tensorloom/training';
import { hostValues } from '../cases/host-values.js';
import type { StepCase } from '../cases/step-case.js';
import { openDevice, tensorloomModel } from '../contestants/tensorloom.js';
import { countsPerStep, type GpuCounters, type GpuCounts } from '../counting/gpu-counters.js';
import { Stopwatch, type Usage } from '../counting/stopwatch.js';
import { median, rounded } from '../report/statistics.js';

/** One way to train. */
export interface TrainerRow extends Pick<GpuCounts, 'dispatches' | 'submits' | 'writeBuffers'> {
  readonly case: string;
  readonly adapter: string;
  readonly loop: string;
  readonly stepsPerSecond: number;
  /** Steps a second by those of the bare loop: the median over rounds. */
  readonly ratio: number;
  /** Processor time of a step by the bare loop's: the median over rounds. */
  readonly cpuRatio: number;
}

/** The columns of the table, in order. */
export const trainerColumns: readonly (keyof TrainerRow)[] = [
  'case',
  'loop',
  'stepsPerSecond',
  'ratio',
  'cpuRatio',
  'dispatches',
  'submits',
  'writeBuffers',
];

/** Trains for some steps and waits for the device. */
type Loop = (steps: number) => Promise<unknown>;

/** Different batches; every step brings one to the device, as training does. */
const BATCHES = 4;

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

/** Counts of one step: a long run less a short one, so that what happens once a run is not in it. */
async function stepCounts(loop: Loop, counters: GpuCounters, device: GPUDevice): Promise<GpuCounts> {
  const counted = async (steps: number): Promise<GpuCounts> => {
    const before = counters.counts(device);
    await loop(steps);
    return countsPerStep(before, counters.counts(device), 1);
  };
  await loop(BATCHES);
  const short = await counted(BATCHES);
  return countsPerStep(short, await counted(BATCHES + 20), 20);
}

/** Measures the ways to train one case, in rounds that take turns. */
export async function runTrainerCase(
  gpu: GPU,
  spec: StepCase,
  counters: GpuCounters,
  rounds: number,
): Promise<readonly TrainerRow[]> {
  const device = await openDevice(gpu);
  const batches = batchesOf(spec);
  const loops: Record<string, Loop> = {
    bare: bareLoop(spec, batches),
    trainOnBatch: trainOnBatchLoop(spec, batches),
    fit: fitLoop(spec, batches),
  };
  const counts: GpuCounts[] = [];
  for (const loop of Object.values(loops)) counts.push(await stepCounts(loop, counters, device.gpu));
  const times: Usage[][] = counts.map(() => []);
  const steps = spec.stepsPerRound * 5;
  for (let round = 0; round < rounds; round++) {
    for (const [at, loop] of Object.values(loops).entries()) {
      const watch = new Stopwatch();
      await loop(steps);
      (times[at] as Usage[]).push(watch.perStep(steps));
    }
  }
  device.dispose();
  const shared = { case: spec.name, adapter: device.name };
  return Object.keys(loops).map((loop, at) => ({ ...shared, loop, ...rates(times, at), ...rowCounts(counts, at) }));
}

function rowCounts(
  counts: readonly GpuCounts[],
  at: number,
): Pick<TrainerRow, 'dispatches' | 'submits' | 'writeBuffers'> {
  const { dispatches, submits, writeBuffers } = counts[at] as GpuCounts;
  return { dispatches, submits, writeBuffers };
}

function rates(times: readonly Usage[][], at: number): Pick<TrainerRow, 'stepsPerSecond' | 'ratio' | 'cpuRatio'> {
  const [own, bare] = [times[at], times[0]] as [Usage[], Usage[]];
  const against = (name: keyof Usage): number =>
    rounded(median(own.map((usage, round) => usage[name] / (bare[round] as Usage)[name])), 3);
  const stepsPerSecond = rounded(1000 / median(own.map(({ wallMs }) => wallMs)));
  return { stepsPerSecond, ratio: rounded(1 / against('wallMs'), 3), cpuRatio: against('cpuMs') };
}

/** Steps a second that `fit` must keep of the bare loop's. */
const LEAST_RATIO = 0.9;

/** What is wrong with the rows of one case. */
export function trainerComplaints(rows: readonly TrainerRow[]): readonly string[] {
  const [bare, , fit] = rows as readonly [TrainerRow, TrainerRow, TrainerRow];
  const complaints: string[] = [];
  if (fit.ratio < LEAST_RATIO) {
    complaints.push(
      `${fit.case}: fit is slow; expected ${LEAST_RATIO} of the bare loop's steps a second, got ${fit.ratio}`,
    );
  }
  if (fit.dispatches !== bare.dispatches) {
    complaints.push(`${fit.case}: fit dispatches more; expected ${bare.dispatches} a step, got ${fit.dispatches}`);
  }
  return complaints;
}
