// The inner loop of the recurrent kernels: for a few batch rows, a product of what a step carries with a matrix of weights.

/** Who works on the batch rows of a workgroup. Lanes lie along the units. */
export interface RecurrentWorkers {
  /** One subgroup, whose lanes read one row each and hand it to all; or a workgroup, where each lane reads all rows. */
  readonly mode: 'subgroup' | 'workgroup';
  /** Lanes of a workgroup; of a subgroup in that mode. */
  readonly lanes: number;
  /** Batch rows that a workgroup takes through all steps. */
  readonly rows: number;
}

export interface CarriedProduct {
  readonly workers: RecurrentWorkers;
  /** Type of a sum: one number, or one for each gate. */
  readonly sum: 'f32' | 'vec3f' | 'vec4f';
  /** What is carried, at place `k` of batch row `row`: expressions. */
  readonly value: (row: string, k: string) => string;
  /** The weights that belong to place `k`, for `unit`: they become `w`. */
  readonly weight: string;
  /** Statement that takes a value with `w` into a sum. */
  readonly take: (sum: string, value: string) => string;
}

/** Names of the sums, one for each batch row. */
export function sumNames({ rows }: RecurrentWorkers): readonly string[] {
  return Array.from({ length: rows }, (_, row) => `sum${row}`);
}

/**
 * Statements that leave the sum over all k of each batch row in `sum0`, `sum1`, ... They use `units`, `unit`, `lane` and
 * `rowCount`, the batch rows that there are: those beyond repeat the last one.
 */
export function carriedProduct({ workers, sum, value, weight, take }: CarriedProduct): readonly string[] {
  const { mode, lanes } = workers;
  const sums = sumNames(workers);
  const row = (index: string): string => `min(${index}, rowCount - 1u)`;
  const held = mode === 'workgroup' ? [] : Array.from({ length: Math.ceil(sums.length / lanes) }, (_, i) => `v${i}`);
  const valueOf = (index: number): string =>
    mode === 'workgroup'
      ? value(row(`${index}u`), 'k')
      : `subgroupBroadcast(${held[Math.floor(index / lanes)]}, ${index % lanes}u)`;
  return [
    ...sums.map((name) => `var ${name} = ${sum}(0);`),
    'for (var k = 0u; k < units; k++) {',
    `  let w = ${weight};`,
    ...held.map((name, i) => `  let ${name} = ${value(row(`lane + ${i * lanes}u`), 'k')};`),
    ...sums.map((name, index) => `  ${take(name, valueOf(index))}`),
    '}',
  ];
}
