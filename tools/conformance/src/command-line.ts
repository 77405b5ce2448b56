// The words of the command line as options. Knows nothing of how they are carried out.
import { parseArgs } from 'node:util';
import { deviceNames, type DeviceName } from './devices/open-device.js';

/** What the user asked for. */
export interface ConformanceOptions {
  /** Default: the one that the launcher found. */
  readonly device: DeviceName | undefined;
  readonly op: string | undefined;
  readonly full: boolean;
  /** How many random programs; the grid brings 2,000 of its own. */
  readonly programs: number;
  /** Of the random programs: `seed`, or `seed:path` for one of them, as a failure prints it. */
  readonly seed: string | undefined;
  /** Plant faults instead, and see that each is caught. */
  readonly faults: boolean;
  /** Write docs/ops.md instead. */
  readonly table: boolean;
  /** File for the report as JSON. */
  readonly json: string | undefined;
}

/** Words that the command does not understand. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export const usage = `usage: npm run conformance -- [--device ${deviceNames.join('|')}] [--op NAME] [--full] [--programs N] [--seed SEED] [--json FILE] | --faults | --table`;

const settings = {
  device: { type: 'string' },
  op: { type: 'string' },
  full: { type: 'boolean', default: false },
  programs: { type: 'string' },
  seed: { type: 'string' },
  faults: { type: 'boolean', default: false },
  table: { type: 'boolean', default: false },
  json: { type: 'string' },
} as const;

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: settings }).values;
  } catch (error) {
    throw new UsageError(`conformance: ${(error as Error).message}\n${usage}`, { cause: error });
  }
}

/** Programs of a full run. */
const fullPrograms = 2000;

function count(given: string): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new UsageError(`conformance: bad --programs; expected a whole number, got '${given}'\n${usage}`);
}

/** Options of the command. @throws UsageError with what was expected */
export function readCommandLine(words: readonly string[]): ConformanceOptions {
  const { device, op, full, programs, seed, faults, table, json } = parsed(words);
  const known = deviceNames.find((name) => name === device);
  if (device !== undefined && known === undefined) {
    throw new UsageError(
      `conformance: unknown device; expected ${deviceNames.join(' or ')}, got '${device}'\n${usage}`,
    );
  }
  const ownPrograms = full && op === undefined ? fullPrograms : 0;
  return {
    device: known,
    op,
    full,
    programs: programs === undefined ? ownPrograms : count(programs),
    seed,
    faults,
    table,
    json,
  };
}
