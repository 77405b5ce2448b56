// Lesson: backpropagation by hand through two inputs, two hidden and two output units.
import { gradients, SGD, tensor, variable } from 'tensorloom';
import { figure } from '../figure.js';
import type { Lesson } from '../lesson.js';

export const twoOutputs: Lesson = {
  title: 'Backpropagation by hand: a 2-2-2 network of sigmoid units',
  text: `
  net = weights · inputs + bias        out = sigmoid(net)        L = 1/2 Σ (out - target)²

The inputs are 0.05 and 0.10, the targets 0.01 and 0.99; both hidden units have the bias 0.35, both output units 0.60. A row
of weights belongs to one unit: h1 takes w1 and w2, h2 takes w3 and w4, o1 takes w5 and w6, o2 takes w7 and w8.
Backwards, the chain rule takes L apart: dL/dw5 = dL/dout · dout/dnet · dnet/dw5, and dnet/dw5 is the output of h1.
One step of gradient descent with eta = 0.5 changes the weights; the biases stay.`,
  run() {
    const inputs = tensor([[0.05, 0.1]]);
    const targets = tensor([[0.01, 0.99]]);
    // prettier-ignore
    const hidden = variable([[0.15, 0.2], [0.25, 0.3]], { name: 'w1 to w4' });
    // prettier-ignore
    const output = variable([[0.4, 0.45], [0.5, 0.55]], { name: 'w5 to w8' });
    const forward = () => {
      const netHidden = inputs.matmul(hidden.transpose()).add(0.35);
      const outHidden = netHidden.sigmoid();
      const netOutput = outHidden.matmul(output.transpose()).add(0.6);
      const out = netOutput.sigmoid();
      const losses = out.sub(targets).square().mul(0.5);
      return { netHidden, outHidden, netOutput, out, losses, loss: losses.sum() };
    };

    const { netHidden, outHidden, netOutput, out, losses, loss } = forward();
    const [dHidden, dOutput, dOut] = gradients(loss, [hidden, output, out]);
    const [slope] = gradients(out.sum(), [netOutput]);
    new SGD({ learningRate: 0.5 }).update([hidden, output], [dHidden, dOutput]);

    return [
      figure('net of h1, h2', netHidden, '0.377500000 0.392500000'),
      figure('out of h1, h2', outHidden, '0.593269992 0.596884378'),
      figure('net of o1', netOutput.slice(0, 0), '1.105905967'),
      figure('out of o1, o2', out, '0.751365070 0.772928465'),
      figure('losses of o1, o2', losses, '0.274811083 0.023560026'),
      figure('L', loss, '0.298371109'),
      figure('dL/dout of o1', dOut.slice(0, 0), '0.741365070'),
      figure('dout/dnet of o1', slope.slice(0, 0), '0.186815602'),
      figure('dL/dw5', dOutput.slice(0, 0), '0.082167041'),
      figure('w1 to w4 after the step', hidden, '0.149780716 0.199561432 / 0.249751144 0.299502287'),
      figure('w5 to w8 after the step', output, '0.358916480 0.408666186 / 0.511301270 0.561370121'),
      figure('L after the step', forward().loss, '0.291027774'),
    ];
  },
};
