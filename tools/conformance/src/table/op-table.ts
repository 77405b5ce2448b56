// The table of ops that docs/ops.md holds, made from the rows, and what runs on devices have measured. Pure text.
import { families } from '../ops/op-rows.js';
import type { OpRow } from '../ops/op-row.js';
import type { DeviceReport } from '../suite/device-report.js';

const dtypes = ['float32', 'float16', 'int32', 'uint32', 'bool'] as const;
const devices = ['cpu', 'lavapipe', 'lavapipe-512', 'swiftshader', 'chromium'] as const;

/** What rows compute with: the dtypes of their inputs, or halves where the family is about those. */
function dtypesOf(family: string, rows: readonly OpRow[]): ReadonlySet<string> {
  if (family === 'float16') return new Set([family]);
  const named = rows.flatMap(({ inputs }) => inputs.map(({ dtype = 'float32' }): string => dtype));
  return new Set(rows.some(({ inputs }) => inputs.length === 0) ? [...named, 'float32'] : named);
}

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

function lineOf(family: string, op: string, rows: readonly OpRow[]): string {
  const used = dtypesOf(family, rows);
  const order = Math.max(...rows.map(({ gradient = 0 }) => gradient));
  return line([family, `\`${op}\``, rows.length, order, ...dtypes.map((dtype) => (used.has(dtype) ? 'x' : ''))]);
}

function linesOf(family: string, rows: readonly OpRow[]): readonly string[] {
  const ops = [...new Set(rows.map(({ op }) => op))];
  return ops.map((op) =>
    lineOf(
      family,
      op,
      rows.filter((row) => row.op === op),
    ),
  );
}

/** Heading of the part that runs fill in. */
export const measuredHeading = '## Measured';

/** The part that follows from the rows alone. */
export function opTable(): string {
  const all = Object.values(families).flat();
  const ops = new Set(all.map(({ op }) => op)).size;
  const used = new Set(Object.entries(families).flatMap(([family, rows]) => [...dtypesOf(family, rows)]));
  const header = ['family', 'op', 'rows', 'gradient order', ...dtypes];
  return [
    '# Ops',
    '',
    'Made by `npm run conformance -- --table` from the rows in `tools/conformance/src/ops/rows`.',
    '',
    `${ops} ops, ${all.length} rows, ${devices.length} devices (${devices.join(', ')}), ${used.size} dtypes. Every row runs on every device and is held against the float64 CPU; the gradient order says how often an op is differentiated and checked against central differences, on every device too. No row is skipped on a device; a device that a machine does not have is skipped whole, with its reason. float16 is computed in float32 and rounded where a device has no halves of its own.`,
    '',
    line(header),
    line(header.map(() => '---')),
    ...Object.entries(families).flatMap(([family, rows]) => linesOf(family, rows)),
    '',
  ].join('\n');
}

/** Worst errors by family and device, and how long each run took. */
export function measuredTable(runs: readonly DeviceReport[]): string {
  const names = [...new Set(runs.flatMap(({ families: own }) => own.map(({ family }) => family)))];
  const header = ['family', ...runs.map(({ device }) => device)];
  const worst = (run: DeviceReport, name: string): string => {
    const found = run.families.find(({ family }) => family === name);
    return found === undefined ? '' : found.worstError.toExponential(1);
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
