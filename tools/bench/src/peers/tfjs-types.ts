// As much of TensorFlow.js as the bench uses: its own types are not installed.

/** A tensor of TensorFlow.js. */
export interface TfTensor {
  readonly shape: number[];
  data(): Promise<Float32Array | Int32Array>;
  dispose(): void;
}

/** A backend of TensorFlow.js. */
export interface TfBackend {
  dispose(): void;
}

/** What may follow in one kernel with a fused op. */
export type TfActivation = 'linear' | 'relu';

/** A convolution with its bias. */
export interface TfFusedConvolution {
  readonly x: TfTensor;
  readonly filter: TfTensor;
  readonly strides: number;
  readonly pad: 'valid' | 'same';
  readonly bias?: TfTensor;
  readonly activation?: TfActivation;
}

/** TensorFlow.js. */
export interface Tf {
  readonly version: { readonly tfjs: string };
  registerBackend(name: string, make: () => TfBackend): boolean;
  removeBackend(name: string): void;
  setBackend(name: string): Promise<boolean>;
  getBackend(): string;
  backend(): TfBackend;
  tensor(data: Float32Array | Int32Array, shape: readonly number[], dtype: string): TfTensor;
  variable(initial: TfTensor): TfTensor;
  zeros(shape: readonly number[]): TfTensor;
  oneHot(indices: TfTensor, depth: number): TfTensor;
  tidy<Result>(work: () => Result): Result;
  reshape(x: TfTensor, shape: readonly number[]): TfTensor;
  transpose(x: TfTensor, axes: readonly number[]): TfTensor;
  split(x: TfTensor, parts: number, axis: number): TfTensor[];
  unstack(x: TfTensor, axis: number): TfTensor[];
  add(a: TfTensor, b: TfTensor | number): TfTensor;
  sub(a: TfTensor, b: TfTensor): TfTensor;
  mul(a: TfTensor, b: TfTensor | number): TfTensor;
  relu(x: TfTensor): TfTensor;
  rsqrt(x: TfTensor): TfTensor;
  sigmoid(x: TfTensor): TfTensor;
  softmax(x: TfTensor): TfTensor;
  tanh(x: TfTensor): TfTensor;
  mean(x: TfTensor, axis?: number, keepDims?: boolean): TfTensor;
  moments(x: TfTensor, axis: number, keepDims: boolean): { mean: TfTensor; variance: TfTensor };
  sum(x: TfTensor): TfTensor;
  conv2d(x: TfTensor, filter: TfTensor, strides: number, padding: 'valid' | 'same'): TfTensor;
  matMul(a: TfTensor, b: TfTensor, transposeA?: boolean, transposeB?: boolean): TfTensor;
  maxPool(x: TfTensor, size: number, strides: number, padding: 'valid'): TfTensor;
  readonly fused: {
    matMul(options: { a: TfTensor; b: TfTensor; bias: TfTensor; activation: TfActivation }): TfTensor;
    conv2d(options: TfFusedConvolution): TfTensor;
  };
  readonly losses: {
    softmaxCrossEntropy(
      labels: TfTensor,
      logits: TfTensor,
      weights: undefined,
      labelSmoothing: number,
      reduction: number,
    ): TfTensor;
  };
  readonly Reduction: { readonly MEAN: number };
  readonly train: { adam(learningRate: number, beta1: number, beta2: number, epsilon: number): TfOptimizer };
}

/** An optimizer of TensorFlow.js. */
export interface TfOptimizer {
  minimize(loss: () => TfTensor, returnCost: true, variables: readonly TfTensor[]): TfTensor;
  dispose(): void;
  /** Read again by each update. */
  epsilon: number;
}

/** Its backend for WebGPU. */
export interface TfWebGpuBackend extends TfBackend {
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  /** Submits what has been encoded, with its pass ended; by itself it gathers some dispatches first. */
  submitQueue(): void;
}

/** Its package for WebGPU. */
export interface TfWebGpu {
  readonly WebGPUBackend: new (device: GPUDevice, info: GPUAdapterInfo) => TfWebGpuBackend;
}

/** Its package for WebAssembly. */
export interface TfWasm {
  /** Counts when its backend begins. */
  setThreadsCount(threads: number): void;
}
