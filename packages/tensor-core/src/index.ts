// The door of tensor-core: tensors, variables, ops, compile, and what a device or a rule table needs.
export * from './errors.js';
export {
  dtypes,
  highest,
  isFloat,
  isInteger,
  lowest,
  promote,
  type DType,
  type HostDType,
  type HostTensor,
  type TypedArray,
} from './dtype.js';
export {
  broadcastShapes,
  formatShape,
  normalizeAxes,
  normalizeAxis,
  sameShape,
  sizeOf,
  stridesOf,
  type Shape,
} from './shape.js';
export { checkChoice, checkCount, checkFinite, checkOptions, checkRange } from './options/check-options.js';
export { didYouMean, nearNames } from './options/near-names.js';
export { hostRandom, type HostRandom } from './host-random.js';
export { philox } from './philox.js';

export { isTensor, Tensor, type TensorLike } from './tensor.js';
export { isVariable, variable, Variable, type Projection, type VariableOptions } from './variable.js';
export type { NestedNumbers } from './format-tensor.js';
export type { NestedArray, TensorData, TensorOptions } from './host-data.js';

export {
  arange,
  eye,
  full,
  linspace,
  ones,
  onesLike,
  tensor,
  zeros,
  zerosLike,
  type CreationOptions,
} from './ops/creation.js';
export * from './ops/elementwise.js';
export * from './ops/trigonometric.js';
export * from './ops/special-functions.js';
export * from './ops/bitwise.js';
export { argmax, argmin, max, mean, min, prod, sum, type Axes, type ReduceOptions } from './ops/reduction.js';
export {
  all,
  any,
  countNonzero,
  logSumExp,
  norm,
  standardDeviation,
  variance,
  type NormOptions,
  type VarianceOptions,
} from './ops/statistics.js';
export { broadcastTo, concat, expandDims, flip, reshape, squeeze, stack, transpose } from './ops/movement.js';
export { slice, type Range } from './ops/slice.js';
export { pad, type Padding, type PadMode, type PadOptions } from './ops/pad.js';
export { moveAxis, repeat, roll, swapAxes, tile } from './ops/rearrange.js';
export { split, unstack } from './ops/split.js';
export { diagonal, trace, tril, triu } from './ops/diagonals.js';
export { meshgrid, type MeshgridOptions } from './ops/meshgrid.js';
export { matmul, type MatmulOptions } from './ops/contraction.js';
export { dotGeneral, type AxisPairs, type DotGeneralAxes } from './ops/dot-general.js';
export { outer, tensordot, vecdot } from './ops/tensor-products.js';
export { einsum } from './ops/einsum/einsum.js';
export { gather, oneHot } from './ops/indexing.js';
export { putAlongAxis, take, takeAlongAxis } from './ops/take.js';
export { scatterAdd, scatterMax, scatterSet } from './ops/scatter.js';
export { segmentSum } from './ops/segment-sum.js';
export { dynamicSlice, dynamicUpdateSlice } from './ops/dynamic-slice.js';
export { booleanMask, nonzero } from './ops/host-sized.js';
export type { DataFormat } from './ops/windows/data-format.js';
export type { Padding1d, Padding2d, Padding3d, Steps1d, Steps2d, Steps3d } from './ops/windows/window-options.js';
export { conv1d, type Conv1dOptions } from './ops/convolution/conv1d.js';
export { conv2d, type Conv2dOptions } from './ops/convolution/conv2d.js';
export { conv3d, type Conv3dOptions } from './ops/convolution/conv3d.js';
export {
  depthwiseConv1d,
  depthwiseConv2d,
  separableConv1d,
  separableConv2d,
  type DepthwiseConv1dOptions,
  type DepthwiseConv2dOptions,
} from './ops/convolution/depthwise.js';
export {
  convTranspose1d,
  convTranspose2d,
  type ConvTranspose1dOptions,
  type ConvTranspose2dOptions,
} from './ops/convolution/conv-transpose.js';
export { convTranspose3d, type ConvTranspose3dOptions } from './ops/convolution/conv-transpose-3d.js';
export {
  averagePool1d,
  averagePool2d,
  averagePool3d,
  type AveragePool1dOptions,
  type AveragePool2dOptions,
  type AveragePool3dOptions,
} from './ops/pooling/average-pool.js';
export {
  maxPool1d,
  maxPool2d,
  maxPool3d,
  type Pool1dOptions,
  type Pool2dOptions,
  type Pool3dOptions,
} from './ops/pooling/max-pool.js';
export { globalAveragePool, globalMaxPool, type GlobalPoolOptions } from './ops/pooling/global-pool.js';
export {
  adaptiveAveragePool1d,
  adaptiveAveragePool2d,
  adaptiveMaxPool1d,
  adaptiveMaxPool2d,
  type AdaptivePoolOptions,
} from './ops/pooling/adaptive-pool.js';
export { resize, type ResizeOptions } from './ops/resize.js';
export { scaledDotProductAttention, type AttentionOptions } from './ops/attention/attention.js';
export {
  attentionKeyGradient,
  attentionQueryGradient,
  attentionScoreGradient,
  attentionValueGradient,
} from './ops/attention/attention-gradients.js';
export type { AttentionAttributes } from './ops/attention/attention-weights.js';
export { embeddingLookup } from './ops/embedding.js';
export { layerNorm, rmsNorm, type LayerNormOptions } from './ops/normalization/layer-norm.js';
export { groupNorm, instanceNorm, type GroupNormOptions } from './ops/normalization/group-norm.js';
export { batchMoments, batchNorm, type BatchNormOptions, type Moments } from './ops/normalization/batch-norm.js';
export { inverseDeviation, spread, standardized, type Affine } from './ops/normalization/standardize.js';
export { gru, type GruResult } from './ops/recurrent/gru.js';
export { gruCell, type GruCellOptions } from './ops/recurrent/gru-cell.js';
export { lstm, type LstmResult } from './ops/recurrent/lstm.js';
export { lstmCell, type LstmState } from './ops/recurrent/lstm-cell.js';
export { rnnCell } from './ops/recurrent/rnn-cell.js';
export type { CellWeights } from './ops/recurrent/cell-shapes.js';
export { firstSlot, lastSlot, slotsAfter, slotsBefore, type SequenceOptions } from './ops/recurrent/slots.js';
export { associativeScan, type AssociativeScanOptions, type Combine } from './ops/associative-scan.js';
export { cond, scan, type ScanOptions, type ScanStep, type Tensors } from './ops/control-flow.js';
export { bincount, histogram, type BincountOptions, type HistogramOptions } from './ops/counting.js';
export {
  cumulativeMax,
  cumulativeMin,
  cumulativeProd,
  cumulativeSum,
  type CumulativeOptions,
} from './ops/cumulative.js';
export {
  argSort,
  searchSorted,
  sort,
  topK,
  type SearchOptions,
  type SortOptions,
  type TopKOptions,
} from './ops/sorting.js';
export { logSoftmax, softmax, softmaxCrossEntropy, sparseSoftmaxCrossEntropy } from './ops/softmax.js';
export { customGradient, stopGradient, type CustomGradient } from './ops/gradient-control.js';
export { barrier } from './ops/barrier.js';
export { hostValue } from './ops/host-value.js';
export * as random from './random/index.js';
export { setRandomSeed } from './random/index.js';

export { compile, type CompileArgument, type CompileResult } from './compile.js';
export { onEachRun } from './runtime/pending.js';
export { onPlaceholders, outsideTrace, watchKeys, type Watched } from './trace.js';
export { setDefaultDevice, defaultDevice } from './runtime/default-device.js';
export { flush, keep, synchronize } from './runtime/read.js';
export { protect, type Protection, type ProtectOptions } from './recovery/protect.js';
export { recoverDevice, type Recovery } from './recovery/recover-device.js';
export { HostCell } from './recovery/host-cell.js';
export { checkUpload } from './runtime/check-upload.js';
export { noteLoss } from './runtime/pending.js';

export { constant } from './ops/operands.js';
export { none, record } from './record.js';
export type * from './source.js';
export {
  rules,
  type BinaryOp,
  type Conv2dAttributes,
  type CumulativeAttributes,
  type CumulativeOp,
  type None,
  type PaddingPair,
  type Pool2dAttributes,
  type PrimitiveAttributes,
  type PrimitiveOp,
  type RecurrentAttributes,
  type RecurrentOp,
  type ReduceAttributes,
  type ReduceOp,
  type Rule,
  type TensorSpec,
  type UnaryOp,
} from './op-table.js';
export {
  formatProgram,
  hostOffsets,
  inputsOf,
  type Assignment,
  type InputKind,
  type NamedValue,
  type Program,
  type ProgramInput,
  type ProgramNode,
  type ProgramValue,
} from './program.js';
export { lower, type Lowered } from './lower.js';
export type { Device, KernelClock, KernelTime, Plan, RunArguments, Storage } from './device.js';

export { debug, type DebugOptions } from './debug/debugging.js';
export { profile, type ProfileOptions } from './profile/profile.js';
export { Profile, type KernelRow, type ProfiledRun, type TimedKernel } from './profile/profile-report.js';
export { staged, type HostSpan, type HostStage } from './profile/host-clock.js';
export { memoryReport } from './inspect/live-memory.js';
export { MemoryReport, type MemoryItem, type MemoryParts, type PlanMemory } from './inspect/memory-report.js';
export { planOf, programOf, type Traceable } from './inspect/program-of.js';
export { formatSpec } from './inspect/format-table.js';
export { PlanDescription, type KernelDescription, type PlanParts } from './inspect/plan-description.js';
