// Normalization of each image over groups of its channels, or each channel for itself.
import { ShapeError } from '../../errors.js';
import { recordComposite } from '../../record.js';
import { checkOptions } from '../../options/check-options.js';
import { formatShape, sizeOf } from '../../shape.js';
import type { Tensor } from '../../tensor.js';
import { add, mul } from '../elementwise.js';
import { reshape } from '../movement.js';
import { castTo, expectTensor, floatOperand } from '../operands.js';
import { checkDataFormat, fromChannelsLast, toChannelsLast, type DataFormat } from '../windows/data-format.js';
import { stepsOf } from '../windows/window-options.js';
import { checkEpsilon, expectElements, laidAlong, present, standardized, type Affine } from './standardize.js';

/** Options of groupNorm and instanceNorm. */
export interface GroupNormOptions {
  /** Added to the variance (default 1e-3, as in Keras; PyTorch has 1e-5). */
  readonly epsilon?: number;
  /** Default 'channelsLast'. */
  readonly dataFormat?: DataFormat;
}

/**
 * Each group of channels with all of its places as one run of numbers: axes 1 and 3 of [batch, places, groups, channels of one].
 * Scale and offset are put in before the groups are taken apart, so that a device has all of it in one kernel.
 */
function overGroups(op: string, value: Tensor, { groups, epsilon, scale, offset }: GroupParameters): Tensor {
  const [batch, channels] = [value.shape[0] as number, value.shape.at(-1) as number];
  const places = sizeOf(value.shape.slice(1, -1));
  const grouped = reshape(value, [batch, places, groups, channels / groups]);
  expectElements(op, grouped.shape, [1, 3]);
  const ofGroups = (name: string, parameter: Tensor): Tensor =>
    reshape(laidAlong(op, name, parameter, value.shape, [value.rank - 1]), [1, 1, groups, channels / groups]);
  const standard = standardized(grouped, [1, 3], epsilon);
  const scaled = scale ? mul(standard, ofGroups('scale', scale)) : standard;
  return reshape(offset ? add(scaled, ofGroups('offset', offset)) : scaled, value.shape);
}

interface GroupParameters {
  readonly groups: number;
  readonly epsilon: number;
  readonly scale: Affine;
  readonly offset: Affine;
}

function normalize(
  op: string,
  operands: readonly [input: Tensor, scale: Affine, offset: Affine],
  groupsOf: (channels: number) => number,
  options: GroupNormOptions,
): Tensor {
  checkOptions(op, options, ['epsilon', 'dataFormat']);
  const [input, scale, offset] = operands;
  const given = floatOperand(op, expectTensor(op, input));
  const format = checkDataFormat(op, options.dataFormat);
  const epsilon = checkEpsilon(op, options.epsilon ?? 1e-3);
  if (given.rank < 2) {
    throw new ShapeError(
      `${op}: input has the wrong rank; expected batch, channels and any spatial axes, got ${formatShape(given.shape)}; reshape it`,
    );
  }
  const value = toChannelsLast(castTo(given, 'float32'), format);
  const channels = value.shape.at(-1) as number;
  const groups = groupsOf(channels);
  if (channels % groups !== 0) {
    throw new ShapeError(
      `${op}: channels do not fit; expected a multiple of ${groups} groups, got ${channels} in ${formatShape(given.shape)}; ` +
        'change the groups',
    );
  }
  const body = overGroups(op, value, { groups, epsilon, scale, offset });
  const attributes = { groups, epsilon, dataFormat: format };
  return recordComposite(
    op,
    present(given, scale, offset),
    attributes,
    castTo(fromChannelsLast(body, format), given.dtype),
  );
}

/**
 * (x - mean) / √(variance + epsilon) · scale + offset, mean and variance of each image over all places of a group of channels.
 *
 * @param input [batch, ...spatial, channels], float32
 * @param groups number of groups, a divisor of the channels
 * @param scale [channels]; none if undefined
 * @param offset [channels]; none if undefined
 * @returns the same shape
 * @throws ShapeError where groups, scale or offset do not fit
 * @see Wu, He: Group Normalization (2018), equations 1 to 3
 */
export function groupNorm(
  input: Tensor,
  groups: number,
  scale?: Affine,
  offset?: Affine,
  options: GroupNormOptions = {},
): Tensor {
  const [count] = stepsOf('groupNorm', 'groups', [groups], 1) as [number];
  return normalize('groupNorm', [input, scale, offset], () => count, options);
}

/**
 * groupNorm with each channel for itself: mean and variance over the places of one channel of one image.
 *
 * @param input [batch, ...spatial, channels], float32
 * @param scale [channels]; none if undefined
 * @param offset [channels]; none if undefined
 * @returns the same shape
 * @see Ulyanov, Vedaldi, Lempitsky: Instance Normalization (2016), equation 8
 */
export function instanceNorm(input: Tensor, scale?: Affine, offset?: Affine, options: GroupNormOptions = {}): Tensor {
  return normalize('instanceNorm', [input, scale, offset], (channels) => Math.max(1, channels), options);
}
