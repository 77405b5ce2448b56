// Turns what users write (nested numbers, typed arrays) into host tensors, checked.
import { DTypeError, ShapeError } from './errors.js';
import { checkDType, type DType, type HostDType, type HostTensor, type TypedArray } from './dtype.js';
import { checkShape, formatShape, sizeOf, type Shape } from './shape.js';

/** Numbers or booleans, nested to any depth, all branches of one shape. */
export type NestedArray = number | boolean | readonly NestedArray[];

/** What `tensor` and `variable` take. Numbers become float32, booleans bool, typed arrays their own dtype, unless said. */
export type TensorData = NestedArray | TypedArray | HostTensor;

export interface TensorOptions {
  readonly dtype?: DType;
  /** Shape of flat data (default: the nesting, or one axis for a typed array). */
  readonly shape?: Shape;
}

function isHostTensor(data: TensorData): data is HostTensor {
  return typeof data === 'object' && 'data' in data && 'shape' in data;
}

function shapeOfNested(data: NestedArray): number[] {
  const shape: number[] = [];
  let level: NestedArray | undefined = data;
  while (Array.isArray(level)) {
    shape.push(level.length);
    level = level[0] as NestedArray | undefined;
  }
  return shape;
}

function flatten(op: string, data: NestedArray, shape: Shape, axis: number, into: (number | boolean)[]): void {
  if (axis === shape.length) {
    if (typeof data !== 'number' && typeof data !== 'boolean') {
      const got = Array.isArray(data) ? `an array of length ${data.length}` : data === null ? 'null' : typeof data;
      throw new ShapeError(
        `${op}: ragged or foreign data; expected a number at depth ${axis}, got ${got}; nest all rows alike`,
      );
    }
    into.push(data);
    return;
  }
  if (!Array.isArray(data) || data.length !== shape[axis]) {
    const got = Array.isArray(data) ? data.length : typeof data;
    throw new ShapeError(
      `${op}: ragged array; expected ${shape[axis]} entries at depth ${axis}, got ${got}; make all rows equally long`,
    );
  }
  for (const row of data) flatten(op, row as NestedArray, shape, axis + 1, into);
}

/** The array that carries each dtype; float32 comes in doubles too. */
const carriers = {
  float32: Float32Array,
  float16: Float32Array,
  int32: Int32Array,
  uint32: Uint32Array,
  bool: Uint8Array,
  uint8: Uint8Array,
};

const ranges = { int32: [-(2 ** 31), 2 ** 31 - 1], uint32: [0, 2 ** 32 - 1], uint8: [0, 255] } as const;

function dtypeOfTypedArray(op: string, data: ArrayBufferView): HostDType {
  if (data instanceof Float32Array || data instanceof Float64Array) return 'float32';
  if (data instanceof Int32Array) return 'int32';
  if (data instanceof Uint32Array) return 'uint32';
  if (data instanceof Uint8Array || data instanceof Uint8ClampedArray) return 'uint8';
  throw new DTypeError(
    `${op}: array type not supported; expected Float32Array, Float64Array, Int32Array, Uint32Array or Uint8Array, ` +
      `got ${data.constructor.name}; convert it, for instance with Int32Array.from(data)`,
  );
}

/** Copies values into the typed array of a dtype. @throws DTypeError where a value does not fit */
function store(op: string, values: ArrayLike<number | boolean>, dtype: HostDType): TypedArray {
  if (dtype === 'float32' || dtype === 'float16') return Float64Array.from(values as ArrayLike<number>);
  if (dtype === 'bool') return Uint8Array.from(values as ArrayLike<number>, (value) => (value ? 1 : 0));
  const [low, high] = ranges[dtype];
  const whole = Float64Array.from(values as ArrayLike<number>);
  const odd = whole.findIndex((value) => !(Number.isInteger(value) && value >= low && value <= high));
  if (odd >= 0) {
    throw new DTypeError(
      `${op}: value does not fit; expected whole numbers in [${low}, ${high}] for ${dtype}, got ${whole[odd]}; use float32`,
    );
  }
  return carriers[dtype].from(whole);
}

function isTyped(data: unknown): data is TypedArray {
  return ArrayBuffer.isView(data) && !(data instanceof DataView);
}

/** A copy in the array that carries the dtype: doubles stay doubles, bool becomes 0 and 1. (slice() of a Node Buffer copies nothing.) */
function fromTyped(op: string, data: TypedArray, dtype: HostDType): Pick<HostTensor, 'data' | 'dtype'> {
  const carrier = carriers[dtype];
  const fits = dtype !== 'bool' && data instanceof carrier;
  return { data: fits ? new carrier(data) : store(op, data, dtype), dtype };
}

/** The dtype that data travel as: halves as float32. */
function carrierOf(dtype: HostDType): HostDType {
  return dtype === 'float16' ? 'float32' : dtype;
}

/**
 * Checks and copies host data: later changes of the caller's array do not reach the tensor.
 *
 * @throws ShapeError for ragged arrays or a shape of another size, DTypeError for values that do not fit the dtype
 */
export function hostTensor(op: string, data: TensorData, { dtype: asked, shape }: TensorOptions = {}): HostTensor {
  const dtype = asked && carrierOf(asked);
  let result: HostTensor;
  if (isTyped(data)) {
    result = { ...fromTyped(op, data, dtype ?? dtypeOfTypedArray(op, data)), shape: shape ?? [data.length] };
  } else if (typeof data === 'object' && data !== null && isHostTensor(data)) {
    const given = (data.dtype as HostDType | undefined) ?? dtypeOfTypedArray(op, data.data);
    if (given !== 'uint8') checkDType(op, given);
    const stored = carrierOf(given);
    result = { ...fromTyped(op, data.data, dtype ?? stored), shape: shape ?? data.shape };
  } else {
    const nested = shapeOfNested(data);
    const flat: (number | boolean)[] = [];
    flatten(op, data, nested, 0, flat);
    const inferred = flat.length > 0 && flat.every((value) => typeof value === 'boolean') ? 'bool' : 'float32';
    result = { data: store(op, flat, dtype ?? inferred), dtype: dtype ?? inferred, shape: shape ?? nested };
  }
  checkShape(op, result.shape);
  if (sizeOf(result.shape) !== result.data.length) {
    throw new ShapeError(
      `${op}: data does not fill the shape; expected ${sizeOf(result.shape)} values for ${formatShape(result.shape)}, ` +
        `got ${result.data.length}; check shape and data`,
    );
  }
  return { ...result, shape: [...result.shape] };
}
