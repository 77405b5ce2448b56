// Writes WGSL for values of a group: follows operands to memory, inlining what is in between.
// Long because the walk over all op classes is one mutual recursion.
import {
  binaryExpressions,
  castExpressions,
  expressionFor,
  unaryExpressions,
  type ExpressionRow,
  type HelperName,
  type ScalarType,
} from '@tensorloom/wgsl-kernels';
import {
  type BinaryOp,
  type Conv2dAttributes,
  type PrimitiveAttributes,
  type ProgramInput,
  type Shape,
  type UnaryOp,
} from '@tensorloom/tensor-core';
import type { DeviceNode } from '../steps/device-program.js';
import type { Graph } from '../form/graph.js';
import type { Group } from '../form/group.js';
import { scalarTypes } from './scalar-types.js';
import { pool } from './lookups/pool.js';
import { scatter } from './lookups/scatter.js';
import { mergeRuns, search, sortBlocks } from './lookups/sort.js';
import {
  broadcastPlace,
  flipPlace,
  linearOf,
  padPlace,
  reshapePlace,
  shiftPlace,
  slicePlace,
  transposePlace,
  type Place,
} from './place.js';

const unary: Readonly<Record<UnaryOp, ExpressionRow>> = unaryExpressions;
const binary: Readonly<Record<BinaryOp, ExpressionRow>> = binaryExpressions;

/** Statements with the names of what they computed already. */
export interface Scope {
  readonly lines: string[];
  readonly names: Map<string, string>;
}

type View = 'reshape' | 'transpose' | 'broadcast' | 'slice' | 'flip' | 'pad';

/** A value of this group was asked for at a place where the kernel does not have it. */
export class NotHere extends Error {}

/** A value read from memory, and where. */
export interface Load {
  readonly memory: number;
  readonly linear: string;
  readonly scope: Scope;
}

export function newScope(): Scope {
  return { lines: [], names: new Map() };
}

/** What an emitter needs to know about the kernel that it writes for. */
export interface EmitterContext {
  readonly graph: Graph;
  readonly group: Group;
  /** Values that have a home: of another group they are read from memory. */
  readonly ownerOf: (value: number) => Group | undefined;
  /** Name of the binding of a value's memory. */
  readonly bind: (memory: number) => string;
  /** Name of the variable that holds an anchor at a place, or undefined if it is not at hand there. */
  readonly anchorAt: (anchor: number, place: Place) => string | undefined;
  /** True if a place in this group's own space may name its roots. */
  readonly isOwnPlace: (place: Place) => boolean;
  /** The scope that a place's statements belong to, at least as wide as the present one. */
  readonly scopeFor: (place: Place, present: Scope) => Scope;
  /** Index into the host numbers: an expression. */
  readonly hostIndex: (ordinal: number) => string;
  /** A number as a parameter word of the kernel: equal kernels stay equal texts, whatever the sizes. */
  readonly word: (value: number) => string;
}

/** Functions of a kernel: helpers by name, and its own by name with their texts. */
export interface Library {
  readonly helpers: Set<HelperName>;
  readonly functions: Map<string, string>;
}

/** Writes expressions for one kernel, or a part of one. */
export class Emitter {
  readonly helpers: Set<HelperName>;
  readonly functions: Map<string, string>;
  readonly loads: Load[] = [];
  private named = 0;

  constructor(
    readonly context: EmitterContext,
    { helpers, functions }: Library = { helpers: new Set(), functions: new Map() },
  ) {
    this.helpers = helpers;
    this.functions = functions;
  }

  /** An expression for a value at a place; statements that it needs go to the scope. */
  emit(value: number, place: Place, present: Scope): string {
    const scope = this.context.scopeFor(place, present);
    const key = `${value}@${place.linear ?? place.coords.join()}`;
    const known = scope.names.get(key) ?? present.names.get(key);
    if (known !== undefined) return known;
    const expression = this.expression(value, place, scope);
    const name =
      /^(-?[\w.]+|\w+\[\w+\])$/.test(expression) && !expression.includes('[') ? expression : `t${this.named++}`;
    if (name !== expression) scope.lines.push(`let ${name} = ${expression};`);
    scope.names.set(key, name);
    return name;
  }

  private expression(value: number, place: Place, scope: Scope): string {
    const { graph, group, ownerOf, anchorAt, isOwnPlace } = this.context;
    const node = graph.value(value);
    // An element of nothing is asked for where padding or another part is chosen in the end.
    if (graph.size(value) === 0) return this.constant(0, scalarTypes[node.dtype]);
    if (node.op === 'input') return this.input(node, value, place, scope);
    const owner = ownerOf(value);
    if (owner && owner !== group) return this.load(value, place, scope);
    if (owner && group.anchors.includes(value)) {
      const name = anchorAt(value, place);
      if (name === undefined) throw new NotHere(graph.describe(value));
      return name;
    }
    if (owner && !isOwnPlace(place)) throw new NotHere(graph.describe(value));
    return this.compute(node, place, scope);
  }

  private input(input: ProgramInput, value: number, place: Place, scope: Scope): string {
    if (input.kind !== 'host') return this.load(value, place, scope);
    // A single number has one place, whatever the place is called: so updates of scalars are written like all others.
    return this.hostElement(input, this.context.graph.size(value) === 1 ? '0u' : linearOf(place));
  }

  /** A number of the host. */
  private hostElement({ ordinal, dtype }: ProgramInput, at: string): string {
    const type = scalarTypes[dtype];
    const index = this.context.hostIndex(ordinal);
    const word = `H[${at === '0u' ? index : `${index} + ${at}`}]`;
    if (type === 'u32') return word;
    return type === 'bool' ? `(${word} != 0u)` : `bitcast<${type}>(${word})`;
  }

  /** Reads an element from memory. */
  load(value: number, place: Place, scope: Scope): string {
    const linear = linearOf(place);
    this.loads.push({ memory: value, linear, scope });
    return this.element(value, this.context.bind(value), linear);
  }

  /** The element at an index of a binding. */
  private element(value: number, name: string, linear: string): string {
    const node = this.context.graph.value(value);
    if (node.op === 'input' && node.storedAs === 'uint8') {
      return `i32((${name}[(${linear}) >> 2u] >> (((${linear}) & 3u) * 8u)) & 0xffu)`;
    }
    if (node.dtype === 'float16') return `f32(${name}[${linear}])`;
    return node.dtype === 'bool' ? `(${name}[${linear}] != 0u)` : `${name}[${linear}]`;
  }

  private text(row: ExpressionRow, type: ScalarType, operands: readonly string[]): string {
    const expression = expressionFor(row, type);
    if (!expression) throw new Error(`no WGSL for ${type}`);
    for (const helper of expression.helpers ?? []) this.helpers.add(helper);
    return expression.text(...operands);
  }

  private typeOf(value: number): ScalarType {
    return scalarTypes[this.context.graph.value(value).dtype];
  }

  private compute(node: DeviceNode, place: Place, scope: Scope): string {
    const operand = (index: number, at: Place = place): string => this.emit(node.inputs[index] as number, at, scope);
    switch (node.op) {
      case 'constant':
        return this.constant(node.attributes.value, scalarTypes[node.dtype]);
      case 'iota':
        return `${scalarTypes[node.dtype]}(${place.coords[node.attributes.axis]})`;
      case 'randomBits':
        this.helpers.add('philoxOf');
        return `philoxOf(${linearOf(place)}, ${operand(0, key(0))}, ${operand(0, key(1))})`;
      case 'cast': {
        const from = this.typeOf(node.inputs[0] as number);
        return this.rounded(node, this.text(castExpressions[from][scalarTypes[node.dtype]], from, [operand(0)]));
      }
      case 'where':
        return `select(${operand(2)}, ${operand(1)}, ${operand(0)})`;
      case 'reshape':
      case 'transpose':
      case 'broadcast':
      case 'slice':
      case 'flip':
      case 'pad':
        return this.viewed(node, place, scope);
      case 'concat':
        return this.concat(node, place, scope);
      case 'gather':
        return this.gather(node, place, scope);
      case 'barrier':
        return this.afterwards(node, place, scope);
      case 'scatterAdd':
      case 'scatterMax':
      case 'scatterStarts':
      case 'scatterLinks':
      case 'scatterSorted':
      case 'scatterLinked':
        return scatter(this, node, place);
      case 'sortBlocks':
        return sortBlocks(this, node, place);
      case 'mergeRuns':
        return mergeRuns(this, node, place);
      case 'searchSorted':
        return search(this, node, place, operand(1));
      case 'maxPool2d':
      case 'averagePool2d':
      case 'maxPool2dGradient':
      case 'averagePool2dGradient':
        return pool(this, node, place);
      default:
        return this.arithmetic(
          node,
          node.inputs.map((_, index) => operand(index)),
        );
    }
  }

  /** An element of the operand: views are arithmetic on indices. */
  private viewed(node: DeviceNode & { op: View }, place: Place, scope: Scope): string {
    const [input] = node.inputs as [number];
    const { shape } = this.context.graph.value(input);
    const operand = (at: Place): string => this.emit(input, at, scope);
    switch (node.op) {
      case 'reshape':
        return operand(reshapePlace(place, shape));
      case 'transpose':
        return operand(transposePlace(place, node.attributes.permutation, shape));
      case 'broadcast':
        return operand(broadcastPlace(place, shape));
      case 'slice':
        return operand(this.sliced(place, node.attributes, shape));
      case 'flip':
        return operand(flipPlace(place, node.attributes.axes));
      case 'pad': {
        const { place: inner, inside } = padPlace(place, node.attributes.low, shape);
        return `select(${this.constant(node.attributes.value, scalarTypes[node.dtype])}, ${operand(inner)}, ${inside})`;
      }
    }
  }

  /** A conversion, to the nearest half where that is what it converts to. */
  private rounded({ dtype, inputs }: DeviceNode, expression: string): string {
    if (dtype !== 'float16' || this.context.graph.value(inputs[0] as number).dtype === 'float16') return expression;
    this.helpers.add('halfOf');
    return `halfOf(${expression})`;
  }

  /** Where a slice starts is a parameter: the time steps of a loop share their text. */
  private sliced(place: Place, { starts, steps }: PrimitiveAttributes['slice'], operand: Shape): Place {
    const words = starts.map((start) => (start === 0 ? '0u' : this.context.word(start)));
    return slicePlace(place, words, steps, operand);
  }

  /** The first operand, not before the second exists. */
  private afterwards({ inputs }: DeviceNode, place: Place, scope: Scope): string {
    this.comeAfter(inputs[1] as number);
    return this.emit(inputs[0] as number, place, scope);
  }

  /** Indices are clamped to the range. */
  private gather(node: DeviceNode & { op: 'gather' }, place: Place, scope: Scope): string {
    const { axis } = node.attributes;
    const [data, indices] = node.inputs as [number, number];
    const [{ shape }, { shape: inner }] = [this.context.graph.value(data), this.context.graph.value(indices)];
    const index = this.emit(indices, { shape: inner, coords: place.coords.slice(axis, axis + inner.length) }, scope);
    const clamped = `u32(clamp(${index}, 0i, ${(shape[axis] as number) - 1}i))`;
    const coords = [...place.coords.slice(0, axis), clamped, ...place.coords.slice(axis + inner.length)];
    return this.emit(data, { shape, coords }, scope);
  }

  private arithmetic(node: DeviceNode, operands: readonly string[]): string {
    const type = this.typeOf(node.inputs[0] as number);
    if (node.op in binary) return this.text(binary[node.op as BinaryOp], type, operands);
    if (node.op in unary) return this.text(unary[node.op as UnaryOp], type, operands);
    throw new NotHere(`${node.op} is an anchor without a home`);
  }

  private constant(value: number, type: ScalarType): string {
    if (type === 'bool') return String(value !== 0);
    if (type === 'u32') return `${value}u`;
    if (type === 'i32') return value === -(2 ** 31) ? '(-2147483647i - 1i)' : `(${value}i)`;
    const single = Math.fround(value);
    if (!Number.isFinite(single) || Object.is(single, -0)) {
      this.helpers.add('specialOf');
      return `specialOf(${new Uint32Array(new Float32Array([single]).buffer)[0]}u)`;
    }
    const digits = String(single);
    return /[.e]/.test(digits) ? `f32(${digits})` : `f32(${digits}.0)`;
  }

  private concat(node: DeviceNode & { op: 'concat' }, place: Place, scope: Scope): string {
    const { axis } = node.attributes;
    let offset = 0;
    let result = '';
    for (const input of node.inputs) {
      const { shape } = this.context.graph.value(input);
      const part = this.emit(input, shiftPlace(place, axis, offset, shape), scope);
      result = result === '' ? part : `select(${result}, ${part}, ${place.coords[axis]} >= ${offset}u)`;
      offset += shape[axis] as number;
    }
    return result;
  }

  /** Binding of an operand that a function reads at places of its own. */
  bindWhole(operand: number): string {
    const { graph, group, ownerOf, bind } = this.context;
    const memory = graph.memoryOf(operand);
    if (ownerOf(memory) === group) throw new NotHere(graph.describe(memory));
    this.loads.push({ memory, linear: 'anywhere', scope: newScope() });
    return bind(memory);
  }

  /** Binds a value without reading it: so the kernel stands behind the one that writes it. */
  private comeAfter(value: number): void {
    const { graph } = this.context;
    if (!graph.isHost(value) && graph.size(value) > 0) this.bindWhole(value);
  }

  /** How a function reads an operand at an index of its own, whatever it is stored as. */
  readerOf(operand: number): (index: string) => string {
    const { graph } = this.context;
    const input = graph.value(operand);
    if (input.op === 'input' && input.kind === 'host') return (index) => this.hostElement(input, index);
    const name = this.bindWhole(operand);
    return (index) => this.element(graph.memoryOf(operand), name, index);
  }

  define(prefix: string, make: (name: string) => string): string {
    const text = make('NAME');
    const known = [...this.functions].find(([, body]) => body === text);
    if (known) return known[0];
    const name = `${prefix}${this.functions.size}`;
    this.functions.set(name, text);
    return name;
  }

  /** The functions as text, under their names. */
  functionText(): string {
    return [...this.functions].map(([name, body]) => body.replaceAll('NAME', name)).join('');
  }
}

function key(word: number): Place {
  return { shape: [2], coords: [`${word}u`], linear: `${word}u` };
}

/** Attributes of any of the three convolutions. */
export type ConvolutionNode = DeviceNode & { readonly attributes: Conv2dAttributes };
