// The doors that show what would run: the program of a tensor or a function, and the plan that a device makes of it.
import { compile, tracedWith, type CompileArgument, type CompileResult } from '../compile.js';
import type { TracedFunction } from '../compiled/traced-function.js';
import type { Program } from '../program.js';
import { resolve } from '../record.js';
import { defaultDevice, planFor } from '../runtime/default-device.js';
import { lowerNext } from '../runtime/pending.js';
import { Tensor } from '../tensor.js';
import type { PlanDescription } from './plan-description.js';

/** A function of tensors, compiled or not. */
export type Traceable<Args extends readonly CompileArgument[]> = (
  ...args: Args
) => CompileResult | Promise<CompileResult>;

type AnyFunction = (...args: never[]) => unknown;

/**
 * The program that reading `tensor` now would run: what the tensor needs, and all assignments that wait for a run. Runs
 * nothing and touches no device. `String(program)` is one line a value.
 *
 * @example
 * console.log(String(programOf(x.matmul(w).relu())));
 */
export function programOf(tensor: Tensor): Program;
/**
 * The program that a call of `fn` with such arguments would run. A compiled function shows the one that it replays (and is
 * traced now if it has not been for these shapes and dtypes); another one is traced as `compile` does. Runs nothing, assigns
 * nothing and touches no device.
 *
 * @example
 * console.log(String(programOf(step, x, y)));
 * @throws ConfigError where `compile` throws it
 */
export function programOf<Args extends readonly CompileArgument[]>(fn: Traceable<Args>, ...args: Args): Program;
export function programOf(target: Tensor | AnyFunction, ...args: CompileArgument[]): Program {
  if (target instanceof Tensor) return lowerNext([resolve('programOf', target)]).program;
  const traced = tracedWith(target, args) ?? (tracedWith(compile(target as never), args) as TracedFunction);
  return traced.lower().program;
}

/**
 * What the default device would run for `programOf` of the same arguments: kernels in order with what is fused into them,
 * bytes and memory. Makes the plan (kernels are compiled) and runs nothing; a later run finds it ready.
 *
 * @example
 * console.log(String(await planOf(step, x, y)));
 */
export function planOf(tensor: Tensor): Promise<PlanDescription>;
export function planOf<Args extends readonly CompileArgument[]>(
  fn: Traceable<Args>,
  ...args: Args
): Promise<PlanDescription>;
export async function planOf(target: Tensor | AnyFunction, ...args: CompileArgument[]): Promise<PlanDescription> {
  const program = programOf(target as Traceable<CompileArgument[]>, ...args);
  return (await planFor(await defaultDevice(), program)).describe();
}
