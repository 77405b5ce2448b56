// Where the channels stand. Everything within works on channels last; the other layout is brought there and back.
import { ShapeError } from '../../errors.js';
import { checkChoice } from '../../options/check-options.js';
import { formatShape, type Shape } from '../../shape.js';
import type { Tensor } from '../../tensor.js';
import { transpose } from '../movement.js';

/** `'channelsLast'`: [batch, ...spatial, channels]; `'channelsFirst'`: [batch, channels, ...spatial], as in PyTorch. */
export type DataFormat = 'channelsLast' | 'channelsFirst';

const spatialNames = [[], ['steps'], ['height', 'width'], ['depth', 'height', 'width']] as const;

/** The axes of an input by name, for messages: `[batch, height, width, channels]`. */
export function layoutName(axes: number, format: DataFormat): string {
  const spatial = spatialNames[axes] ?? ['...spatial'];
  return `[${(format === 'channelsLast' ? ['batch', ...spatial, 'channels'] : ['batch', 'channels', ...spatial]).join(', ')}]`;
}

/** @throws ConfigError unless one of the two layouts */
export function checkDataFormat(op: string, format: DataFormat | undefined): DataFormat {
  return checkChoice(op, 'dataFormat', format ?? 'channelsLast', ['channelsLast', 'channelsFirst']);
}

/** @throws ShapeError unless there are `axes` spatial axes beside batch and channels */
export function expectSpatial(op: string, shape: Shape, axes: number, format: DataFormat): void {
  if (shape.length !== axes + 2) {
    throw new ShapeError(
      `${op}: input has the wrong rank; expected ${layoutName(axes, format)}, got ${formatShape(shape)}; reshape it`,
    );
  }
}

/** [batch, ...spatial, channels], from either layout. */
export function toChannelsLast(input: Tensor, format: DataFormat): Tensor {
  if (format === 'channelsLast') return input;
  const spatial = input.shape.slice(2).map((_, axis) => axis + 2);
  return transpose(input, [0, ...spatial, 1]);
}

/** Back from [batch, ...spatial, channels]. */
export function fromChannelsLast(result: Tensor, format: DataFormat): Tensor {
  if (format === 'channelsLast') return result;
  const spatial = result.shape.slice(2).map((_, axis) => axis + 1);
  return transpose(result, [0, result.rank - 1, ...spatial]);
}
