// Random keys of a layer that has a seed of its own. Without one, the keys are those of the global stream.
import { HostCell, hostValue, onEachRun, random, type Tensor } from '@tensorloom/tensor-core';

/** The option of layers that draw. */
export interface SeedOption {
  /** A stream of the layer's own: the same numbers in every program, whatever else draws. Default: the stream of `setRandomSeed`. */
  readonly seed?: number | undefined;
}

/** Gives a new key for each draw of each run, also under `compile`. */
export class SeedStream {
  readonly #key: Tensor | undefined;
  readonly #drawn: HostCell = new HostCell(0);

  /** @throws ConfigError for a seed that is no whole number in [0, 2^53) */
  constructor(readonly seed: number | undefined) {
    this.#key = seed === undefined ? undefined : random.key(seed);
  }

  /** What a function of `random` should be given. */
  next(): { readonly key?: Tensor } {
    if (!this.#key) return {};
    let draw = this.#drawn.value;
    onEachRun(() => {
      draw = this.#drawn.value++;
    });
    return {
      key: random.foldIn(
        this.#key,
        hostValue(() => draw, 'uint32'),
      ),
    };
  }
}
