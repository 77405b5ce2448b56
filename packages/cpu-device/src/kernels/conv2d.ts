// Kernels of 2-D convolution and its gradients: images are unfolded chunk by chunk and multiplied as matrices.
import type { Shape, TypedArray } from '@tensorloom/tensor-core';
import type { Matrix } from '../gemm/matrix.js';
import { multiply } from '../gemm/multiply.js';
import { elementsOf, type Placed } from '../plan/plan-builder.js';
import { convGeometry, imagesPerChunk, type ConvGeometry } from '../window/conv-geometry.js';
import { fold, unfold, type Part } from '../window/unfold.js';
import type { Kernel } from './kernel.js';

/** Chunks of images; within one, each group of channels. */
function eachPart(g: ConvGeometry, visit: (part: Part) => void, afterChunk?: (part: Part) => void): void {
  const chunk = imagesPerChunk(g);
  for (let firstImage = 0; firstImage < g.batch; firstImage += chunk) {
    const images = Math.min(chunk, g.batch - firstImage);
    for (let group = 0; group < g.groups; group++) visit({ firstImage, images, group });
    afterChunk?.({ firstImage, images, group: 0 });
  }
}

/** The unfolded rows of a part: [images · places, taps]. */
function rowMatrix({ taps }: ConvGeometry, data: TypedArray): Matrix {
  return { data, offset: 0, rowStride: taps, columnStride: 1 };
}

/** A group's weights: [taps, groupFilters]. */
function weightMatrix({ filters, groupFilters }: ConvGeometry, { group }: Part, data: TypedArray): Matrix {
  return { data, offset: group * groupFilters, rowStride: filters, columnStride: 1 };
}

/** A part of the output or its gradient: [images · places, groupFilters]. */
function outputMatrix({ places, filters, groupFilters }: ConvGeometry, part: Part, data: TypedArray): Matrix {
  return {
    data,
    offset: part.firstImage * places * filters + part.group * groupFilters,
    rowStride: filters,
    columnStride: 1,
  };
}

function transposed(matrix: Matrix): Matrix {
  return { ...matrix, rowStride: matrix.columnStride, columnStride: matrix.rowStride };
}

/** Elements of the unfolded rows of one part. */
function rowElements(g: ConvGeometry): number {
  return imagesPerChunk(g) * g.places * g.taps;
}

const shapeOf = ({ view }: Placed): Shape => view.shape;

export const conv2d: Kernel<'conv2d'> = ({ attributes, dtype, shape }, operands, builder) => {
  const [input, kernel] = operands.map((operand) => builder.contiguous(operand)) as [Placed, Placed];
  const output = builder.allocate(dtype, shape);
  const g = convGeometry(shapeOf(input), shapeOf(kernel), shape, attributes);
  const scratch = builder.scratch(builder.precision, rowElements(g));
  const run = (memory: readonly TypedArray[]): void => {
    const [x, weights, rows] = [elementsOf(input, memory), elementsOf(kernel, memory), memory[scratch] as TypedArray];
    const out = memory[output.buffer] as TypedArray;
    eachPart(g, (part) => {
      unfold(g, part, x, rows);
      const size = { m: part.images * g.places, n: g.groupFilters, k: g.taps };
      multiply(size, rowMatrix(g, rows), weightMatrix(g, part, weights), outputMatrix(g, part, out));
    });
  };
  return builder.step('conv2d', [input, kernel], output, run, [scratch]);
};

export const conv2dInputGradient: Kernel<'conv2dInputGradient'> = ({ attributes, dtype, shape }, operands, builder) => {
  const [gradOutput, kernel] = operands.map((operand) => builder.contiguous(operand)) as [Placed, Placed];
  const output = builder.allocate(dtype, shape);
  const g = convGeometry(shape, shapeOf(kernel), shapeOf(gradOutput), attributes);
  const imageSize = g.height * g.width * g.channels;
  const scratch = builder.scratch('float64', rowElements(g));
  const sums = builder.scratch('float64', imagesPerChunk(g) * imageSize);
  const run = (memory: readonly TypedArray[]): void => {
    const [gradient, weights] = [elementsOf(gradOutput, memory), elementsOf(kernel, memory)];
    const rows = memory[scratch] as TypedArray;
    const images = (memory[sums] as Float64Array).fill(0);
    const fill = (part: Part): void => {
      const size = { m: part.images * g.places, n: g.taps, k: g.groupFilters };
      multiply(size, outputMatrix(g, part, gradient), transposed(weightMatrix(g, part, weights)), rowMatrix(g, rows));
      fold(g, part, rows, images);
    };
    eachPart(g, fill, ({ firstImage, images: count }) => {
      (memory[output.buffer] as TypedArray).set(images.subarray(0, count * imageSize), firstImage * imageSize);
      images.fill(0);
    });
  };
  return builder.step('conv2dInputGradient', [gradOutput, kernel], output, run, [scratch, sums]);
};

export const conv2dKernelGradient: Kernel<'conv2dKernelGradient'> = (
  { attributes, dtype, shape },
  operands,
  builder,
) => {
  const [input, gradOutput] = operands.map((operand) => builder.contiguous(operand)) as [Placed, Placed];
  const output = builder.allocate(dtype, shape);
  const g = convGeometry(shapeOf(input), shape, shapeOf(gradOutput), attributes);
  const scratch = builder.scratch(builder.precision, rowElements(g));
  const sums = builder.scratch('float64', g.taps * g.filters);
  const run = (memory: readonly TypedArray[]): void => {
    const [x, gradient] = [elementsOf(input, memory), elementsOf(gradOutput, memory)];
    const [rows, total] = [memory[scratch], (memory[sums] as TypedArray).fill(0)] as [TypedArray, TypedArray];
    eachPart(g, (part) => {
      unfold(g, part, x, rows);
      const size = { m: g.taps, n: g.groupFilters, k: part.images * g.places };
      const columns = transposed(rowMatrix(g, rows));
      multiply(size, columns, outputMatrix(g, part, gradient), weightMatrix(g, part, total), true);
    });
    (memory[output.buffer] as TypedArray).set(total);
  };
  return builder.step('conv2dKernelGradient', [input, gradOutput], output, run, [scratch, sums]);
};
