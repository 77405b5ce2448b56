// Slow weights against algorithm 1 of their paper, worked out here.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { compile, setDefaultDevice, variable } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { Optimizer } from '../optimizer.js';
import { expectClose } from '../testing/steps.js';
import { lookAhead } from './look-ahead.js';
import { scale } from './scale.js';
import { chain } from './transform.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

class SlowDescent extends Optimizer {
  constructor(learningRate: number) {
    super(
      { learningRate },
      {
        className: 'SlowDescent',
        options: [],
        learningRate: 0.01,
        transform: (rate) =>
          chain(
            scale((moment) => -rate(moment)),
            lookAhead({ syncPeriod: 3, slowStepSize: 0.25 }),
          ),
      },
    );
  }
}

it('walks three steps ahead and a quarter of the way back to where it began', async () => {
  const w = variable([4, -2], { name: 'w' });
  const optimizer = new SlowDescent(0.1);
  const step = compile(() => optimizer.update([w], [w.mul(2)]));
  const [fast, slow] = [
    [4, -2],
    [4, -2],
  ];
  for (let count = 1; count <= 7; count++) {
    await step();
    for (const index of [0, 1]) {
      fast[index]! -= 0.1 * 2 * fast[index]!;
      if (count % 3 === 0) fast[index] = slow[index]! += 0.25 * (fast[index]! - slow[index]!);
    }
    expectClose(await w.data(), fast);
  }
  expect(Object.keys(optimizer.state().slots)).toEqual(['w/lag']);
});
