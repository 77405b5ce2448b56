// CTC against the sum over all paths, one by one, and its gradient against differences.
import { checkGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, type Tensor } from '@tensorloom/tensor-core';
import { expect, it } from 'vitest';
import { CTC, ctc } from './ctc.js';

const device = createCpuDevice({ precision: 'float64' });
setDefaultDevice(device);

const steps = 4;
const classes = 3;
const logits = [0, 1, 2].map((row) =>
  Array.from({ length: steps }, (_, step) =>
    Array.from({ length: classes }, (__, label) => Math.sin(1 + 7 * row + 3 * step + 5 * label)),
  ),
);

/** What is left of a path: repeats once, blanks not at all. */
function collapsed(path: readonly number[]): number[] {
  return path.filter((label, step) => label !== 0 && label !== path[step - 1]);
}

/** -ln of the sum of the probabilities of all paths that collapse to the labels. */
function byPaths(scores: readonly number[][], labels: readonly number[]): number {
  const probabilities = scores.map((row) => {
    const total = row.reduce((sum, score) => sum + Math.exp(score), 0);
    return row.map((score) => Math.exp(score) / total);
  });
  let likelihood = 0;
  for (let index = 0; index < classes ** steps; index++) {
    const path = Array.from({ length: steps }, (_, step) => Math.floor(index / classes ** step) % classes);
    if (collapsed(path).join() !== labels.join()) continue;
    likelihood += path.reduce((product, label, step) => product * (probabilities[step]![label] as number), 1);
  }
  return -Math.log(likelihood);
}

it('is the probability of all paths, for rows of different lengths and repeated labels', async () => {
  const rows = [
    [1, 2, 0],
    [1, 1, 0],
    [2, 0, 0],
  ];
  const expected = rows.map((labels, row) =>
    byPaths(
      logits[row]!,
      labels.filter((label) => label > 0),
    ),
  );
  const got = (await ctc(tensor(rows, { dtype: 'int32' }), tensor(logits)).array()) as number[];
  got.forEach((value, row) => expect(value).toBeCloseTo(expected[row] as number, 10));
  const mean = expected.reduce((sum, value) => sum + value) / 3;
  expect(await new CTC().call(tensor(rows, { dtype: 'int32' }), tensor(logits)).item()).toBeCloseTo(mean, 10);
});

it('takes a single step, and no label at all', async () => {
  const one = tensor(logits).slice(null, [0, 1]);
  const [first, none] = (await ctc(tensor([[2], [0], [1]], { dtype: 'int32' }), one).array()) as number[];
  const chances = (scores: readonly number[]): number[] => {
    const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
    return scores.map((score) => -Math.log(Math.exp(score) / total));
  };
  expect(first).toBeCloseTo(chances(logits[0]![0]!)[2] as number, 10);
  expect(none).toBeCloseTo(chances(logits[1]![0]!)[0] as number, 10);
});

it('has the gradient of differences', async () => {
  const labels = tensor(
    [
      [1, 2],
      [1, 1],
      [2, 0],
    ],
    { dtype: 'int32' },
  );
  await checkGradients((scores: Tensor) => ctc(labels, scores).sum(), [logits], { device });
});

it('says which shapes it takes', () => {
  expect(() => ctc(tensor([1, 2]), tensor(logits))).toThrow(expect.objectContaining({ name: 'ShapeError' }));
  expect(() => ctc(tensor([1, 2]), tensor(logits))).toThrow(/ctc: labels and predictions do not fit/);
});
