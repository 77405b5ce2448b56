// Layers of the cases that are not layers of nn-layers, written as users write theirs: from tensor-core's ops.
import { Layer, type SymbolicShape } from '@tensorloom/nn-layers';
import {
  layerNorm,
  lstm,
  scaledDotProductAttention,
  swapAxes,
  zeros,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';

/** An LSTM, [batch, steps, features] to its last hidden state [batch, units]. */
export class Lstm extends Layer {
  kernel!: Variable;
  recurrentKernel!: Variable;
  bias!: Variable;

  constructor(private readonly units: number) {
    super();
  }

  override build(inputShape: SymbolicShape): void {
    const gates = 4 * this.units;
    this.kernel = this.addWeight('kernel', { shape: [inputShape.at(-1) as number, gates] });
    this.recurrentKernel = this.addWeight('recurrentKernel', { shape: [this.units, gates] });
    this.bias = this.addWeight('bias', { shape: [gates], initializer: 'zeros' });
  }

  override call(input: Tensor): Tensor {
    const begin = zeros([input.shape[0] as number, this.units]);
    return lstm(swapAxes(input, 0, 1), { hidden: begin, cell: begin }, this).state.hidden;
  }

  override computeOutputShape([batch = null]: SymbolicShape): SymbolicShape {
    return [batch, this.units];
  }
}

/** Attention and two dense layers, each behind a norm and beside a way around it; [batch, steps, width] to the same. */
export class TransformerBlock extends Layer {
  private readonly made: Variable[] = [];

  constructor(
    private readonly heads: number,
    private readonly hidden: number,
  ) {
    super();
  }

  override build(inputShape: SymbolicShape): void {
    const [width, hidden] = [inputShape.at(-1) as number, this.hidden];
    const weight = (name: string, shape: readonly number[], initializer?: 'zeros' | 'ones'): void =>
      void this.made.push(this.addWeight(name, initializer ? { shape, initializer } : { shape }));
    const dense = (name: string, inputs: number, units: number): void => {
      weight(`${name}Kernel`, [inputs, units]);
      weight(`${name}Bias`, [units], 'zeros');
    };
    const norm = (name: string): void => {
      weight(`${name}Scale`, [width], 'ones');
      weight(`${name}Offset`, [width], 'zeros');
    };
    norm('first');
    dense('heads', width, 3 * width);
    dense('out', width, width);
    norm('second');
    dense('up', width, hidden);
    dense('down', hidden, width);
  }

  override call(input: Tensor): Tensor {
    let at = 0;
    const next = (): Variable => this.made[at++] as Variable;
    const norm = (x: Tensor): Tensor => layerNorm(x, next(), next(), { epsilon: 1e-5 });
    const dense = (x: Tensor): Tensor => x.matmul(next()).add(next());
    const attended = input.add(dense(this.attend(dense(norm(input)))));
    return attended.add(dense(dense(norm(attended)).relu()));
  }

  /** [batch, steps, 3 · width] to [batch, steps, width] */
  private attend(sides: Tensor): Tensor {
    const [batch, steps, width] = [sides.shape[0], sides.shape[1], (sides.shape[2] as number) / 3] as [
      number,
      number,
      number,
    ];
    const parts = sides.reshape([batch, steps, 3, this.heads, width / this.heads]).transpose([2, 0, 3, 1, 4]);
    const [query, key, value] = [0, 1, 2].map((side) => parts.slice(side)) as [Tensor, Tensor, Tensor];
    return swapAxes(scaledDotProductAttention(query, key, value), 1, 2).reshape([batch, steps, width]);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }
}

/** [batch, steps, width] to [batch, width] */
export class MeanOverSteps extends Layer {
  override call(input: Tensor): Tensor {
    return input.mean(1);
  }

  override computeOutputShape([batch = null, , width = null]: SymbolicShape): SymbolicShape {
    return [batch, width];
  }
}
