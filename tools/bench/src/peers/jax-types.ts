// As much of jax-js as the bench uses: its own types are not installed.

/**
 * An array of jax-js. Every function takes ownership of the arrays that it is given; `ref` is the same array with one owner more.
 */
export interface JaxArray {
  readonly shape: number[];
  readonly ref: JaxArray;
  add(other: JaxArray | number): JaxArray;
  sub(other: JaxArray | number): JaxArray;
  mul(other: JaxArray | number): JaxArray;
  div(other: JaxArray | number): JaxArray;
  sum(): JaxArray;
  mean(axis?: number): JaxArray;
  reshape(shape: readonly number[]): JaxArray;
  transpose(axes: readonly number[]): JaxArray;
  /** One number for each axis that goes away, a range for each that is cut, [] for one that stays. */
  slice(...ranges: readonly (number | readonly number[])[]): JaxArray;
  blockUntilReady(): Promise<JaxArray>;
  data(): Promise<Float32Array | Int32Array>;
  dispose(): void;
}

/** Arrays in arrays and records. */
export type JaxTree = JaxArray | readonly JaxTree[];

/** jax-js. */
export interface Jax {
  init(...devices: readonly string[]): Promise<string[]>;
  defaultDevice(device: string): string;
  getWebGPUDevice(): GPUDevice;
  jit<Args extends readonly (JaxTree | number)[], Result extends JaxTree>(
    fn: (...args: Args) => Result,
  ): ((...args: Args) => Result) & { dispose(): void };
  valueAndGrad<Weights extends JaxTree, Rest extends readonly JaxTree[]>(
    fn: (weights: Weights, ...rest: Rest) => JaxArray,
  ): (weights: Weights, ...rest: Rest) => readonly [JaxArray, Weights];
  readonly tree: { ref<Tree extends JaxTree>(tree: Tree): Tree; dispose(tree: JaxTree): void };
  readonly numpy: {
    readonly int32: string;
    array(data: Float32Array | Int32Array | readonly number[], options?: { dtype: string }): JaxArray;
    zeros(shape: readonly number[]): JaxArray;
    dot(a: JaxArray, b: JaxArray): JaxArray;
    matmul(a: JaxArray, b: JaxArray): JaxArray;
    max(x: JaxArray): JaxArray;
    sqrt(x: JaxArray): JaxArray;
    square(x: JaxArray): JaxArray;
    tanh(x: JaxArray): JaxArray;
  };
  readonly nn: {
    relu(x: JaxArray): JaxArray;
    sigmoid(x: JaxArray): JaxArray;
    logSoftmax(x: JaxArray): JaxArray;
    oneHot(indices: JaxArray, classes: number): JaxArray;
    standardize(x: JaxArray, axis: number, options: { epsilon: number }): JaxArray;
    softmax(x: JaxArray): JaxArray;
  };
  readonly lax: {
    /** Images [batch, channels, height, width], kernels [filters, channels, height, width]. */
    conv(x: JaxArray, kernel: JaxArray, strides: readonly number[], padding: 'VALID' | 'SAME'): JaxArray;
    reduceWindow(
      x: JaxArray,
      reduce: (x: JaxArray) => JaxArray,
      window: readonly number[],
      strides: readonly number[],
    ): JaxArray;
  };
}
