// The words of the command line as options. Knows no suite's inside.
import { parseArgs } from 'node:util';
import { stepCases, trainingCases } from './cases/step-case.js';
import { peerNames, type PeerName } from './contestants/peer-names.js';
import { kernelCases } from './kernels/kernel-case.js';

export const suiteNames = [
  'step',
  'kernels',
  'training',
  'memory',
  'cold',
  'trainer',
  'buffers',
  'profile',
  'javascript',
] as const;
export type SuiteName = (typeof suiteNames)[number];

/** What the user asked for. */
export interface BenchOptions {
  readonly suites: readonly SuiteName[];
  readonly peers: readonly PeerName[];
  /** Names of cases; each suite's own choice if undefined. */
  readonly cases: readonly string[] | undefined;
  /** File for the rows as JSON. */
  readonly json: string | undefined;
  /** Markdown file in which the tables of these suites are put into their places. */
  readonly markdown: string | undefined;
  /** Rounds of each library (suites step, kernels, trainer), fresh processes of each (suite cold). */
  readonly rounds: number | undefined;
  /** Steps of the suites memory, buffers, profile and javascript. */
  readonly steps: number | undefined;
}

/** Words that the bench does not understand. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export const usage =
  `usage: npm run bench -- --suite NAME,... [--peers NAME,...] [--cases NAME,...] [--rounds N] [--steps N] [--json FILE] [--markdown FILE]\n` +
  `  suites: ${suiteNames.join(', ')}\n  peers: ${peerNames.join(', ')}`;

const namesOf = (cases: readonly { readonly name: string }[]): readonly string[] => cases.map(({ name }) => name);
const anyTraining = namesOf(trainingCases);

/** Names of the cases that a suite knows. */
const knownCases: Readonly<Record<SuiteName, readonly string[]>> = {
  step: anyTraining,
  kernels: namesOf(kernelCases),
  training: anyTraining,
  memory: anyTraining,
  cold: anyTraining,
  trainer: namesOf(stepCases),
  buffers: anyTraining,
  profile: anyTraining,
  javascript: anyTraining,
};

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

type OptionName = 'suite' | 'peers' | 'cases' | 'json' | 'markdown' | 'rounds' | 'steps';

function parsed(words: readonly string[]): Partial<Record<OptionName, string>> {
  const text = { type: 'string' } as const;
  const options = { suite: text, peers: text, cases: text, json: text, markdown: text, rounds: text, steps: text };
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    throw new UsageError(`bench: ${(error as Error).message}\n${usage}`, { cause: error });
  }
}

/** Options of the bench. @throws UsageError with what was expected */
export function readCommandLine(words: readonly string[]): BenchOptions {
  const { suite, peers, cases, json, markdown, rounds, steps } = parsed(words);
  if (!suite) throw new UsageError(`bench: no suite; expected --suite ${suiteNames.join(' or ')}\n${usage}`);
  const suites = listOf(suite).map((name) => oneOf('suite', suiteNames, name));
  const known = [...new Set(suites.flatMap((name) => knownCases[name]))];
  return {
    suites,
    peers: listOf(peers).map((name) => oneOf('peer', peerNames, name)),
    cases: cases === undefined ? undefined : listOf(cases).map((name) => oneOf('case', known, name)),
    json,
    markdown,
    rounds: count('rounds', rounds),
    steps: count('steps', steps),
  };
}

/** The cases among a suite's own that the user named, or those that it runs by itself. */
export function casesOf<Case extends { readonly name: string }>(
  known: readonly Case[],
  { cases }: BenchOptions,
  own: readonly Case[] = known,
): readonly Case[] {
  return cases === undefined ? own : known.filter(({ name }) => cases.includes(name));
}
