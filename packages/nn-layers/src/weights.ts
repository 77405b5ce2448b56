// All weights of a layer and of the layers inside it, with their paths.
import { ConfigError, type Variable } from '@tensorloom/tensor-core';
import type { AnyLayer } from './layer.js';

/** A weight as a model knows it. */
export interface Weight {
  /** From the layer asked: `kernel`, `dense_1/kernel`, `encoder/dense/kernel`. */
  readonly path: string;
  readonly variable: Variable;
  /** The layer that has it, for its penalty. */
  readonly owner: AnyLayer;
  /** Whether the variable and every layer around it may be trained. */
  readonly trainable: boolean;
}

class Collection {
  readonly weights = new Map<Variable, Weight>();
  private readonly paths = new Set<string>();
  private readonly open = new Set<AnyLayer>();

  collect(layer: AnyLayer, prefix: string, trainable: boolean): void {
    if (this.open.has(layer)) return;
    this.open.add(layer);
    if (!layer.built) {
      throw new ConfigError(
        `${layer.path}: no weights yet; expected a built layer, got one that has seen no input; ` +
          'call build(inputShape), or apply the model once',
      );
    }
    const isTrainable = trainable && layer.trainable;
    for (const [name, variable] of layer.ownWeights)
      this.add({ path: prefix + name, variable, owner: layer, trainable: isTrainable && variable.trainable });
    for (const inner of layer.sublayers) this.collect(inner, `${prefix}${inner.name}/`, isTrainable);
    this.open.delete(layer);
  }

  private add(weight: Weight): void {
    const { path, variable, trainable } = weight;
    const known = this.weights.get(variable);
    if (!known && this.paths.has(path)) {
      throw new ConfigError(
        `${path}: two weights have this path; expected one, got two; give one of the layers another name`,
      );
    }
    this.paths.add(path);
    this.weights.set(variable, known ? { ...known, trainable: known.trainable || trainable } : weight);
  }
}

/**
 * The weights of a layer, each once, its own before those of the layers inside.
 *
 * @throws ConfigError if the layer or one inside it is not built: its weights would be missing in silence
 */
export function weightsOf(layer: AnyLayer): readonly Weight[] {
  const collection = new Collection();
  collection.collect(layer, '', true);
  return [...collection.weights.values()];
}
