// Lesson: backpropagation by hand for one training tuple, with biases, through three inputs, two hidden units and one output.
import { gradients, SGD, tensor, variable } from 'tensorloom';
import { figure } from '../figure.js';
import type { Lesson } from '../lesson.js';

export const oneTuple: Lesson = {
  title: 'Backpropagation by hand: a 3-2-1 network of sigmoid units and one training tuple',
  text: `
Units 1 to 3 are the inputs x = (1, 0, 1), units 4 and 5 are hidden, unit 6 is the output with the target 1. The weight from
unit i to unit j is wij, and unit j has the bias theta j. Each unit gives out = sigmoid(net), and the step has eta = 0.9.

The error of a unit is Err = -dL/dnet for L = 1/2 (out - target)². At the output that is out (1 - out) (target - out), at a
hidden unit out (1 - out) Σ Err · w over the units that it feeds. Then wij grows by eta · Err j · out i, theta j by eta · Err j.
A weight behind an input of 0 stays as it is: w24 and w25.`,
  run() {
    const x = tensor([[1, 0, 1]]);
    // Rows are the inputs 1, 2, 3; columns the units 4 and 5.
    // prettier-ignore
    const hidden = variable([[0.2, -0.3], [0.4, 0.1], [-0.5, 0.2]], { name: 'w14 to w35' });
    const hiddenBias = variable([-0.4, 0.2], { name: 'theta4, theta5' });
    const output = variable([[-0.3], [-0.2]], { name: 'w46, w56' });
    const outputBias = variable([0.1], { name: 'theta6' });

    const netHidden = x.matmul(hidden).add(hiddenBias);
    const outHidden = netHidden.sigmoid();
    const netOutput = outHidden.matmul(output).add(outputBias);
    const out = netOutput.sigmoid();
    const loss = out.sub(1).square().mul(0.5).sum();

    const weights = [hidden, hiddenBias, output, outputBias] as const;
    const [dNetHidden, dNetOutput] = gradients(loss, [netHidden, netOutput]);
    new SGD({ learningRate: 0.9 }).update(weights, gradients(loss, weights));

    return [
      figure('net of units 4, 5', netHidden, '-0.700000000 0.100000000'),
      figure('net of unit 6', netOutput, '-0.104539506'),
      figure('out of units 4, 5', outHidden, '0.331812228 0.524979187'),
      figure('out of unit 6', out, '0.473888899'),
      figure('Err6', dNetOutput.neg(), '0.131169078'),
      figure('Err4, Err5', dNetHidden.neg(), '-0.008724562 -0.006542085'),
      figure('w46, w56 after the step', output, '-0.260828846 -0.138025068'),
      figure('w14, w15 after the step', hidden.slice(0), '0.192147894 -0.305887877'),
      figure('w24, w25 after the step', hidden.slice(1), '0.400000000 0.100000000'),
      figure('w34, w35 after the step', hidden.slice(2), '-0.507852106 0.194112123'),
      figure('theta6 after the step', outputBias, '0.218052170', '0.1 + 0.9 · 0.131169078; 0.218052173 is a slip'),
      figure('theta4, theta5 after the step', hiddenBias, '-0.407852106 0.194112123'),
    ];
  },
};
