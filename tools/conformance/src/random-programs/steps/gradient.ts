// The steps that differentiate: a loss made of one value, for other values and variables on the way to it; a convolution and a
// recurrent layer, each with its gradients.
import { gradients } from '@tensorloom/autograd';
import { conv2d, gru, lstm, type Tensor } from '@tensorloom/tensor-core';
import { derived, fitted, limited, type Value, type Workbench } from '../workbench.js';
import { bit, type StepFunction } from './step.js';

/** Gradients of gradients of gradients are large and teach nothing more. */
const HIGHEST_ORDER = 2;

/** The value that is itself a variable's present version: gradients may be asked for of both. */
const gradient: StepFunction = (bench, [valueAt, targetAt, weightAt], [form, dial, which]) => {
  const low = ({ tensor, order }: Value): boolean => tensor.dtype === 'float32' && order < HIGHEST_ORDER;
  const value = bench.pick(valueAt, low) ?? bench.float(valueAt);
  const targets = [bench.pick(targetAt, low), bench.pick(targetAt + 1 + (which % 5), low)].filter(
    (target): target is Value => target !== undefined,
  );
  const weight = bench.float(weightAt);
  const output = limited(value.tensor, value.bound, 8, dial);
  const weighted = (): Tensor => output.mul(fitted(limited(weight.tensor, weight.bound, 4, dial), output.shape));
  const losses = [
    () => output.sum(),
    () => output.square().sum(),
    () => weighted().sum(),
    () => output.sigmoid().sum(),
    () => output.max(),
  ];
  const kind = output.size === 0 ? 0 : form % losses.length;
  const loss = bench.disturb((losses[kind] as () => Tensor)());
  const wanted = [...new Set(targets)].map(({ tensor }) => tensor);
  const variables = bit(which, 5) ? bench.variables.filter(({ dtype }) => dtype === 'float32').slice(0, 1) : [];
  const order = 1 + Math.max(value.order, weight.order, ...targets.map((target) => target.order));
  for (const result of gradients(loss, [...wanted, ...variables], { unused: 'zeros' })) {
    bench.push({ tensor: bench.disturb(result), bound: Infinity, exact: false, order });
  }
  bench.push({ tensor: loss, bound: Infinity, exact: false, order: value.order });
};

function small(bench: Workbench, { tensor, bound }: Value, shape: readonly number[], fit: number): Tensor {
  return bench.disturb(fitted(limited(tensor, bound, 2, fit), shape, fit));
}

/** What a layer gives, and the gradients of its squares, as one training step has them. */
function pushWithGradients(bench: Workbench, output: Tensor, wanted: readonly Tensor[], from: readonly Value[]): void {
  for (const result of [output, ...gradients(output.square().sum(), wanted)]) {
    const value = derived(bench.disturb(result), from, { bound: 1e5, rounds: true });
    bench.push({ ...value, order: value.order + 1 });
  }
}

/** A convolution with both its gradients. Of few forms: such kernels are long to compile. */
const convolution: StepFunction = (bench, [imageAt, kernelAt], [form, fit]) => {
  const [image, kernel] = [bench.float(imageAt), bench.float(kernelAt)];
  const input = small(bench, image, [1 + (fit % 2), 5 + (fit % 3), 6, 2], fit);
  const window = small(bench, kernel, [3, 2, 2, 3], fit);
  const output = bench.disturb(conv2d(input, window, { padding: bit(form, 1) ? 'same' : 'valid' }));
  pushWithGradients(bench, output, [input, window], [image, kernel]);
};

/** A recurrent layer over a whole sequence, with the gradients of its input and its weights. */
const sequence: StepFunction = (bench, [inputAt, weightAt], [form, fit]) => {
  const [given, weight] = [bench.float(inputAt), bench.float(weightAt)];
  const gates = bit(form, 0) ? 4 : 3;
  const input = small(bench, given, [1 + (fit % 4), 2, 3], fit);
  const hidden = small(bench, given, [2, 2], fit);
  const kernel = small(bench, weight, [3, 2 * gates], fit);
  const weights = { kernel, recurrentKernel: small(bench, weight, [2, 2 * gates], fit) };
  const options = { reverse: bit(form, 1) };
  const { outputs } =
    gates === 4 ? lstm(input, { hidden, cell: hidden }, weights, options) : gru(input, hidden, weights, options);
  pushWithGradients(bench, bench.disturb(outputs), [input, kernel], [given, weight]);
};

export const gradientSteps = { gradient } as const satisfies Record<string, StepFunction>;
export const trainingSteps = {
  convolutionGradients: convolution,
  sequenceGradients: sequence,
} as const satisfies Record<string, StepFunction>;
