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

/** TensorFlow.js. */
export interface Tf {
  readonly version: { readonly tfjs: string };
  registerBackend(name: string, make: () => TfBackend): boolean;
  removeBackend(name: string): void;
  setBackend(name: string): Promise<boolean>;
  getBackend(): string;
  tensor(data: Float32Array | Int32Array, shape: readonly number[], dtype: string): TfTensor;
  variable(initial: TfTensor): TfTensor;
  oneHot(indices: TfTensor, depth: number): TfTensor;
  tidy<Result>(work: () => Result): Result;
  reshape(x: TfTensor, shape: readonly number[]): TfTensor;
  maxPool(x: TfTensor, size: number, strides: number, padding: 'valid'): TfTensor;
  readonly fused: {
    matMul(options: { a: TfTensor; b: TfTensor; bias: TfTensor; activation: 'relu' | 'linear' }): TfTensor;
    conv2d(options: {
      x: TfTensor;
      filter: TfTensor;
      strides: number;
      pad: 'valid';
      bias: TfTensor;
      activation: 'relu' | 'linear';
    }): TfTensor;
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

/** Its package for WebGPU. */
export interface TfWebGpu {
  readonly WebGPUBackend: new (device: GPUDevice, info: GPUAdapterInfo) => TfBackend;
}
