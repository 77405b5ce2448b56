// One row of the catalogue on one device, held against the CPU in float64. Knows neither Node nor a test framework.
import { setDefaultDevice, setRandomSeed, type Device, type DType, type TypedArray } from '@tensorloom/tensor-core';
import { compareValues, type Comparison } from '../ops/compare.js';
import type { CatalogueRow } from './catalogue-row.js';

/** Errors of smaller results are held against this. */
const LEAST_SCALE = 0.01;
/** What is 0 but for the rounding of doubles. */
const NOTHING = 1e-9;
const SEED = 11;

interface Values {
  readonly data: TypedArray;
  /** dtype and shape in words. */
  readonly kind: string;
  readonly dtype: DType;
}

type ResultValues = ReadonlyMap<string, Values>;

/** What the row gives on a device: all of it is asked for in one run. */
async function valuesOn(row: CatalogueRow, device: Device): Promise<ResultValues> {
  setDefaultDevice(device);
  setRandomSeed(SEED);
  const results = Object.entries(await row.run());
  const values = results.map(async ([name, tensor]) => {
    const kind = `${tensor.dtype} [${tensor.shape.join(', ')}]`;
    return [name, { data: await tensor.data(), kind, dtype: tensor.dtype }] as const;
  });
  return new Map(await Promise.all(values));
}

/** The largest magnitude. */
function largest(data: TypedArray): number {
  let most = 0;
  for (const value of data) most = Math.max(most, Math.abs(value));
  return most;
}

/** One result against that of the reference; where all parts cancel, errors are held against the largest of all results. */
function compareOne(got: Values | undefined, expected: Values, tolerance: number, ofAll: number): Comparison {
  if (got?.kind !== expected.kind) {
    return { relativeError: Infinity, failure: `is ${got?.kind ?? 'missing'}; expected ${expected.kind}` };
  }
  const leastScale = largest(expected.data) < NOTHING ? Math.max(ofAll, LEAST_SCALE) : LEAST_SCALE;
  return compareValues(got.data, expected.data, expected.dtype, tolerance, leastScale);
}

/** Every result on a device against that on the reference: the worst error, and what is wrong with each. */
function compareAll(got: ResultValues, expected: ResultValues, tolerance: number): Comparison {
  const ofAll = Math.max(...[...expected.values()].map(({ data }) => largest(data)));
  const found = [...expected].map(([name, values]) => ({
    name,
    ...compareOne(got.get(name), values, tolerance, ofAll),
  }));
  const failures = found.flatMap(({ name, failure }) => (failure === undefined ? [] : [`${name}: ${failure}`]));
  return {
    relativeError: Math.max(...found.map(({ relativeError }) => relativeError)),
    failure: failures.length === 0 ? undefined : failures.join('\n'),
  };
}

/** The row on a device against the row on the reference; a row that throws fails with its error. */
export async function runCatalogueRow(row: CatalogueRow, device: Device, reference: Device): Promise<Comparison> {
  try {
    const expected = await valuesOn(row, reference);
    return compareAll(await valuesOn(row, device), expected, row.tolerance ?? 1e-5);
  } catch (error) {
    return { relativeError: Infinity, failure: error instanceof Error ? String(error.stack) : String(error) };
  }
}
