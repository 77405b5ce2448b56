// What devices ask of host data before they take it. Knows no device.
import type { Storage } from '../device.js';
import type { HostTensor } from '../dtype.js';
import { ConfigError } from '../errors.js';
import { formatShape, sameShape, sizeOf } from '../shape.js';

/** @throws ConfigError for data that do not fill their shape, or do not fit the storage that they are meant for */
export function checkUpload({ data, shape, dtype }: HostTensor, storage?: Storage): void {
  if (data.length !== sizeOf(shape)) {
    throw new ConfigError(
      `upload: data do not fill their shape; expected ${sizeOf(shape)} elements for ${formatShape(shape)}, got ${data.length}; ` +
        'pass as many as the shape says',
    );
  }
  const given = dtype === 'uint8' ? 'int32' : dtype;
  if (storage && (storage.dtype !== given || !sameShape(storage.shape, shape))) {
    throw new ConfigError(
      `upload: data do not fit the storage; expected ${storage.dtype} ${formatShape(storage.shape)}, ` +
        `got ${given} ${formatShape(shape)}; upload to a storage of its own`,
    );
  }
}
