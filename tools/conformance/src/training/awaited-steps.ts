// A program: trains on WebGPU for as many steps as its argument says, awaits each, reads none, and prints what the GPU was asked
// for after three steps and at the end. It disposes nothing and must end by itself.
import { synchronize } from '@tensorloom/tensor-core';
import { useDevice } from './devices.js';
import { digitBatches } from './digit-batches.js';
import { caseStudy, digitClassifier, type DigitBatch } from './digit-classifier.js';
import { beginCensus, type Census } from './gpu-census.js';

/** What the program prints, as JSON. */
export interface AwaitedSteps {
  readonly afterThree: Census;
  readonly atTheEnd: Census;
}

const [count = '300', network = 'small'] = process.argv.slice(2);
await useDevice('webgpu');
const { census } = beginCensus();
const [hidden, size] = network === 'case-study' ? ([caseStudy, 128] as const) : ([[32], 32] as const);
const { compiledStep } = digitClassifier(hidden);
const batches = await digitBatches(8 * size, size);
let afterThree = { ...census };
for (let step = 0; step < Number(count); step++) {
  if (step === 3) afterThree = { ...census };
  await compiledStep(batches[step % batches.length] as DigitBatch);
}
await synchronize();
console.log(JSON.stringify({ afterThree, atTheEnd: census } satisfies AwaitedSteps));
