// Padding: with a constant, with the edge repeated, or mirrored at the edge.
import { ConfigError, ShapeError } from '../errors.js';
import { record, resolve } from '../record.js';
import { formatShape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { concat, flip } from './movement.js';
import { broadcastTensor, expectTensor } from './operands.js';
import { slice } from './slice.js';

/** `'constant'`: one value; `'edge'`: the outermost element again; `'reflect'`: mirrored at the outermost element, which is not repeated. */
export type PadMode = 'constant' | 'edge' | 'reflect';

export interface PadOptions {
  /** Default 'constant'. */
  readonly mode?: PadMode;
  /** What mode 'constant' fills with (default 0). */
  readonly value?: number;
}

/** Elements before and after, one pair for each axis. */
export type Padding = readonly (readonly [before: number, after: number])[];

function constantPad(value: Tensor, padding: Padding, filler: number): Tensor {
  return record('pad', [value], {
    low: padding.map(([before]) => before),
    high: padding.map(([, after]) => after),
    value: filler,
  });
}

/** A part of one axis. */
function along(value: Tensor, axis: number, start: number, stop: number): Tensor {
  return slice(value, ...value.shape.map((_, index) => (index === axis ? ([start, stop] as const) : null)));
}

function edges(value: Tensor, axis: number, before: number, after: number): readonly [Tensor, Tensor] {
  const extent = value.shape[axis] as number;
  const repeated = (at: number, count: number): Tensor =>
    broadcastTensor(along(value, axis, at, at + 1), value.shape.with(axis, count));
  return [repeated(0, before), repeated(extent - 1, after)];
}

function mirrors(value: Tensor, axis: number, before: number, after: number): readonly [Tensor, Tensor] {
  const extent = value.shape[axis] as number;
  return [
    flip(along(value, axis, 1, 1 + before), axis),
    flip(along(value, axis, extent - 1 - after, extent - 1), axis),
  ];
}

/** @throws ShapeError where an axis has too few elements to take from */
function expectEnough(value: Tensor, padding: Padding, mode: 'edge' | 'reflect'): void {
  padding.forEach(([before, after], axis) => {
    const extent = value.shape[axis] as number;
    const most = mode === 'reflect' ? Math.max(extent - 1, 0) : extent === 0 ? 0 : Infinity;
    if (Math.max(before, after) > most) {
      throw new ShapeError(
        `pad: too few elements to ${mode === 'edge' ? 'repeat' : 'mirror'}; expected at most ${most} of padding on axis ${axis} ` +
          `of ${formatShape(value.shape)}, got [${before}, ${after}]; pad less, or with mode 'constant'`,
      );
    }
  });
}

/**
 * Adds `[before, after]` elements on each axis: `value`, or what the mode says. Gradient: the inner part, and what the padding
 * repeats is added to where it came from.
 *
 * @param padding whole numbers >= 0 for each axis; for 'reflect' smaller than the axis
 * @param options the mode and its value, or the value alone (default 0)
 * @example
 * pad(tensor([1, 2, 3]), [[2, 1]], { mode: 'reflect' }); // [3, 2, 1, 2, 3, 2]
 * @throws ShapeError for bad padding, ConfigError for an unknown mode
 */
export function pad(input: Tensor, padding: Padding, options: number | PadOptions = 0): Tensor {
  const { mode = 'constant', value: filler = 0 } = typeof options === 'number' ? { value: options } : options;
  const value = resolve('pad', expectTensor('pad', input));
  if (mode === 'constant') return constantPad(value, padding, filler);
  if ((mode as string) !== 'edge' && (mode as string) !== 'reflect') {
    throw new ConfigError(
      `pad: unknown mode; expected 'constant', 'edge' or 'reflect', got ${JSON.stringify(mode)}; use one of those`,
    );
  }
  // Padding that fits no rule is named by the rule of the constant mode.
  constantPad(value, padding, 0);
  expectEnough(value, padding, mode);
  const sides = mode === 'edge' ? edges : mirrors;
  return padding.reduce((padded, [before, after], axis) => {
    if (before === 0 && after === 0) return padded;
    const [front, back] = sides(padded, axis, before, after);
    return concat([front, padded, back], axis);
  }, value);
}
