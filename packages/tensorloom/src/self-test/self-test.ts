// selfTest: is this device, with its driver, computing correctly?
import { createCpuDevice } from '@tensorloom/cpu-device';
import { defaultDevice, DTypeError, type Device, type TypedArray } from '@tensorloom/tensor-core';
import { selfTestCases } from './cases.js';
import { lowerCase, runCase } from './run-case.js';
import type { SelfTestCase } from './self-test-case.js';
import { SelfTestReport, type SelfTestFailure, type SelfTestResult } from './self-test-report.js';

export interface SelfTestOptions {
  /** The device to test (default: the default one). It stays usable, and whatever lives on it stays as it is. */
  readonly device?: Device;
  /** Only these classes, by the names that a report gives them. */
  readonly only?: readonly string[];
}

/** Classes that are not reached by then are left out, so that the whole takes a minute at most. */
const MOST_MS = 50_000;

/** Largest float32: what is larger in doubles is infinite there. */
const LARGEST = 3.4028234e38;
const TOLERANCE = 1e-5;

function agrees(got: number, want: number, tolerance: number): boolean {
  if (Number.isNaN(want)) return Number.isNaN(got);
  if (Math.abs(want) > LARGEST) return got === Math.sign(want) * Infinity;
  return Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want));
}

/** What is wrong with a value, if anything. */
function compare(got: TypedArray, want: ArrayLike<number>, tolerance: number): string | undefined {
  if (got.length !== want.length) return `expected ${want.length} elements, got ${got.length}`;
  const wrong = [...got.keys()].filter((at) => !agrees(got[at] as number, want[at] as number, tolerance));
  const first = wrong[0];
  if (first === undefined) return undefined;
  return `${wrong.length} of ${got.length} elements are wrong; expected ${want[first]}, got ${got[first]} at ${first}`;
}

/** What is wrong with a case on a device, or undefined where the device cannot do it. */
async function check(device: Device, reference: Device, one: SelfTestCase): Promise<SelfTestFailure[] | undefined> {
  const { name, known = {}, tolerance = TOLERANCE } = one;
  const lowered = lowerCase(one);
  const expected = await runCase(reference, lowered);
  try {
    const values = await runCase(device, lowered);
    return lowered.names.flatMap((value, index) => {
      const message = compare(values[index] as TypedArray, known[value] ?? (expected[index] as TypedArray), tolerance);
      return message === undefined ? [] : [{ name, value, message }];
    });
  } catch (error) {
    if (error instanceof DTypeError) return undefined;
    return [{ name, value: 'its run', message: String(error) }];
  }
}

function describeDevice({ kind, name, ...rest }: Device): string {
  const { adapter } = rest as { adapter?: { vendor: string; architecture: string; description: string } };
  const words = adapter ? [adapter.vendor, adapter.architecture, adapter.description] : [];
  return `${kind} (${[...new Set([name, ...words])].filter(Boolean).join(', ')})`;
}

/**
 * Computes a fixed set of kernels of every class (elementwise with special values, integers, views, reductions, products,
 * convolutions, pooling, softmax and norms, sequences, sorting, scatters, random bits, assignment in place, float16) and holds
 * the results against the same in doubles on the host, random bits against published ones. Takes seconds; new pipelines are
 * what it waits for, and after 50 seconds it leaves the rest out.
 *
 * @returns what failed, with adapter and driver: the text of `String(report)` belongs into a report of a bug
 * @example
 * const report = await selfTest();
 * if (!report.ok) console.error(String(report));
 */
export async function selfTest({ device: chosen, only }: SelfTestOptions = {}): Promise<SelfTestReport> {
  const device = chosen ?? (await defaultDevice());
  const reference = createCpuDevice({ precision: 'float64' });
  const results: SelfTestResult[] = [];
  const failures: SelfTestFailure[] = [];
  const begin = performance.now();
  for (const one of selfTestCases.filter(({ name }) => only?.includes(name) ?? true)) {
    const start = performance.now();
    const found = start - begin > MOST_MS ? undefined : await check(device, reference, one);
    failures.push(...(found ?? []));
    const outcome = found === undefined ? 'skipped' : found.length === 0 ? 'right' : 'wrong';
    results.push({ name: one.name, outcome, ms: performance.now() - start });
  }
  reference.dispose();
  return new SelfTestReport(describeDevice(device), results, failures);
}
