// How dtypes are called in WGSL.
import type { DType } from '@tensorloom/tensor-core';
import type { ScalarType } from '@tensorloom/wgsl-kernels';

/** WGSL type of a dtype in registers. */
export const scalarTypes: Readonly<Record<DType, ScalarType>> = {
  float32: 'f32',
  // Halves are f32 wherever they are not in memory.
  float16: 'f32',
  int32: 'i32',
  uint32: 'u32',
  bool: 'bool',
};
