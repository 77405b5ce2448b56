// The networks whose training step is measured, as plain data. Knows no library.

/** One layer, as both libraries have it. Paddings are 'valid', strides that of the window for pools and 1 else. */
export type LayerSpec =
  | { readonly kind: 'dense'; readonly units: number; readonly relu: boolean }
  | { readonly kind: 'conv'; readonly filters: number; readonly size: number; readonly relu: boolean }
  | { readonly kind: 'maxPool'; readonly size: number }
  | { readonly kind: 'flatten' };

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
}

const dense = (units: number, relu = true): LayerSpec => ({ kind: 'dense', units, relu });
const conv = (filters: number, size: number): LayerSpec => ({ kind: 'conv', filters, size, relu: true });
const maxPool = (size: number): LayerSpec => ({ kind: 'maxPool', size });

/** All cases, in the order in which they are run. */
export const stepCases: readonly StepCase[] = [
  {
    name: 'mlp-784-512-256-10-b128',
    batch: 128,
    inputShape: [784],
    classes: 10,
    layers: [dense(512), dense(256), dense(10, false)],
    stepsPerRound: 8,
  },
  {
    name: 'mlp-784-32-10-b32',
    batch: 32,
    inputShape: [784],
    classes: 10,
    layers: [dense(32), dense(10, false)],
    stepsPerRound: 60,
  },
  {
    name: 'cnn-lenet-b64',
    batch: 64,
    inputShape: [28, 28, 1],
    classes: 10,
    layers: [conv(8, 5), maxPool(2), conv(16, 5), maxPool(2), { kind: 'flatten' }, dense(10, false)],
    stepsPerRound: 5,
  },
];

/** The cases of these names. @throws Error for a name that there is not */
export function casesNamed(names: readonly string[]): readonly StepCase[] {
  return names.map((name) => {
    const found = stepCases.find((known) => known.name === name);
    if (found) return found;
    const known = stepCases.map((each) => each.name).join(', ');
    throw new Error(`bench: unknown case; expected some of ${known}, got '${name}'; check --cases`);
  });
}
