// Rewrites what was recorded for one row into the same for all rows: node by node, through the batching rules.
import {
  ConfigError,
  customGradient,
  record,
  stopGradient,
  zeros,
  type CompositeSource,
  type GradientSource,
  type None,
  type OpSource,
  type Tensor,
} from '@tensorloom/tensor-core';
import { stepOf } from '../backward/step.js';
import { placeholder } from '../graph/placeholder.js';
import { Rewriting } from '../graph/rewriting.js';
import { compositeRules } from '../rules/composite-rules.js';
import type { ElementByElement, NotBatchable, Operand, RowsRule } from './batching-rule.js';
import { batchingRules, elementByElement } from './batching-rules.js';
import { spread } from './operand.js';

type AnyRule = RowsRule<readonly Operand[], unknown> | NotBatchable;

/** What `vmap` knows of one call. */
export interface MappingOptions {
  /** Extent of the mapped axis. */
  readonly rows: number;
  /** Placeholders for one row, each with the tensor of all rows, mapped axis in front. */
  readonly inputs: Iterable<readonly [Tensor, Tensor]>;
  /** Keys that were drawn from the global stream: each row has bits of its own from them. */
  readonly keys: ReadonlySet<Tensor>;
}

/** One call of `vmap`. */
export class Mapping {
  private readonly rows: number;
  private readonly keys: ReadonlySet<Tensor>;
  private readonly rewriting: Rewriting;

  constructor({ rows, inputs, keys }: MappingOptions) {
    this.rows = rows;
    this.keys = keys;
    const kept = [...keys].map((key) => [key, key] as const);
    this.rewriting = new Rewriting([...inputs, ...kept], (node) => this.rebuild(node));
  }

  /** The tensor for all rows, mapped axis in front. */
  mapped(tensor: Tensor): Tensor {
    return spread(this.operand(tensor), this.rows);
  }

  private operand(tensor: Tensor): Operand {
    const mapped = this.rewriting.replaced(tensor);
    return { tensor: mapped ?? tensor, isMapped: mapped !== undefined };
  }

  private rebuild(node: Tensor): Tensor {
    const { source, shape, dtype } = node;
    if (this.rows === 0) return zeros([0, ...shape], { dtype });
    if (source.kind === 'op') return this.primitive(source);
    if (source.kind === 'gradient' || source.kind === 'composite') return this.named(node, source);
    throw new Error(`${source.kind} has no operands`);
  }

  private primitive({ op, inputs, attributes }: OpSource): Tensor {
    const { rows } = this;
    if (inputs.some((input) => this.keys.has(input))) return this.drawn({ kind: 'op', op, inputs, attributes });
    const operands = inputs.map((input) => this.operand(input));
    if (!Object.hasOwn(batchingRules, op))
      return elementByElement(op as ElementByElement, { operands, attributes: attributes as None, rows });
    const rule = batchingRules[op as keyof typeof batchingRules] as AnyRule;
    if (typeof rule === 'function') return rule({ operands, attributes, rows });
    throw new ConfigError(`vmap: ${op} cannot be mapped; expected ops with a batching rule, got ${op}; ${rule.reason}`);
  }

  /** Bits of a key of the global stream: as many as all rows need. */
  private drawn({ op, inputs, attributes }: OpSource): Tensor {
    if (op !== 'randomBits') {
      throw new ConfigError(
        `vmap: ${op} of a key of the global stream; expected keys that are drawn from alone, got ${op}; pass keys of your own`,
      );
    }
    const { shape } = attributes as { readonly shape: readonly number[] };
    return record('randomBits', inputs, { shape: [this.rows, ...shape] });
  }

  /** A node with a body: mapped by the body, with a gradient of its own where it has one. */
  private named(node: Tensor, source: CompositeSource | GradientSource): Tensor {
    const body = this.mapped(source.body);
    if (source.kind === 'composite' && !Object.hasOwn(compositeRules, source.op)) return body;
    if (source.kind === 'gradient' && !source.gradient) return stopGradient(body);
    const { operands, pull } = stepOf(node);
    const gradient = (gradOutput: Tensor): readonly Tensor[] => {
      const one = placeholder(node);
      this.rewriting.set(one, gradOutput);
      return pull(one, () => true).map((each) => this.mapped(each as Tensor));
    };
    const define = customGradient((..._: Tensor[]) => ({ value: body, gradient }));
    return define(...operands.map((operand) => this.mapped(operand)));
  }
}
