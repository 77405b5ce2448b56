// Figures that are not ours: those of Keras's own tests (keras-team/keras 3, keras/src/optimizers/*_test.py).
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, variable } from '@tensorloom/tensor-core';
import { beforeAll, describe, it } from 'vitest';
import type { Optimizer } from '../optimizer.js';
import { expectClose } from '../testing/steps.js';
import { Adadelta } from './adadelta.js';
import { Adafactor } from './adafactor.js';
import { Adagrad } from './adagrad.js';
import { Adam } from './adam.js';
import { Adamax } from './adamax.js';
import { AdamW } from './adamw.js';
import { Ftrl } from './ftrl.js';
import { Lamb } from './lamb.js';
import { Lion } from './lion.js';
import { Nadam } from './nadam.js';
import { RMSprop } from './rmsprop.js';

beforeAll(() => setDefaultDevice(createCpuDevice()));

const ftrlOptions = {
  learningRate: 0.05,
  learningRatePower: -0.2,
  initialAccumulatorValue: 0.4,
  l1RegularizationStrength: 0.05,
  l2RegularizationStrength: 0.15,
  l2ShrinkageRegularizationStrength: 0.01,
  beta: 0.3,
};

/** `test_correctness_with_golden`: ones [10], after a gradient of 0.01 and four of 0.1, 0.2 ... 1; the first and last element. */
describe.each([
  [
    'Adagrad',
    () => new Adagrad({ learningRate: 0.2, initialAccumulatorValue: 0.3, epsilon: 1e-6 }),
    [0.9963, 0.9604, 0.9251, 0.8903, 0.856],
    [0.9963, 0.8209, 0.6891, 0.579, 0.4825],
  ],
  [
    'Adadelta',
    () => new Adadelta({ learningRate: 1, rho: 0.8, epsilon: 1e-6 }),
    [0.9978, 0.9947, 0.9915, 0.9882, 0.9849],
    [0.9978, 0.9947, 0.9915, 0.9882, 0.9849],
  ],
  [
    'RMSprop',
    () => new RMSprop({ centered: true }),
    [0.9967, 0.9933, 0.9908, 0.9885, 0.9864],
    [0.9967, 0.9933, 0.9908, 0.9885, 0.9864],
  ],
  [
    'Adam',
    () => new Adam({ amsgrad: true }),
    [0.999, 0.9982, 0.9974, 0.9965, 0.9955],
    [0.999, 0.9982, 0.9974, 0.9965, 0.9955],
  ],
  [
    'AdamW',
    () => new AdamW({ learningRate: 1, weightDecay: 0.5, epsilon: 2 }),
    [0.4998, 0.2486, 0.1223, 0.0586, 0.0263],
    [0.4998, 0.2382, 0.1003, 0.0258, -0.0159],
  ],
  [
    'Adamax',
    () => new Adamax({ learningRate: 0.2, beta1: 0.85, beta2: 0.95, epsilon: 1e-6 }),
    [0.8, 0.6827, 0.5333, 0.368, 0.1933],
    [0.8, 0.691, 0.5466, 0.3848, 0.2126],
  ],
  [
    'Nadam',
    () => new Nadam({ learningRate: 0.5, beta1: 0.5, beta2: 0.67, epsilon: 1e-5 }),
    [0.4281, -0.1738, -0.7115, -1.2335, -1.7492],
    [0.4281, -0.1717, -0.7084, -1.2299, -1.7454],
  ],
  [
    'Ftrl',
    () => new Ftrl(ftrlOptions),
    [0, -0.0034, -0.0078, -0.0121, -0.0164],
    [0, -0.0354, -0.0685, -0.0999, -0.1299],
  ],
  ['Lion', () => new Lion(), [0.999, 0.998, 0.997, 0.996, 0.995], [0.999, 0.998, 0.997, 0.996, 0.995]],
  [
    // Keras holds the rate below 1 / √t with relative_step=False, too; here that is what relativeStep says.
    'Adafactor',
    () => new Adafactor({ learningRate: 0.5, beta2Decay: -0.65, epsilon1: 1e-15, epsilon2: 1e-4, clipThreshold: 0.9 }),
    [0.55, 0.3031, 0.1671, 0.0923, 0.0554],
    [0.55, 0.3024, 0.1663, 0.0914, 0.0545],
  ],
] satisfies [string, () => Optimizer, number[], number[]][])('%s', (name, make, first, last) => {
  // Keras allows a difference of 1e-3: the figures of Adam need some of it, the others are true to their four digits.
  const tolerance = name === 'Adam' ? 5e-4 : 1e-4;

  it('has the path of Keras', async () => {
    const w = variable(Array<number>(10).fill(1), { name: 'w' });
    const optimizer = make();
    const later = tensor(Array.from({ length: 10 }, (_, index) => (index + 1) / 10));
    const path: [number, number][] = [];
    for (let step = 0; step < 5; step++) {
      optimizer.update([w], [step === 0 ? tensor(Array<number>(10).fill(0.01)) : later]);
      const values = await w.data();
      path.push([values[0] as number, values[9] as number]);
    }
    expectClose(
      path.map(([value]) => value),
      first,
      tolerance,
    );
    expectClose(
      path.map(([, value]) => value),
      last,
      tolerance,
    );
  });
});

/** `test_single_step`: from 1, 2, 3, 4 by 1, 6, 7, 2 at a rate of 0.5. */
it.each([
  [new Adagrad({ learningRate: 0.5 }), [0.5233, 1.5007, 2.5005, 3.5061]],
  [new Adadelta({ learningRate: 0.5 }), [0.9993, 1.9993, 2.9993, 3.9993]],
  [new RMSprop({ learningRate: 0.5 }), [-0.5811, 0.4189, 1.4189, 2.4189]],
  [new Adam({ learningRate: 0.5 }), [0.5, 1.5, 2.5, 3.5]],
  [new AdamW({ learningRate: 0.5 }), [0.498, 1.496, 2.494, 3.492]],
  [new Adamax({ learningRate: 0.5 }), [0.5, 1.5, 2.5, 3.5]],
  [new Nadam({ learningRate: 0.5 }), [0.4686, 1.4686, 2.4686, 3.4686]],
  [new Ftrl({ learningRate: 0.5 }), [0.2218, 1.3954, 2.3651, 2.8814]],
  [new Lion({ learningRate: 0.5 }), [0.5, 1.5, 2.5, 3.5]],
  [new Adafactor({ learningRate: 0.5 }), [-0.3693, 0.6307, 1.6307, 2.6307]],
  [new Lamb({ learningRate: 0.5 }), [-0.3693, 0.6306, 1.6306, 2.6306]],
] satisfies [Optimizer, number[]][])('%#: has the first step of Keras', async (optimizer, expected) => {
  const w = variable([1, 2, 3, 4], { name: 'w' });
  optimizer.update([w], [tensor([1, 6, 7, 2])]);
  expectClose(await w.data(), expected, 1e-4);
});

it('Adafactor has the first step of Keras for a matrix', async () => {
  const w = variable(
    [
      [1, 2],
      [3, 4],
    ],
    { name: 'w' },
  );
  new Adafactor({ learningRate: 0.5 }).update(
    [w],
    [
      tensor([
        [1, 6],
        [7, 2],
      ]),
    ],
  );
  expectClose(await w.data(), [0.7007, -0.0081, 1.2492, 3.4407], 1e-4);
});
