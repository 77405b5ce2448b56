// Kernel of matmul: a product for each batch, straight from strided views; transposed operands cost nothing.
import type { TypedArray } from '@tensorloom/tensor-core';
import type { Matrix } from '../gemm/matrix.js';
import { multiply } from '../gemm/multiply.js';
import type { Placed } from '../plan/plan-builder.js';
import { planLoops, RowWalk } from '../view/loops.js';
import type { View } from '../view/view.js';
import type { Kernel } from './kernel.js';

/** Strides of the matrices of a stack. */
function matrixStrides({ strides }: View, transposed: boolean): Pick<Matrix, 'rowStride' | 'columnStride'> {
  const [outer, inner] = strides.slice(-2) as [number, number];
  return transposed ? { rowStride: inner, columnStride: outer } : { rowStride: outer, columnStride: inner };
}

/** The stack's axes in front of the matrices. */
function batchView({ shape, strides, offset }: View): View {
  return { shape: shape.slice(0, -2), strides: strides.slice(0, -2), offset };
}

export const matmul: Kernel<'matmul'> = ({ attributes, dtype, shape }, operands, builder) => {
  const [a, b] = operands as [Placed, Placed];
  const output = builder.allocate(dtype, shape);
  const [m, n] = shape.slice(-2) as [number, number];
  const k = a.view.shape.at(attributes.transposeA ? -2 : -1) as number;
  const aStrides = matrixStrides(a.view, attributes.transposeA);
  const bStrides = matrixStrides(b.view, attributes.transposeB);
  const loops = planLoops(shape.slice(0, -2), [batchView(a.view), batchView(b.view)]);
  const [aStep, bStep] = loops.steps as [number, number];
  const walk = new RowWalk(loops);
  return builder.step('matmul', [a, b], output, (memory) => {
    const [x, y, out] = [a, b, output].map(({ buffer }) => memory[buffer]) as [TypedArray, TypedArray, TypedArray];
    let offset = 0;
    walk.start();
    for (let row = 0; row < loops.rows; row++, walk.next()) {
      for (let i = 0; i < loops.length; i++, offset += m * n) {
        const left = { data: x, offset: (walk.at[0] as number) + i * aStep, ...aStrides };
        const right = { data: y, offset: (walk.at[1] as number) + i * bStep, ...bStrides };
        multiply({ m, n, k }, left, right, { data: out, offset, rowStride: n, columnStride: 1 });
      }
    }
  });
};
