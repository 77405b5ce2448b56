// The words of the command line as options. Knows no suite's inside.
import { parseArgs } from 'node:util';
import { casesNamed, stepCases, type StepCase } from './cases/step-case.js';

export const suites = ['step'] as const;
export const peerNames = ['tfjs'] as const;
export type SuiteName = (typeof suites)[number];
export type PeerName = (typeof peerNames)[number];

/** What the user asked for. */
export interface BenchOptions {
  readonly suite: SuiteName;
  readonly peers: readonly PeerName[];
  readonly cases: readonly StepCase[];
  /** File for the rows as JSON. */
  readonly json: string | undefined;
  readonly rounds: number;
}

/** Words that the bench does not understand. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export const usage = `usage: npm run bench -- --suite ${suites.join('|')} [--peers ${peerNames.join(',')}] [--cases NAME,...] [--rounds N] [--json FILE]`;

function oneOf<Name extends string>(option: string, known: readonly Name[], given: string): Name {
  const found = known.find((name) => name === given);
  if (found) return found;
  throw new UsageError(`bench: unknown ${option}; expected ${known.join(' or ')}, got '${given}'\n${usage}`);
}

function count(option: string, given: string | undefined, otherwise: number): number {
  const value = given === undefined ? otherwise : Number(given);
  if (Number.isInteger(value) && value > 0) return value;
  throw new UsageError(`bench: bad --${option}; expected a whole number above 0, got '${given}'\n${usage}`);
}

const listOf = (text: string | undefined): readonly string[] => (text ? text.split(',') : []);

/** Options of the bench. @throws UsageError with what was expected */
export function readCommandLine(words: readonly string[]): BenchOptions {
  const text = { type: 'string' } as const;
  const options = { suite: text, peers: text, cases: text, json: text, rounds: text };
  let values;
  try {
    ({ values } = parseArgs({ args: [...words], options }));
  } catch (error) {
    throw new UsageError(`bench: ${(error as Error).message}\n${usage}`);
  }
  if (values.suite === undefined)
    throw new UsageError(`bench: no suite; expected one of ${suites.join(', ')}\n${usage}`);
  return {
    suite: oneOf('suite', suites, values.suite),
    peers: listOf(values.peers).map((name) => oneOf('peer', peerNames, name)),
    cases: values.cases === undefined ? stepCases : casesNamed(listOf(values.cases)),
    json: values.json,
    rounds: count('rounds', values.rounds, 15),
  };
}
