// The weights of a model as host tensors by name, out and in. Knows no file.
import {
  FileFormatError,
  formatShape,
  sameShape,
  type DType,
  type HostTensor,
  type Variable,
} from '@tensorloom/tensor-core';

/** Anything whose weights have names: every layer and model. */
export interface WeightedModel {
  /** All weights by path: `dense_1/kernel`. */
  namedVariables(): ReadonlyMap<string, Variable>;
}

/** What must be known of a tensor to say whether it fits a weight. */
export interface WeightSpec {
  readonly shape: readonly number[];
  readonly dtype: HostTensor['dtype'];
}

/**
 * The weights of a model, read from the device in one go.
 *
 * @returns by path, such as `dense_1/kernel`; a float64 device gives doubles
 * @throws ConfigError if the model is not built
 */
export async function weightsOf(model: WeightedModel): Promise<Map<string, HostTensor>> {
  const entries = [...model.namedVariables()].map(async ([name, variable]) => {
    const tensor: HostTensor = { data: await variable.data(), shape: variable.shape, dtype: variable.dtype };
    return [name, tensor] as const;
  });
  return new Map(await Promise.all(entries));
}

const describe = (dtype: DType | HostTensor['dtype'], shape: readonly number[]): string =>
  `${dtype} ${formatShape(shape)}`;

/**
 * Checks that tensors are the weights of a model: all of them, no others, each of its shape and dtype.
 *
 * @throws FileFormatError that names the first weight that differs, and both shapes
 */
export function checkWeights(op: string, model: WeightedModel, tensors: ReadonlyMap<string, WeightSpec>): void {
  const weights = model.namedVariables();
  const foreign = [...tensors.keys()].find((name) => !weights.has(name));
  for (const [name, { shape, dtype }] of weights) {
    const found = tensors.get(name);
    if (found && found.dtype === dtype && sameShape(found.shape, shape)) continue;
    const got = found
      ? describe(found.dtype, found.shape)
      : foreign === undefined
        ? 'none'
        : `none, but a '${foreign}'`;
    throw new FileFormatError(
      `${op}: weight '${name}' ${found ? 'differs' : 'is missing'}; expected ${describe(dtype, shape)}, got ${got}; load it into the model that it was saved from`,
    );
  }
  if (foreign === undefined) return;
  const { dtype, shape } = tensors.get(foreign) as WeightSpec;
  throw new FileFormatError(
    `${op}: the model has no weight '${foreign}'; expected ${weights.size} weights, got ${tensors.size}, among them '${foreign}' ${describe(dtype, shape)}; load it into the model that it was saved from`,
  );
}

/**
 * Gives a model's weights new values; they reach the device with the next run. Nothing is assigned unless all of it fits.
 *
 * @throws FileFormatError that names the first weight that differs; ConfigError if the model is not built
 */
export function assignWeights(model: WeightedModel, tensors: ReadonlyMap<string, HostTensor>): void {
  checkWeights('assignWeights', model, tensors);
  for (const [name, variable] of model.namedVariables()) variable.assign(tensors.get(name) as HostTensor);
}
