// One row on one device, held against the CPU in float64. Knows neither Node nor a test framework: it runs in a page too.
import { setDefaultDevice, tensor, type Device, type DType, type TypedArray } from '@tensorloom/tensor-core';
import { compareValues, type Comparison } from '../ops/compare.js';
import { inputData, type OpRow } from '../ops/op-row.js';

/** What a device made of a row: values, or the name of the error that it threw. */
type Result =
  { readonly values: TypedArray; readonly shape: readonly number[]; readonly dtype: DType } | { readonly error: Error };

async function resultOn(row: OpRow, device: Device): Promise<Result> {
  setDefaultDevice(device);
  try {
    const result = row.run(...row.inputs.map((input, index) => tensor(inputData(input, index + 1))));
    return { values: await result.data(), shape: result.shape, dtype: result.dtype };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

const failed = (failure: string): Comparison => ({ relativeError: Infinity, failure });

/** The row on a device against the row on the reference: values, shape and dtype, or the same typed error. */
export async function runRow(row: OpRow, device: Device, reference: Device): Promise<Comparison> {
  const expected = await resultOn(row, reference);
  const got = await resultOn(row, device);
  if ('error' in got) {
    const same = 'error' in expected && expected.error.name === got.error.name;
    return same ? { relativeError: 0, failure: undefined } : failed(String(got.error.stack ?? got.error));
  }
  if ('error' in expected) return failed(`gives values; the reference throws ${String(expected.error)}`);
  const [own, wanted] = [got, expected].map(({ dtype, shape }) => `${dtype} [${shape.join(', ')}]`);
  if (own !== wanted) return failed(`is ${own}; expected ${wanted}`);
  return compareValues(got.values, expected.values, got.dtype, row.tolerance ?? 1e-5);
}
