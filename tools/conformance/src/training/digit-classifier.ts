// The network of the case study with its optimizer, as a step by hand and as a compiled one. Knows no device.
import { valueAndGradients } from '@tensorloom/autograd';
import type { Batch } from '@tensorloom/datasets';
import { Dense, Dropout, Flatten, Rescaling, Sequential } from '@tensorloom/nn-layers';
import { Adam } from '@tensorloom/optimizers';
import { compile, setRandomSeed, tensor, type HostTensor, type Tensor } from '@tensorloom/tensor-core';
import { losses } from '@tensorloom/training';

/** Images [batch, 28, 28, 1] and labels [batch], as bytes. */
export type DigitBatch = Batch & { readonly x: HostTensor; readonly y: HostTensor };

/** A network to train. */
export interface Classifier {
  readonly model: Sequential;
  readonly optimizer: Adam;
  /** One training step as a loop by hand writes it: records, and gives the loss before the update. */
  readonly step: (batch: DigitBatch) => Tensor;
  /** The same, traced once for each batch size. */
  readonly compiledStep: (batch: DigitBatch) => Promise<Tensor>;
}

/** The hidden layers of the case study. */
export const caseStudy = [512, 256] as const;

/**
 * 784-[...hidden]-10 with dropout of 0.2 behind the first hidden layer, Adam with 1e-3. Starts the stream of random numbers
 * afresh, so that weights and dropout masks depend on the seed alone.
 */
export function digitClassifier(hidden: readonly [number, ...number[]], seed = 1): Classifier {
  setRandomSeed(seed);
  const [first, ...others] = hidden.map((units) => new Dense(units, { activation: 'relu' })) as [Dense, ...Dense[]];
  const model = new Sequential([
    new Rescaling(1 / 255),
    new Flatten(),
    first,
    new Dropout(0.2),
    ...others,
    new Dense(10),
  ]);
  model.build([null, 28, 28, 1]);
  const optimizer = new Adam({ learningRate: 1e-3 });
  const crossentropy = new losses.SparseCategoricalCrossentropy({ fromLogits: true });
  const step = (x: Tensor, y: Tensor): Tensor => {
    const { value, gradients } = valueAndGradients(
      () => crossentropy.call(y, model.apply(x, { training: true })),
      model.trainableVariables,
    );
    optimizer.update(model.trainableVariables, gradients);
    return value;
  };
  const compiled = compile(step);
  return {
    model,
    optimizer,
    step: ({ x, y }) => step(tensor(x), tensor(y)),
    compiledStep: ({ x, y }) => compiled(tensor(x), tensor(y)),
  };
}

/** Losses of one step for each batch. */
export async function lossesOf(
  { step, compiledStep }: Classifier,
  batches: readonly DigitBatch[],
  way: 'as written' | 'compiled',
): Promise<number[]> {
  const values: number[] = [];
  for (const batch of batches) {
    values.push(await (way === 'compiled' ? await compiledStep(batch) : step(batch)).item());
  }
  return values;
}
