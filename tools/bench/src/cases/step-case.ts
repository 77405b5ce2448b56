// The networks whose training step is measured, as plain data. Knows no library.
import type { Bar } from '../bars/bar.js';

/** One layer, as all libraries have it. Paddings are 'valid', strides that of the window for pools and 1 else. */
export type LayerSpec =
  | { readonly kind: 'dense'; readonly units: number; readonly relu: boolean }
  | { readonly kind: 'conv'; readonly filters: number; readonly size: number; readonly relu: boolean }
  | { readonly kind: 'maxPool'; readonly size: number }
  | { readonly kind: 'flatten' }
  /** [batch, steps, features] to [batch, units]: the state after the last step. Begins with zeros. */
  | { readonly kind: 'lstm'; readonly units: number }
  /** [batch, steps, width] to the same: h = x + attention(norm(x)), then h + dense(relu(dense(norm(h)))). Every step sees all. */
  | { readonly kind: 'transformerBlock'; readonly heads: number; readonly hidden: number }
  /** [batch, steps, width] to [batch, width] */
  | { readonly kind: 'meanOverSteps' };

/** A network, and how much of it is run. Trained with Adam on the mean sparse cross-entropy of logits. */
export interface StepCase {
  readonly name: string;
  readonly batch: number;
  /** Shape of one example. */
  readonly inputShape: readonly number[];
  readonly classes: number;
  readonly layers: readonly LayerSpec[];
  /** Steps between two waits for the device while time is taken. */
  readonly stepsPerRound: number;
  /** What its row must reach in the suite training. */
  readonly bars: readonly Bar[];
}

const ratio = (atLeast: number, ...of: readonly string[]): Bar => ({ kind: 'ratio', atLeast, of });
const atMost = (field: string, most: number): Bar => ({ kind: 'atMost', field, most });

const dense = (units: number, relu = true): LayerSpec => ({ kind: 'dense', units, relu });
const conv = (filters: number, size: number): LayerSpec => ({ kind: 'conv', filters, size, relu: true });
const maxPool = (size: number): LayerSpec => ({ kind: 'maxPool', size });

/** The cases of the step suite, in the order in which they are run. */
export const stepCases: readonly StepCase[] = [
  {
    name: 'mlp-784-512-256-10-b128',
    batch: 128,
    inputShape: [784],
    classes: 10,
    layers: [dense(512), dense(256), dense(10, false)],
    stepsPerRound: 8,
    bars: [ratio(4, 'tfjs', 'jax'), atMost('dispatches', 10)],
  },
  {
    name: 'mlp-784-32-10-b32',
    batch: 32,
    inputShape: [784],
    classes: 10,
    layers: [dense(32), dense(10, false)],
    stepsPerRound: 60,
    bars: [
      ratio(6, 'tfjs', 'jax'),
      atMost('dispatches', 7),
      atMost('hostMs', 0.15),
      atMost('hostUncompiledMs', 0.3),
      atMost('coldFirstStepMs', 800),
    ],
  },
  {
    name: 'cnn-lenet-b64',
    batch: 64,
    inputShape: [28, 28, 1],
    classes: 10,
    layers: [conv(8, 5), maxPool(2), conv(16, 5), maxPool(2), { kind: 'flatten' }, dense(10, false)],
    stepsPerRound: 5,
    bars: [ratio(4, 'tfjs', 'jax'), atMost('dispatches', 14)],
  },
];

/** All cases: those of the step suite first. */
export const trainingCases: readonly StepCase[] = [
  ...stepCases,
  {
    name: 'lstm-64-t28-b64',
    batch: 64,
    inputShape: [28, 28],
    classes: 10,
    layers: [{ kind: 'lstm', units: 64 }, dense(10, false)],
    stepsPerRound: 3,
    bars: [ratio(10, 'tfjs'), atMost('dispatches', 118), atMost('coldFirstStepMs', 3000)],
  },
  {
    name: 'transformer-block-b8',
    batch: 8,
    inputShape: [64, 128],
    classes: 10,
    layers: [{ kind: 'transformerBlock', heads: 4, hidden: 512 }, { kind: 'meanOverSteps' }, dense(10, false)],
    stepsPerRound: 3,
    bars: [],
  },
];

/** The case of this name. @throws Error for a name that there is not */
export function caseNamed<Case extends { readonly name: string }>(cases: readonly Case[], name: string): Case {
  const found = cases.find((known) => known.name === name);
  if (found) return found;
  const known = cases.map((each) => each.name).join(', ');
  throw new Error(`bench: unknown case; expected one of ${known}, got '${name}'; check --cases`);
}
