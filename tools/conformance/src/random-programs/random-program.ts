// What a random program is: plain data that any change leaves valid, so that a failing one can be shrunk step by step.
import fc from 'fast-check';
import type { DType } from '@tensorloom/tensor-core';
import type { Dials, Picks } from './steps/step.js';
import { stepGroups, type StepName } from './steps/step-table.js';

/** A tensor that a program is given. */
export interface LeafSpec {
  readonly shape: readonly number[];
  /** `'bytes'` come as uint8 and are int32 to all ops. */
  readonly dtype: DType | 'bytes';
}

/**
 * One step. `picks` choose operands among the values at hand (0 is the latest that fits), `dials` choose axes, extents and
 * forms; both count modulo what there is, so that every step means something after any other.
 */
export interface Step {
  readonly op: StepName;
  readonly picks: Picks;
  readonly dials: Dials;
}

/** Inputs, variables, steps, and which values are read in the end. */
export interface RandomProgram {
  readonly inputs: readonly LeafSpec[];
  readonly variables: readonly LeafSpec[];
  readonly steps: readonly Step[];
  readonly outputs: readonly number[];
  /** How often it runs, one run after another on the same variables. */
  readonly runs: number;
  /** Of the data. */
  readonly seed: number;
}

const extent = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 5 }) },
  { weight: 4, arbitrary: fc.constantFrom(7, 8, 9, 16, 17) },
  { weight: 1, arbitrary: fc.constant(0) },
);
/** Rows longer than a subgroup, a workgroup, a workgroup's chunk of elements. */
const longShape = fc.constantFrom([33], [3, 40], [40, 3], [5, 33], [2, 130], [130, 2], [257], [3, 5, 33], [1100]);
const shape = fc.oneof(
  { weight: 8, arbitrary: fc.array(extent, { maxLength: 4, size: 'max' }) },
  { weight: 2, arbitrary: longShape },
);
const dtype = fc.oneof(
  { weight: 5, arbitrary: fc.constant<LeafSpec['dtype']>('float32') },
  { weight: 4, arbitrary: fc.constantFrom<LeafSpec['dtype']>('int32', 'bool', 'uint32', 'bytes') },
);

const leaf = fc.record({ shape, dtype });
const floatLeaf = fc.record({ shape, dtype: fc.constant<LeafSpec['dtype']>('float32') });
/** Small, and often of one shape, so that they can be swapped and updated in one kernel. */
const variableLeaf = fc.record({
  shape: fc.constantFrom([3, 3], [3, 3], [3, 3], [3], [4, 7], [], [2, 3, 4], [1, 40], [40, 40], [0, 3]),
  dtype: fc.constantFrom<LeafSpec['dtype']>('float32', 'float32', 'float32', 'float32', 'int32', 'bool'),
});

/** Mostly one of the latest values, so that programs grow deep, at times any. */
const pick = fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(30) });
/** Several of one shape, as the moments of an optimizer are, and one to spare. */
const alike = fc
  .tuple(variableLeaf, variableLeaf, fc.integer({ min: 2, max: 4 }))
  .map(([own, other, count]) => [...new Array<LeafSpec>(count).fill(own), other]);

const dial = fc.nat(59);

const step: fc.Arbitrary<Step> = fc.record({
  op: fc.oneof(...stepGroups.map(({ weight, names }) => ({ weight, arbitrary: fc.constantFrom<StepName>(...names) }))),
  picks: fc.tuple(pick, pick, pick),
  dials: fc.tuple(dial, dial, dial, dial, dial, dial),
});

/** Any program: 3 to 30 nodes or so, since a step records one node or a few. */
export const randomProgram: fc.Arbitrary<RandomProgram> = fc.record({
  inputs: fc.tuple(floatLeaf, fc.array(leaf, { minLength: 1, maxLength: 3 })).map(([first, rest]) => [first, ...rest]),
  variables: fc.oneof(fc.array(variableLeaf, { minLength: 1, maxLength: 4, size: 'max' }), alike),
  steps: fc.array(step, { minLength: 2, maxLength: 18, size: 'max' }),
  outputs: fc.array(pick, { minLength: 1, maxLength: 6, size: 'max' }),
  runs: fc.integer({ min: 1, max: 3 }),
  seed: fc.nat(1_000_000),
});
