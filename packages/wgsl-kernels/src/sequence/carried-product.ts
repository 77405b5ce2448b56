// The inner loop of the recurrent kernels: for a few batch rows, a product of what a step carries with a matrix of weights.

/** Who works on the batch rows of a workgroup. Lanes lie along the units. */
export interface RecurrentWorkers {
  /**
   * One subgroup, whose lanes read one row each and hand it to all; the same with four units a lane, which are loaded at
   * once (`quads`: units is a multiple of 4, and what the product reads is bound as vectors of four); or a workgroup, where each lane reads all rows.
   */
  readonly mode: 'subgroup' | 'quads' | 'workgroup';
  /** Lanes of a workgroup; of a subgroup in those modes. */
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

/** A product of what lies in one row with a matrix that has a row of units for each place, both bound as vectors of four. */
export interface QuadProduct {
  readonly workers: RecurrentWorkers;
  /** Places: an expression that is a multiple of 4. */
  readonly extent: string;
  /** Places `k` to `k` + 3 of batch row `row`: an expression. */
  readonly value: (row: string, k: string) => string;
  /** The weights of a place for `unit` and the three units after it. */
  readonly weight: (place: string) => string;
}

/** Statements as those of `carriedProduct`, with sums of four units. */
export function quadProduct({ workers, extent, value, weight }: QuadProduct): readonly string[] {
  const { lanes, rows } = workers;
  const takes = sumNames(workers).flatMap((sum, row) =>
    [0, 1, 2, 3].map((place) => {
      const one = `subgroupBroadcast(v${Math.floor(row / lanes)}[${place}], ${row % lanes}u)`;
      return `${sum} = fma(vec4f(${one}), w${place}, ${sum});`;
    }),
  );
  const turn = [
    ...Array.from(
      { length: Math.ceil(rows / lanes) },
      (_, i) => `let v${i} = ${value(existing(`lane + ${i * lanes}u`), 'k')};`,
    ),
    ...[0, 1, 2, 3].map((place) => `let w${place} = ${weight(`(k + ${place}u)`)};`),
    ...takes,
  ];
  return [
    ...sumNames(workers).map((name) => `var ${name} = vec4f();`),
    `for (var k = 0u; k < ${extent}; k += 4u) {`,
    ...turn.map((line) => `  ${line}`),
    '}',
  ];
}

/** The components of a vector of four. */
export function componentsOf(vector: string): readonly string[] {
  return [0, 1, 2, 3].map((component) => `${vector}[${component}]`);
}
