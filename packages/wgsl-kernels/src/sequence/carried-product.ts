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
  /** Type of the weights of a place: one number for each gate. */
  readonly weights: 'vec3f' | 'vec4f';
  /** What is carried, at place `k` of batch row `row`: expressions. */
  readonly value: (row: string, k: string) => string;
  /** The weights that belong to place `k`, for `unit`. */
  readonly weight: (k: string) => string;
  /** Statement that takes a value with its weights into a sum. */
  readonly take: (sum: string, value: string, weight: string) => string;
}

/** Places that a subgroup takes in a turn of the loop: a software adapter loads and stores all sums in each turn. */
const UNROLL = 2;

/** Names of the sums, one for each batch row. */
export function sumNames({ rows }: RecurrentWorkers): readonly string[] {
  return Array.from({ length: rows }, (_, row) => `sum${row}`);
}

/**
 * Statements that leave the sum over all k of each batch row in `sum0`, `sum1`, ... They use `units`, `unit`, `lane` and
 * `rowCount`, the batch rows that there are: those beyond repeat the last one.
 */
export function carriedProduct(product: CarriedProduct): readonly string[] {
  const bySubgroup = product.workers.mode === 'subgroup';
  return [
    ...sumNames(product.workers).map((name) => `var ${name} = ${product.sum}(0);`),
    `for (var k = 0u; k < units; k += ${bySubgroup ? UNROLL : 1}u) {`,
    ...(bySubgroup ? subgroupTurn(product) : workgroupTurn(product)).map((line) => `  ${line}`),
    '}',
  ];
}

/** A batch row: an expression that stays among those that there are. */
function existing(row: string): string {
  return `min(${row}, rowCount - 1u)`;
}

function workgroupTurn({ workers, value, weight, take }: CarriedProduct): readonly string[] {
  const takes = sumNames(workers).map((sum, row) => take(sum, value(existing(`${row}u`), 'k'), 'w'));
  return [`let w = ${weight('k')};`, ...takes];
}

function subgroupTurn({ workers, weights, value, weight, take }: CarriedProduct): readonly string[] {
  const { lanes } = workers;
  const sums = sumNames(workers);
  return Array.from({ length: UNROLL }, (_, turn) => {
    const k = `k${turn}`;
    return [
      `let ${k} = min(k + ${turn}u, units - 1u);`,
      `let w${turn} = select(${weights}(0), ${weight(k)}, k + ${turn}u < units);`,
      ...Array.from(
        { length: Math.ceil(sums.length / lanes) },
        (_, i) => `let v${turn}_${i} = ${value(existing(`lane + ${i * lanes}u`), k)};`,
      ),
      ...sums.map((sum, row) =>
        take(sum, `subgroupBroadcast(v${turn}_${Math.floor(row / lanes)}, ${row % lanes}u)`, `w${turn}`),
      ),
    ];
  }).flat();
}
