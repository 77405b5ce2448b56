// jvp: derivatives along a direction, made of the pullback by differentiating it, so that no second table of rules is needed.
import {
  add,
  ConfigError,
  formatShape,
  mul,
  sameShape,
  ShapeError,
  sum,
  zerosLike,
  type Tensor,
} from '@tensorloom/tensor-core';
import { pullBack } from './backward/pull-back.js';
import { expectTensor } from './check-operands.js';
import type { GradientsOf } from './gradients.js';
import { placeholder } from './graph/placeholder.js';
import { pullbackAt, type PullbackAt } from './graph/pullback-at.js';
import { operandsOf, Rewriting, type Rebuild } from './graph/rewriting.js';
import { sameNode } from './graph/same-node.js';
import { filled } from './rules/known-constants.js';

/** A value with its change along a direction. */
export interface ValueAndTangent {
  readonly value: Tensor;
  /** In the shape of the value. */
  readonly tangent: Tensor;
}

function expectTangents(primals: readonly Tensor[], tangents: readonly Tensor[]): readonly Tensor[] {
  if (tangents.length !== primals.length) {
    throw new ConfigError(
      `jvp: wrong number of tangents; expected ${primals.length}, one for each primal, got ${tangents.length}; ` +
        'pass zerosLike(primal) where nothing changes',
    );
  }
  return tangents.map((tangent, index) => {
    const given = expectTensor('jvp', `tangent ${index}`, tangent).resolve();
    const primal = primals[index] as Tensor;
    if (sameShape(given.shape, primal.shape) && given.dtype === primal.dtype) return given;
    throw new ShapeError(
      `jvp: tangent ${index} does not fit; expected ${primal.dtype} ${formatShape(primal.shape)} as its primal, ` +
        `got ${given.dtype} ${formatShape(given.shape)}; broadcast or cast() it`,
    );
  });
}

/** The value of a barrier; it may wait for the direction, which is no part of the result. */
function behindBarrier({ source }: Tensor): Tensor | undefined {
  return source.kind === 'op' && source.op === 'barrier' ? source.inputs[0] : undefined;
}

/** The result without barriers. @throws ConfigError if it depends on the gradient that the pullback was asked about */
function withoutDirection(tangent: Tensor, direction: Tensor): Tensor {
  const operands = (node: Tensor): readonly Tensor[] => {
    const value = behindBarrier(node);
    return value ? [value] : operandsOf(node);
  };
  const rebuild: Rebuild = (node, rewriting) => {
    const value = behindBarrier(node);
    if (value) return rewriting.replaced(value) ?? value;
    const { source } = node;
    if (!operands(node).includes(direction)) return sameNode(node, rewriting);
    const name = source.kind === 'op' || source.kind === 'composite' ? source.op : 'customGradient';
    throw new ConfigError(
      `jvp: a gradient on the way is not linear; expected rules that are linear in the gradient they are given, ` +
        `got ${name} of it; use vjp() for this function`,
    );
  };
  const always = (node: Tensor): boolean => behindBarrier(node) !== undefined;
  const rewriting = new Rewriting([[direction, direction]], rebuild, { operands, always });
  return rewriting.replaced(tangent) ?? tangent;
}

/** Says whose derivative was asked for where a gradient rule has none itself. */
function linearly<Result>(differentiate: () => Result): Result {
  try {
    return differentiate();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(
      `jvp: a gradient rule on the way cannot be differentiated; expected rules made of differentiable ops, ` +
        `got "${error.message}"; use vjp() for this function`,
      { cause: error },
    );
  }
}

/** Σ J_i t_i: the gradient with respect to u of Σ (J_iᵀ u) · t_i, which does not depend on u. */
function pushForward({ value, pull }: PullbackAt, tangents: readonly Tensor[]): Tensor {
  const direction = placeholder(value);
  const along = pull(direction).map((gradient, index) => sum(mul(gradient, tangents[index] as Tensor)));
  const [total = filled([], 0), ...rest] = along;
  const root = rest.reduce((a, b) => add(a, b), total);
  const [tangent] = linearly(() => pullBack(root, filled([], 1), [{ tensor: direction, isLeaf: true }]));
  return tangent ? withoutDirection(tangent, direction) : zerosLike(value);
}

/**
 * Records `fn(...primals)` and J t, its change along a direction: with J[i, j] = ∂value_i/∂primal_j, the sum over j of
 * J[i, j] t_j. What is recorded on the way and not needed in the end is never run: the cost is that of one forward pass more.
 *
 * @param fn records ops and returns one float32 tensor
 * @param primals variables or tensors, float32: where the derivative is taken
 * @param tangents one for each primal, in its shape: the direction
 * @returns value and tangent, in one shape; at kinks the slopes that gradients have there
 * @throws ShapeError for a tangent of another shape, DTypeError for integers, ConfigError where a gradient rule on the way
 *   cannot be differentiated or is not linear (a customGradient that clips)
 * @example
 * const { value, tangent } = jvp((x) => x.square(), [tensor([1, 2])], [tensor([1, 10])]);
 * await tangent.array();   // [2, 40]
 */
export function jvp<const V extends readonly Tensor[]>(
  fn: (...primals: GradientsOf<V>) => Tensor,
  primals: V,
  tangents: { readonly [Index in keyof V]: Tensor },
): ValueAndTangent {
  const way = pullbackAt('jvp', fn as (...inputs: Tensor[]) => Tensor, primals);
  return { value: way.value, tangent: pushForward(way, expectTangents(primals, tangents)) };
}
