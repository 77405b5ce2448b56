// One step backwards: which operands of a node its gradient flows to, and what each of them gets. Knows one node at a time.
import { ConfigError, isFloat, type OpSource, type CompositeSource, type Tensor } from '@tensorloom/tensor-core';
import { compositeRules } from '../rules/composite-rules.js';
import type { NotDifferentiable, OperandRule } from '../rules/vjp-rule.js';
import { vjpRules } from '../rules/vjp-rules.js';
import { pullCustomGradient } from './custom-gradient.js';

/** The way back from a node to its operands. */
export interface Step {
  /** Tensors that the gradient may flow to, in the order of operands; one that is used twice stands here twice. */
  readonly operands: readonly Tensor[];
  /** Gradients of those operands for which `wanted` holds, from the gradient of the node. */
  readonly pull: (gradOutput: Tensor, wanted: (operand: Tensor) => boolean) => readonly (Tensor | undefined)[];
}

/** A rule as the walk sees it: of any op. */
type AnyEntry = OperandRule<readonly Tensor[], unknown> | 'zeroGradient' | NotDifferentiable;
type AnyRule = readonly AnyEntry[] | OperandRule<readonly Tensor[], unknown>;

const nowhere: Step = { operands: [], pull: () => [] };

function runEntry(
  entry: AnyEntry,
  gradOutput: Tensor,
  output: Tensor,
  { op, inputs, attributes }: OpSource | CompositeSource,
  operand: number,
): Tensor {
  if (typeof entry === 'function') return entry(gradOutput, { inputs, attributes, output }, operand);
  const reason = typeof entry === 'string' ? entry : entry.reason;
  throw new ConfigError(
    `gradients: ${op} is not differentiable here; expected ops with a gradient, got ${op}; ${reason}`,
  );
}

function stepByRule(output: Tensor, source: OpSource | CompositeSource, rule: AnyRule): Step {
  const entryOf = (operand: number): AnyEntry => (typeof rule === 'function' ? rule : (rule[operand] as AnyEntry));
  const [flows, operands]: [number[], Tensor[]] = [[], []];
  source.inputs.forEach((input, operand) => {
    if (!isFloat(input.dtype) || entryOf(operand) === 'zeroGradient') return;
    flows.push(operand);
    operands.push(input);
  });
  return {
    operands,
    pull: (gradOutput, wanted) =>
      flows.map((operand, index) =>
        wanted(operands[index] as Tensor) ? runEntry(entryOf(operand), gradOutput, output, source, operand) : undefined,
      ),
  };
}

/** The way back from a tensor; nowhere from leaves, from integers and from what `stopGradient` made. */
export function stepOf(tensor: Tensor): Step {
  const { source } = tensor;
  if (!isFloat(tensor.dtype)) return nowhere;
  switch (source.kind) {
    case 'op':
      return stepByRule(tensor, source, vjpRules[source.op] as AnyRule);
    case 'composite':
      return Object.hasOwn(compositeRules, source.op)
        ? stepByRule(tensor, source, compositeRules[source.op as keyof typeof compositeRules] as AnyRule)
        : { operands: [source.body], pull: (gradOutput) => [gradOutput] };
    case 'gradient': {
      const { gradient, inputs } = source;
      if (!gradient) return nowhere;
      const operands = inputs.filter(({ dtype }) => isFloat(dtype));
      return { operands, pull: (gradOutput) => pullCustomGradient(gradient, inputs, gradOutput) };
    }
    default:
      return nowhere;
  }
}
