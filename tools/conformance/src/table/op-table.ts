// The table of ops that docs/ops.md holds, made from the rows, and what runs on devices have measured. Pure text.
import { families } from '../ops/op-rows.js';
import type { OpRow } from '../ops/op-row.js';
import type { DeviceReport } from '../suite/device-report.js';

const dtypes = ['float32', 'float16', 'int32', 'uint32', 'bool'] as const;
/** In the order of the columns. */
export const devices: readonly string[] = ['cpu', 'lavapipe', 'lavapipe-512', 'swiftshader', 'chromium'];

/** What rows compute with: the dtypes of their inputs, or halves where the family is about those. */
function dtypesOf(family: string, rows: readonly OpRow[]): ReadonlySet<string> {
  if (family === 'float16') return new Set([family]);
  const named = rows.flatMap(({ inputs }) => inputs.map(({ dtype = 'float32' }): string => dtype));
  return new Set(rows.some(({ inputs }) => inputs.length === 0) ? [...named, 'float32'] : named);
}

/** 0 where every bit is right. */
const errorText = (error: number): string => (error === 0 ? '0' : error.toExponential(1));

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

/** What a device made of an op: its worst error, how many rows failed, or nothing where no kept run has it. */
function measuredOf({ ops = [] }: DeviceReport, family: string, op: string): string {
  const found = ops.find((one) => one.family === family && one.op === op);
  if (found === undefined) return '';
  return found.failures > 0 ? `${found.failures} failed` : errorText(found.worstError);
}

function lineOf(family: string, op: string, rows: readonly OpRow[], runs: readonly DeviceReport[]): string {
  const used = dtypesOf(family, rows);
  const order = Math.max(...rows.map(({ gradient = 0 }) => gradient));
  const named = dtypes.filter((dtype) => used.has(dtype)).join(', ');
  return line([family, `\`${op}\``, rows.length, order, named, ...runs.map((run) => measuredOf(run, family, op))]);
}

function linesOf(family: string, rows: readonly OpRow[], runs: readonly DeviceReport[]): readonly string[] {
  const ops = [...new Set(rows.map(({ op }) => op))];
  return ops.map((op) =>
    lineOf(
      family,
      op,
      rows.filter((row) => row.op === op),
      runs,
    ),
  );
}

/** Heading of the part that runs fill in. */
export const measuredHeading = '## Measured';

/** The part that follows from the rows, with what kept runs made of each op. */
export function opTable(runs: readonly DeviceReport[] = []): string {
  const all = Object.values(families).flat();
  const ops = new Set(all.map(({ op }) => op)).size;
  const used = new Set(Object.entries(families).flatMap(([family, rows]) => [...dtypesOf(family, rows)]));
  const header = ['family', 'op', 'rows', 'gradient order', 'dtypes', ...runs.map(({ device }) => device)];
  return [
    '# Ops',
    '',
    'Made by `npm run conformance -- --table` from the rows in `tools/conformance/src/ops/rows`.',
    '',
    `${ops} ops, ${all.length} rows, ${devices.length} devices (${devices.join(', ')}), ${used.size} dtypes (${dtypes.join(', ')}). Every row runs on every device and is held against the float64 CPU; the gradient order says how often an op is differentiated and checked against central differences, on every device too. No row is skipped on a device; a device that a machine does not have is skipped whole, with its reason. float16 is computed in float32 and rounded where a device has no halves of its own. Beside each op, for each device, the largest error of its rows relative to the largest magnitude of the result; 0 where every bit is right.`,
    '',
    line(header),
    line(header.map(() => '---')),
    ...Object.entries(families).flatMap(([family, rows]) => linesOf(family, rows, runs)),
    '',
  ].join('\n');
}

/** Worst errors by family and device, and how long each run took. */
export function measuredTable(runs: readonly DeviceReport[]): string {
  const names = [...new Set(runs.flatMap(({ families: own }) => own.map(({ family }) => family)))];
  const header = ['family', ...runs.map(({ device }) => device)];
  const worst = (run: DeviceReport, name: string): string => {
    const found = run.families.find(({ family }) => family === name);
    return found === undefined ? '' : errorText(found.worstError);
  };
  const about = runs.map(({ device, adapter, subgroupSize, cut, seconds, families: own, failures }) => {
    const lanes = subgroupSize === undefined ? '' : `, subgroups of ${subgroupSize}`;
    const rows = own.reduce((sum, one) => sum + one.rows, 0);
    return `- ${device}: ${adapter}${lanes}; ${rows} rows (${cut}), ${failures.length} failed, ${seconds} s`;
  });
  return [
    measuredHeading,
    '',
    'Largest error of a row that passes, relative to the largest magnitude of its result.',
    '',
    line(header),
    line(header.map(() => '---')),
    ...names.map((name) => line([name, ...runs.map((run) => worst(run, name))])),
    '',
    ...about,
    '',
  ].join('\n');
}
