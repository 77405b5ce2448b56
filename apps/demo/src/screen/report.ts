// What the demo says before and after the training, line by line. Text in, text out.
import type { Digits } from '../data/digits.js';
import type { Network } from '../networks/network.js';
import type { NamedDevice } from '../open-device.js';
import type { DemoOptions } from '../options/demo-options.js';
import type { Verdict } from '../results/judge.js';
import type { RunFiles } from '../results/run-files.js';
import { confusionTable } from './confusion-table.js';
import type { Screen } from './screen.js';

/** The settings of a run, with nothing left open. */
export interface Plan extends Pick<DemoOptions, 'model' | 'seed'> {
  readonly network: Network;
  readonly device: NamedDevice;
  readonly digits: Digits;
  readonly epochs: number;
  readonly batch: number;
}

const fact = (name: string, value: string): string => `${name.padEnd(10)}${value}`;
const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** What is going to happen. */
export function introduction({ model, seed, network, device, digits, epochs, batch }: Plan): string[] {
  const steps = Math.ceil((digits.train.size as number) / batch);
  return [
    fact('device', `${device.kind === 'cpu' ? 'CPU' : 'WebGPU'}, ${device.adapter}`),
    fact('data', digits.title),
    fact('', digits.parts),
    fact('model', `${model}: ${network.title}`),
    fact('training', `${plural(epochs, 'epoch')} of ${plural(steps, 'step')}, ${batch} images each; seed ${seed}`),
    '',
  ];
}

/** How well it went, and what there is to keep. */
export function conclusion({ loss, accuracy, counts }: Verdict, files: RunFiles, paint: Screen['paint']): string[] {
  return [
    '',
    'digits of the test (rows) and what they were taken for (columns):',
    ...confusionTable(counts, paint),
    '',
    paint('bold', `test accuracy ${accuracy.toFixed(4)}, loss ${loss.toFixed(4)}`),
    fact('model', files.weights),
    fact('curves', files.curves),
  ];
}
