// What layers share that disturb their input at random while training, and leave it alone in inference.
import { ConfigError, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type CallOptions, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { SeedStream, type SeedOption } from '../../seed-stream.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/** Options of layers that draw. */
export interface NoiseOptions extends LayerOptions, SeedOption {}

/** The input in inference; in training what `disturb` makes of it. */
export abstract class NoiseLayer extends Layer {
  override readonly supportsMasking = true;
  protected readonly draws: SeedStream;

  /** @param own names of the options that only this class has */
  constructor(className: string, options: NoiseOptions, own: readonly string[] = []) {
    super(options);
    checkLayerOptions(className, options, [...own, 'seed']);
    this.draws = new SeedStream(options.seed);
  }

  /** How much is disturbed; 0 for nothing. */
  protected abstract readonly strength: number;

  /** The input with noise. */
  protected abstract disturb(input: Tensor): Tensor;

  override call(input: Tensor, { training }: CallOptions): Tensor {
    return training && this.strength > 0 ? this.disturb(input) : input;
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }

  override getConfig(): LayerConfig {
    const { seed } = this.draws;
    return { ...super.getConfig(), ...(seed !== undefined && { seed }) };
  }
}

/** A layer that disturbs a share of its input, `rate`. */
export abstract class RateLayer extends NoiseLayer {
  readonly rate: number;

  /** @throws ConfigError unless `rate` is a share in [0, 1) */
  constructor(className: string, rate: number, options: NoiseOptions, own: readonly string[] = []) {
    super(className, options, own);
    if (!(rate >= 0 && rate < 1)) {
      throw new ConfigError(
        `${className}: bad rate; expected a share in [0, 1), got ${String(rate)}; 0.2 stands for a fifth`,
      );
    }
    this.rate = rate;
  }

  protected override get strength(): number {
    return this.rate;
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), rate: this.rate };
  }
}

/** The shape of the draws for an input: null stands for its own extent, no shape for its own shape. */
export function drawnShape(noiseShape: SymbolicShape | undefined, inputShape: Shape): Shape {
  return noiseShape?.map((extent, axis) => extent ?? (inputShape[axis] as number)) ?? inputShape;
}
