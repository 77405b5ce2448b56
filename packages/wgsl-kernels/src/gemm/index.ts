// The door of the matrix-product kernels.
export { gemmKernel, type GemmKernel } from './gemm-kernel.js';
export { gemmCandidates, scheduleKey, type GemmLimits } from './gemm-candidates.js';
export { gemmWords, gemmWorkgroups } from './gemm-geometry.js';
export { chooseGemmSchedule, suggestGemmSlices, type GemmDeviceClass } from './gemm-schedule.js';
export { stridedLoader, stridedLoaderWords, type OperandStrides } from './strided-loader.js';
export { convSizes, type ConvExtents, type ConvProduct, type ConvWindow } from './conv-geometry.js';
export { convLoaders, convLoaderWords, type ConvLayout, type ConvLoaders, type ConvSources } from './conv-operands.js';
export { channelsLast, type ImageStrides } from './window-loader.js';
export type { ElementReader, GemmLoader, GemmSide } from './gemm-loader.js';
export type {
  GemmParameters,
  GemmSchedule,
  GemmSizes,
  MatrixSchedule,
  MatrixUnit,
  QuadSchedule,
  RegisterSchedule,
  ShuffleSchedule,
  StagedSchedule,
  SubgroupSchedule,
} from './gemm-parameters.js';
