// The door of wgsl-kernels: pure functions from parameters to WGSL text and dispatch geometry.
export {
  declareBindings,
  entryPoint,
  foldGrid,
  indent,
  parameterBinding,
  type Binding,
  type Kernel,
} from './kernel.js';
export {
  binaryExpressions,
  castExpressions,
  expressionFor,
  unaryExpressions,
  type Expression,
  type ExpressionRow,
  type ScalarType,
} from './elementwise/expressions.js';
export { helperText, type HelperName } from './elementwise/helpers.js';
export {
  elementwiseChunk,
  elementwiseKernel,
  elementwiseWorkgroups,
  type ElementwiseParameters,
} from './elementwise/elementwise-kernel.js';
export { isLight } from './elementwise/four-at-once.js';
export { segmentedKernel, segmentTableHeader, type SegmentedParameters } from './elementwise/segmented-kernel.js';
export {
  mergeRunsFunction,
  searchFunction,
  sortBlocksFunction,
  sortedBlock,
  type MergeParameters,
  type SequenceParameters,
} from './sequence/sort-functions.js';
export {
  scanKernel,
  scanWorkgroups,
  type Running,
  type RunningKind,
  type ScanParameters,
} from './sequence/scan-kernel.js';
export type { RecurrentWorkers } from './sequence/carried-product.js';
export { gruGradientKernel, gruKernel } from './sequence/gru-kernels.js';
export { lstmGradientKernel, lstmKernel } from './sequence/lstm-kernels.js';
export { recurrentWorkgroups, type RecurrentParameters } from './sequence/recurrent-kernel.js';
export {
  linkedScatterFunction,
  linksFunction,
  scatterFunction,
  sortedScatterFunction,
  startsFunction,
  type IndexParameters,
  type LinkedScatterParameters,
  type MeetingParameters,
  type ScatterParameters,
  type SortedScatterParameters,
} from './indexing/scatter-functions.js';
export type { Accumulator, AccumulatorKind } from './reduction/accumulators.js';
export {
  rowKernel,
  rowWorkgroups,
  type RowMode,
  type RowParameters,
  type RowStage,
  type RowVectors,
} from './reduction/row-kernel.js';
export { rowChainKernel, type RowChainParameters, type RowLink } from './reduction/row-chain-kernel.js';
export {
  averagePoolFunction,
  averagePoolGradientFunction,
  maxPoolFunction,
  maxPoolGradientFunction,
  type PoolParameters,
} from './window/pool-functions.js';
export {
  chooseGemmSchedule,
  convLoaders,
  convLoaderWords,
  convSizes,
  gemmCandidates,
  gemmKernel,
  gemmWords,
  gemmWorkgroups,
  scheduleKey,
  stridedLoader,
  stridedLoaderWords,
  suggestGemmSlices,
  type ConvExtents,
  type ConvWindow,
  type ElementReader,
  type GemmDeviceClass,
  type GemmKernel,
  type GemmLimits,
  type GemmLoader,
  type GemmParameters,
  type GemmSchedule,
  type GemmSide,
  type GemmSizes,
  type MatrixUnit,
  type OperandStrides,
} from './gemm/index.js';
export * from './attention/index.js';
