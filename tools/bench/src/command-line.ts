// The words of the command line as options. Knows no suite's inside.
import { parseArgs } from 'node:util';
import { casesNamed, stepCases, type StepCase } from './cases/step-case.js';
import { peerNames, type PeerName } from './contestants/open-contestant.js';

export const suiteNames = ['step', 'cold', 'memory', 'trainer', 'profile'] as const;
export type SuiteName = (typeof suiteNames)[number];

/** What the user asked for. */
export interface BenchOptions {
  readonly suite: SuiteName;
  readonly peers: readonly PeerName[];
  readonly cases: readonly StepCase[];
  /** File for the rows as JSON. */
  readonly json: string | undefined;
  /** Rounds of each library (suite step), fresh processes of each (suite cold). */
  readonly rounds: number | undefined;
  /** Steps of the suites memory and profile. */
  readonly steps: number | undefined;
}

/** Words that the bench does not understand. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export const usage = `usage: npm run bench -- --suite ${suiteNames.join('|')} [--peers ${peerNames.join(',')}] [--cases NAME,...] [--rounds N] [--steps N] [--json FILE]`;

function oneOf<Name extends string>(option: string, known: readonly Name[], given: string): Name {
  const found = known.find((name) => name === given);
  if (found !== undefined) return found;
  throw new UsageError(`bench: unknown ${option}; expected ${known.join(' or ')}, got '${given}'\n${usage}`);
}

function count(option: string, given: string | undefined): number | undefined {
  const value = given === undefined ? undefined : Number(given);
  if (value === undefined || (Number.isInteger(value) && value > 0)) return value;
  throw new UsageError(`bench: bad --${option}; expected a whole number above 0, got '${given}'\n${usage}`);
}

const listOf = (text: string | undefined): readonly string[] => (text ? text.split(',') : []);

function parsed(words: readonly string[]): Partial<Record<keyof BenchOptions, string>> {
  const text = { type: 'string' } as const;
  const options = { suite: text, peers: text, cases: text, json: text, rounds: text, steps: text };
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    throw new UsageError(`bench: ${(error as Error).message}\n${usage}`, { cause: error });
  }
}

/** Options of the bench. @throws UsageError with what was expected */
export function readCommandLine(words: readonly string[]): BenchOptions {
  const { suite, peers, cases, json, rounds, steps } = parsed(words);
  if (suite === undefined)
    throw new UsageError(`bench: no suite; expected --suite ${suiteNames.join(' or ')}\n${usage}`);
  const known = stepCases.map(({ name }) => name);
  return {
    suite: oneOf('suite', suiteNames, suite),
    peers: listOf(peers).map((name) => oneOf('peer', peerNames, name)),
    cases: cases === undefined ? stepCases : casesNamed(listOf(cases).map((name) => oneOf('case', known, name))),
    json,
    rounds: count('rounds', rounds),
    steps: count('steps', steps),
  };
}
