// Steps that assign: from computed values, from other variables, from an old version, one value to several.
import { gradients } from '@tensorloom/autograd';
import type { Tensor, Variable } from '@tensorloom/tensor-core';
import { fitted, limited, INTEGER_BOUND, VARIABLE_BOUND, type Value, type Workbench } from '../workbench.js';
import { bit, type StepFunction } from './step.js';

function variableAt(bench: Workbench, at: number): Variable {
  return bench.variables[at % bench.variables.length] as Variable;
}

/** Another variable of the same shape and dtype, or the same one. */
function partner(bench: Workbench, variable: Variable, at: number): Variable {
  const alike = bench.variables.filter(
    ({ shape, dtype }) => dtype === variable.dtype && shape.join() === variable.shape.join(),
  );
  return alike[(alike.indexOf(variable) + 1 + (at % Math.max(1, alike.length - 1))) % alike.length] as Variable;
}

/** What a variable holds now, put among the values. Floats in variables have been rounded by some device. */
export function readVariable(bench: Workbench, variable: Variable, order = 0): void {
  const float = variable.dtype === 'float32';
  const bounds = {
    float32: VARIABLE_BOUND,
    float16: VARIABLE_BOUND,
    int32: INTEGER_BOUND,
    uint32: INTEGER_BOUND,
    bool: 1,
  };
  bench.push({ tensor: variable.resolve(), bound: bounds[variable.dtype], exact: !float, order });
}

function give(bench: Workbench, variable: Variable, tensor: Tensor, value: Value): void {
  variable.assign(tensor);
  readVariable(bench, variable, value.order);
}

/** A value in a variable's shape, dtype and range. */
function fitFor(variable: Variable, { tensor, bound }: Value, dial: number): Tensor {
  const most = variable.dtype === 'float32' ? VARIABLE_BOUND : INTEGER_BOUND;
  return fitted(limited(tensor, bound, most, dial), variable.shape, dial);
}

const assign: StepFunction = (bench, [variableAtPick, valueAt], [dial]) => {
  const variable = variableAt(bench, variableAtPick);
  const value = bench.of(variable.dtype, valueAt);
  give(bench, variable, fitFor(variable, value, dial), value);
};

/** w <- 0.75 w + 0.25 f: the form of most updates, one kernel for all variables. */
const update: StepFunction = (bench, [variableAtPick, valueAt], [dial, form]) => {
  const variable = variableAt(bench, variableAtPick);
  const value = bench.float(valueAt);
  if (variable.dtype !== 'float32') return assign(bench, [variableAtPick, valueAt, 0], [dial, 0, 0, 0, 0, 0]);
  const change = bench.disturb(fitFor(variable, value, dial));
  const next = bit(form, 0) ? variable.mul(0.75).add(change.mul(0.25)) : variable.add(change).mul(0.5);
  give(bench, variable, bench.disturb(next), value);
};

const swap: StepFunction = (bench, [at, other]) => {
  const a = variableAt(bench, at);
  const b = partner(bench, a, other);
  const [before, after] = [a.resolve(), b.resolve()];
  a.assign(after);
  b.assign(before);
  readVariable(bench, a);
  readVariable(bench, b);
};

/** Each takes the other's value, changed: neither may be overwritten before the other has read it. */
const cross: StepFunction = (bench, [at, other], [form]) => {
  const a = variableAt(bench, at);
  const b = partner(bench, a, other);
  if (a.dtype !== 'float32') return swap(bench, [at, other, 0], [form, 0, 0, 0, 0, 0]);
  const [old, older] = [a.resolve(), b.resolve()];
  a.assign(bit(form, 0) ? older.mul(-0.5) : older.neg());
  b.assign(bit(form, 1) ? old.mul(0.5).add(a.mul(0.25)) : old.abs());
  readVariable(bench, a);
  readVariable(bench, b);
};

const share: StepFunction = (bench, [at, other, valueAt], [dial]) => {
  const a = variableAt(bench, at);
  const b = partner(bench, a, other);
  const value = bench.of(a.dtype, valueAt);
  const next = fitFor(a, value, dial);
  a.assign(next);
  give(bench, b, next, value);
};

/** The new value at each element needs old ones at others: a product with itself, its transpose, its neighbours. */
const mix: StepFunction = (bench, [at], [form]) => {
  const variable = variableAt(bench, at);
  const { shape, dtype, size } = variable;
  if (dtype !== 'float32' || size === 0 || shape.length === 0) return swap(bench, [at, 1, 0], [form, 0, 0, 0, 0, 0]);
  const square = shape.length === 2 && shape[0] === shape[1];
  const forms = [
    () => variable.transpose().reshape(shape),
    () =>
      variable
        .flatten()
        .slice([1])
        .pad([[0, 1]], 0.5)
        .reshape(shape),
    () => (square ? variable.sub(variable.matmul(variable).mul(0.1)).clip(-4, 4) : variable.softmax(0)),
  ];
  const next = (forms[form % forms.length] as () => Tensor)();
  variable.assign(bench.disturb(next));
  readVariable(bench, variable);
};

/** Each of the alike takes a part of its neighbour: as it was before all of them, or as it is by then. */
const chain: StepFunction = (bench, [at], [form]) => {
  const first = variableAt(bench, at);
  if (first.dtype !== 'float32') return swap(bench, [at, 1, 0], [form, 0, 0, 0, 0, 0]);
  const alike = bench.variables.filter(
    ({ shape, dtype }) => dtype === 'float32' && shape.join() === first.shape.join(),
  );
  const before = alike.map((variable) => variable.resolve());
  const square = first.shape.length === 2 && first.shape[0] === first.shape[1];
  alike.forEach((variable, index) => {
    const other = (index + 1 + (form % 3)) % alike.length;
    const neighbour = bit(form, 2) ? (before[other] as Tensor) : (alike[other] as Tensor);
    const change = square && bit(form, 3) ? neighbour.matmul(before[0] as Tensor).clip(-4, 4) : neighbour;
    variable.assign(bench.disturb(variable.mul(0.75).add(bench.disturb(change).mul(0.25))));
  });
  for (const variable of alike) readVariable(bench, variable);
};

/** A step of training: a layer on some input, a loss, and the update of all that the layer holds. */
const train: StepFunction = (bench, [at, inputAt, biasAt], [rows, form, fit]) => {
  const kernel = variableAt(bench, at);
  const [depth, units] = kernel.shape;
  if (kernel.dtype !== 'float32' || kernel.shape.length !== 2 || kernel.size === 0) {
    return chain(bench, [at, 0, 0], [rows, form, 0, 0, 0, 0]);
  }
  const alike = bench.variables.find(({ shape, dtype }) => dtype === 'float32' && shape.join() === String(units));
  const [given, other] = [bench.float(inputAt), bench.float(biasAt)];
  const bias = alike ?? fitted(limited(other.tensor, other.bound, 2, fit), [units as number], fit);
  const input = fitted(limited(given.tensor, given.bound, 2, fit), [1 + (rows % 20), depth as number], fit);
  const logits = bench.disturb(bench.disturb(input).matmul(kernel).add(bias));
  const hidden = bit(form, 0) ? logits.tanh() : bit(form, 1) ? logits.relu() : logits.logSoftmax();
  const loss = bench.disturb(hidden.square().mean());
  const [byKernel, byBias] = gradients(loss, [kernel, bias]);
  const order = 1 + Math.max(given.order, other.order);
  kernel.assign(bench.disturb(kernel.sub(bench.disturb(byKernel).mul(0.25))).clip(-4, 4));
  if (alike) alike.assign(bench.disturb(alike.sub(bench.disturb(byBias).mul(0.25))).clip(-4, 4));
  bench.push({ tensor: bench.disturb(byBias), bound: Infinity, exact: false, order });
  bench.push({ tensor: loss, bound: Infinity, exact: false, order });
  readVariable(bench, kernel, order);
};

export const assignmentSteps = { assign, update, swap, cross, share, mix, chain, train } as const satisfies Record<
  string,
  StepFunction
>;
