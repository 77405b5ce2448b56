// Matrix units of a GPU, behind Chromium's experimental feature: what they multiply, where a device has them.
import type { MatrixUnit } from '@tensorloom/wgsl-kernels';

/** The feature to ask for: `createWebGpuDevice({ features: [matrixUnits], autotune: true })`. */
export const matrixUnits = 'chromium-experimental-subgroup-matrix';

/** What an adapter says of one kind of matrices; not yet in the types of WebGPU. */
interface MatrixConfig {
  readonly componentType: string;
  readonly resultComponentType: string;
  readonly M: number;
  readonly N: number;
  readonly K: number;
}

/** The matrices of halves with float32 sums that a device multiplies, if the feature is on and there are such. */
export function matrixUnitOf(gpu: GPUDevice, info: GPUAdapterInfo): MatrixUnit | undefined {
  if (!gpu.features.has(matrixUnits) || !gpu.features.has('shader-f16')) return undefined;
  const { subgroupMatrixConfigs = [] } = info as { readonly subgroupMatrixConfigs?: Iterable<MatrixConfig> };
  const fit = [...subgroupMatrixConfigs].filter(
    ({ componentType, resultComponentType }) => componentType === 'f16' && resultComponentType === 'f32',
  );
  const [largest] = fit.sort((left, right) => right.M * right.N * right.K - left.M * left.N * left.K);
  return largest && { m: largest.M, n: largest.N, k: largest.K };
}
