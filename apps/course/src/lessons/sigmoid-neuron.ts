// Lesson: one sigmoid neuron, the surface that its error spans over its two numbers, and the way down.
import { compile, SGD, stack, tensor, valueAndGradients, variable, type Tensor, type Variable } from 'tensorloom';
import { figure, type Figure } from '../figure.js';
import type { Lesson } from '../lesson.js';

type Weight = Tensor | number;

/** f and L over the two examples, for scalars w and b. */
function neuron(): { f: (w: Weight, b: Weight) => Tensor; loss: (w: Weight, b: Weight) => Tensor } {
  const x = tensor([0.5, 2.5]);
  const y = tensor([0.2, 0.9]);
  const f = (w: Weight, b: Weight): Tensor => x.mul(w).add(b).sigmoid();
  const loss = (w: Weight, b: Weight): Tensor => f(w, b).sub(y).square().sum().mul(0.5);
  return { f, loss };
}

interface Descent {
  readonly w: Variable;
  readonly b: Variable;
  /** L before each update. */
  readonly losses: readonly number[];
}

/** 1000 epochs of gradient descent from (-2, -2), both examples at once. */
async function descend(way: 'as written' | 'compiled'): Promise<Descent> {
  const { loss } = neuron();
  const w = variable(-2, { name: 'w' });
  const b = variable(-2, { name: 'b' });
  const optimizer = new SGD({ learningRate: 1 });
  const step = (): Tensor => {
    const { value, gradients } = valueAndGradients(() => loss(w, b), [w, b]);
    optimizer.update([w, b], gradients);
    return value;
  };
  const epoch = way === 'compiled' ? compile(step) : step;
  const losses: number[] = [];
  while (losses.length < 1000) losses.push(await (await epoch()).item());
  return { w, b, losses };
}

function guesses(): readonly Figure[] {
  const { loss } = neuron();
  return [
    figure('L(0.50, 0.00)', loss(0.5, 0), '0.0731', 'the lecture prints 0.0730'),
    figure('L(-0.10, 0.00)', loss(-0.1, 0), '0.1481'),
    figure('L(0.94, -0.94)', loss(0.94, -0.94), '0.0217', 'the lecture prints 0.0214'),
    figure('L(1.42, -1.73)', loss(1.42, -1.73), '0.0029', 'the lecture prints 0.0028'),
    figure('L(1.65, -2.08)', loss(1.65, -2.08), '0.0003'),
    figure('L(1.78, -2.27)', loss(1.78, -2.27), '0.0000'),
  ];
}

function ends({ w, b }: Descent, way: string): readonly Figure[] {
  const { f, loss } = neuron();
  return [
    figure(`w, b (${way})`, stack([w, b]), '1.7917198 -2.2821181'),
    figure(`L(w, b) (${way})`, loss(w, b), '2.43e-11'),
    figure(`f(0.5), f(2.5) (${way})`, f(w, b), '0.2000058 0.8999961'),
  ];
}

export const sigmoidNeuron: Lesson = {
  title: 'One sigmoid neuron and its error surface',
  text: `
Two examples, x = 0.5 with y = 0.2 and x = 2.5 with y = 0.9, and a neuron with two numbers to learn:

  f(x) = sigmoid(w x + b)        L(w, b) = 1/2 Σ (f(x) - y)²

L is a height over the plane of w and b. Six guesses by hand walk down from 0.0731 to nearly nothing. Gradient descent finds
the way by itself: w ← w - eta dL/dw, b ← b - eta dL/db, here with eta = 1 and 1000 epochs from (-2, -2), where the surface
is a plateau and the first steps are small.

The loop runs twice: as written, and traced once by compile() and then replayed. Both give the same 1000 losses.`,
  async run() {
    const written = await descend('as written');
    const compiled = await descend('compiled');
    const apart = written.losses.map((loss, epoch) => Math.abs(loss - (compiled.losses[epoch] as number)));
    return [
      ...guesses(),
      ...ends(written, 'as written'),
      ...ends(compiled, 'compiled'),
      figure('largest difference of their losses', Math.max(...apart), '0'),
    ];
  },
};
