// Rows by family on one device, with what each gave. Knows neither Node nor a test framework: it runs in a page too.
import { setDefaultDevice, type Device } from '@tensorloom/tensor-core';
import { createCpuDevice } from '@tensorloom/cpu-device';
import type { Comparison } from '../ops/compare.js';
import { nameOf, type OpRow } from '../ops/op-row.js';
import { runRow } from './run-row.js';

/** What one row gave. */
export interface RowOutcome {
  readonly family: string;
  readonly op: string;
  readonly name: string;
  readonly relativeError: number;
  readonly milliseconds: number;
  /** What is wrong, in words. */
  readonly failure: string | undefined;
}

/** Rows after which a new device is opened: what an adapter has compiled for thousands of rows would fill the memory. */
const ROWS_OF_A_DEVICE = 250;

/** Rows by family. */
export type Families = Readonly<Record<string, readonly OpRow[]>>;

/** What a kind of rows is about, how a row is called, and how it is held against the reference. */
export interface RowKind<Row> {
  readonly opOf: (row: Row) => string;
  readonly nameOf: (row: Row) => string;
  readonly run: (row: Row, device: Device, reference: Device) => Promise<Comparison>;
}

/** Gives the device; another one where `afresh` asks for it. */
export type OpenDevice = (afresh: boolean) => Promise<Device>;

/**
 * Runs all rows of a kind, one after another.
 *
 * @param open asked for another device after a failure, because a device that was refused a command stays in that error, and
 *   every so many rows
 */
export async function runFamilies<Row>(
  families: Readonly<Record<string, readonly Row[]>>,
  kind: RowKind<Row>,
  open: OpenDevice,
  each: (outcome: RowOutcome) => void = () => undefined,
): Promise<readonly RowOutcome[]> {
  const reference = createCpuDevice({ precision: 'float64' });
  const outcomes: RowOutcome[] = [];
  let afresh = false;
  for (const [family, rows] of Object.entries(families)) {
    for (const row of rows) {
      const start = performance.now();
      const { relativeError, failure } = await kind.run(row, await open(afresh), reference);
      afresh = failure !== undefined || (outcomes.length + 1) % ROWS_OF_A_DEVICE === 0;
      const milliseconds = performance.now() - start;
      const outcome = { family, op: kind.opOf(row), name: kind.nameOf(row), relativeError, milliseconds, failure };
      outcomes.push(outcome);
      each(outcome);
    }
  }
  setDefaultDevice(undefined);
  return outcomes;
}

/** Runs all rows of ops. */
export function runSuite(
  families: Families,
  open: OpenDevice,
  each?: (outcome: RowOutcome) => void,
): Promise<readonly RowOutcome[]> {
  return runFamilies(families, { opOf: ({ op }) => op, nameOf, run: runRow }, open, each);
}
