// What a run on one device found: a summary by family, as text and as JSON. Knows no device.
import type { CutName } from './rows-of-cut.js';
import type { RowOutcome } from './run-suite.js';

/** One family on one device. */
export interface FamilySummary {
  readonly family: string;
  readonly rows: number;
  readonly failures: number;
  /** Largest error relative to its scale among the rows that pass, and the row that has it. */
  readonly worstError: number;
  readonly worstRow: string;
  readonly seconds: number;
}

/** One op of a family on one device. */
export interface OpSummary {
  readonly family: string;
  readonly op: string;
  readonly rows: number;
  readonly failures: number;
  /** Largest error relative to its scale among the rows that pass. */
  readonly worstError: number;
}

/** Which device a run was on. */
export interface DeviceDescription {
  /** As asked for: `cpu`, `lavapipe` ... or `webgpu` for the one that was found. */
  readonly device: string;
  /** The adapter's own words. */
  readonly adapter: string;
  readonly subgroupSize?: number | undefined;
}

/** A run on one device. */
export interface DeviceReport extends DeviceDescription {
  readonly cut: CutName;
  readonly seconds: number;
  readonly families: readonly FamilySummary[];
  /** Absent from reports that were kept before there was one. */
  readonly ops?: readonly OpSummary[];
  readonly failures: readonly { readonly name: string; readonly failure: string }[];
}

const inSeconds = (milliseconds: number): number => Math.round(milliseconds / 100) / 10;

function summaryOf(family: string, outcomes: readonly RowOutcome[]): FamilySummary {
  const passed = outcomes.filter(({ failure }) => failure === undefined);
  const worst = passed.reduce<RowOutcome | undefined>(
    (most, one) => (most && most.relativeError >= one.relativeError ? most : one),
    undefined,
  );
  return {
    family,
    rows: outcomes.length,
    failures: outcomes.length - passed.length,
    worstError: Number((worst?.relativeError ?? 0).toPrecision(2)),
    worstRow: worst?.name ?? '',
    seconds: inSeconds(outcomes.reduce((sum, { milliseconds }) => sum + milliseconds, 0)),
  };
}

function opsOf(outcomes: readonly RowOutcome[]): readonly OpSummary[] {
  const groups = new Map<string, RowOutcome[]>();
  for (const one of outcomes) {
    const key = `${one.family}/${one.op}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const { family, op } = group[0] as RowOutcome;
    const { rows, failures, worstError } = summaryOf(family, group);
    return { family, op, rows, failures, worstError };
  });
}

/** The report of a run's outcomes. */
export function reportOf(description: DeviceDescription, cut: CutName, outcomes: readonly RowOutcome[]): DeviceReport {
  const names = [...new Set(outcomes.map(({ family }) => family))];
  const families = names.map((family) =>
    summaryOf(
      family,
      outcomes.filter((one) => one.family === family),
    ),
  );
  const failures = outcomes.flatMap(({ name, failure }) => (failure === undefined ? [] : [{ name, failure }]));
  const seconds = inSeconds(outcomes.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
  return { ...description, cut, seconds, families, ops: opsOf(outcomes), failures };
}

/** A table with a line for each family, and each failure in words. */
export function formatReport(report: DeviceReport): string {
  const { device, adapter, subgroupSize, cut, families, failures } = report;
  const header = ['family', 'rows', 'failures', 'worst error', 'seconds', 'row of the worst error'];
  const lines = families.map((one) =>
    [one.family, one.rows, one.failures, one.worstError.toExponential(1), one.seconds, one.worstRow].map(String),
  );
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => (line[column] as string).length)),
  );
  const text = (line: readonly string[]): string =>
    line
      .map((cell, column) =>
        column === 0 || column === 5 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number),
      )
      .join('  ')
      .trimEnd();
  const lanes = subgroupSize === undefined ? '' : `, subgroups of ${subgroupSize}`;
  const rows = families.reduce((sum, one) => sum + one.rows, 0);
  return [
    `${device}: ${adapter}${lanes}`,
    '',
    ...[header, ...lines].map(text),
    '',
    ...failures.map(({ name, failure }) => `FAILED ${name}\n  ${failure.replaceAll('\n', '\n  ')}`),
    `${rows} rows (${cut}), ${failures.length} failed, ${report.seconds} s`,
  ].join('\n');
}
