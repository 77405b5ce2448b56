// The error classes of the whole library. Each message reads `op: rule broken; expected ..., got ...; what to do`.

/** Base class of everything that Tensorloom throws on purpose: catch it to tell our errors from bugs. */
export class TensorloomError extends Error {
  override name = 'TensorloomError';
}

/** A shape, axis or size does not fit the op. */
export class ShapeError extends TensorloomError {
  override name = 'ShapeError';
}

/** A dtype does not fit the op, or two dtypes do not mix. */
export class DTypeError extends TensorloomError {
  override name = 'DTypeError';
}

/** An index or a label lies outside the range that it indexes. */
export class IndexRangeError extends TensorloomError {
  override name = 'IndexRangeError';
}

/** Work was asked for before a device was chosen. */
export class NoDeviceError extends TensorloomError {
  override name = 'NoDeviceError';
}

/** The device stopped working; it stays so until it is made anew. */
export class DeviceLostError extends TensorloomError {
  override name = 'DeviceLostError';
}

/** The device refused an allocation. */
export class OutOfMemoryError extends TensorloomError {
  override name = 'OutOfMemoryError';
}

/** A limit of the device or of the graph would be passed. */
export class LimitError extends TensorloomError {
  override name = 'LimitError';
}

/** A tensor was recorded from a version of a variable that has been overwritten since. */
export class StaleTensorError extends TensorloomError {
  override name = 'StaleTensorError';
}

/** A tensor, variable or device was used after `dispose()`. */
export class DisposedError extends TensorloomError {
  override name = 'DisposedError';
}

/** An option, a name or a combination of settings makes no sense. */
export class ConfigError extends TensorloomError {
  override name = 'ConfigError';
}

/** What a NumericsError knows of the op that it names. */
export interface NumericsDetails {
  /** The primitive op. */
  readonly op: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  /** Of the first element that is not finite. */
  readonly index: readonly number[];
  /** That element: NaN, Infinity or -Infinity. */
  readonly value: number;
  /** `file:line:column` of the call that recorded the op, where it is known; the whole stack is the error's `cause`. */
  readonly line: string | undefined;
}

/** An op made NaN or Infinity out of finite operands; see `debug({ checkNumerics: true })`. */
export class NumericsError extends TensorloomError implements NumericsDetails {
  override name = 'NumericsError';
  readonly op: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly index: readonly number[];
  readonly value: number;
  readonly line: string | undefined;

  constructor(message: string, { op, shape, dtype, index, value, line }: NumericsDetails, options?: ErrorOptions) {
    super(message, options);
    this.op = op;
    this.shape = shape;
    this.dtype = dtype;
    this.index = index;
    this.value = value;
    this.line = line;
  }
}

/** A file is not what its format demands. */
export class FileFormatError extends TensorloomError {
  override name = 'FileFormatError';
}

/** The bytes of a file are not the ones that its checksum names. */
export class ChecksumError extends TensorloomError {
  override name = 'ChecksumError';
}
