// The nodes of the program that was lowered last: a loop records the same step again, and finds its nodes and their texts here.
import type { DType } from './dtype.js';
import type { ProgramNode } from './program.js';
import { none } from './record.js';
import { sameShape, type Shape } from './shape.js';
import type { OpSource } from './source.js';

/** A node with the text that tells it apart from the others of its program. */
export interface KeyedNode {
  readonly node: ProgramNode;
  readonly key: string;
}

/** The texts of a program's values, and its key. */
interface ProgramText {
  readonly values: readonly string[];
  readonly rest: string;
  readonly key: string;
}

/** The last program's nodes, in the order in which its lowering came to them. */
let lastNodes: readonly KeyedNode[] = [];
let lastText: ProgramText = { values: [], rest: '', key: '' };

/** Text that tells attributes of one op apart; JSON alone would merge NaN, Infinity and -0. */
function attributesKey({ op, attributes }: OpSource): string {
  if (attributes === none) return '';
  if (op === 'constant' || op === 'pad') {
    const { value } = attributes as { value: number };
    return JSON.stringify({ ...attributes, value: Object.is(value, -0) ? '-0' : String(value) });
  }
  return JSON.stringify(attributes);
}

/** Compares values of one attribute: numbers, words, or lists of them. */
function sameValue(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
  return a.length === b.length && a.every((entry, index) => sameValue(entry, b[index]));
}

/** Compares attributes of one op, which have the same names. */
function sameAttributes(a: object, b: object): boolean {
  if (a === b) return true;
  for (const name in a) {
    if (!sameValue(a[name as keyof typeof a], b[name as keyof typeof b])) return false;
  }
  return true;
}

function sameStrings(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

/** The nodes of a program that is being made. */
export class KeptNodes {
  private readonly nodes: KeyedNode[] = [];

  /** The node of an op: the last program's at this place, if it is the same. `inputs` are positions. */
  next(source: OpSource, inputs: readonly number[], shape: Shape, dtype: DType): KeyedNode {
    const last = lastNodes[this.nodes.length];
    const known =
      last !== undefined &&
      last.node.op === source.op &&
      last.node.dtype === dtype &&
      sameShape(last.node.inputs, inputs) &&
      sameShape(last.node.shape, shape) &&
      sameAttributes(source.attributes, last.node.attributes);
    const node = known ? last : made(source, inputs, shape, dtype);
    this.nodes.push(node);
    return node;
  }

  /**
   * The key of the program when all its nodes are there: where it is the last one's, the same string, so that the plan is
   * found without reading it.
   */
  programKey(values: readonly string[], rest: string): string {
    lastNodes = this.nodes;
    if (rest !== lastText.rest || !sameStrings(values, lastText.values)) {
      lastText = { values, rest, key: `${values.join(';')}|${rest}` };
    }
    return lastText.key;
  }
}

function made(source: OpSource, inputs: readonly number[], shape: Shape, dtype: DType): KeyedNode {
  const { op, attributes } = source;
  const node = { op, inputs, attributes, shape, dtype } as ProgramNode;
  return { node, key: `${op}(${inputs.join(',')})${attributesKey(source)}` };
}
