// From the words of the command line to options, or to a message that says which word is wrong.
import { parseArgs } from 'node:util';
import { optionRows, type DemoOptions, type OptionName, type OptionRow } from './demo-options.js';

/** The command line makes no sense; the message is for the user. */
export class UsageError extends Error {
  override name = 'UsageError';
}

type Words = Readonly<Partial<Record<OptionName, string | boolean>>>;

function readWords(args: readonly string[]): Words {
  const rows = Object.entries<OptionRow>(optionRows);
  const options = Object.fromEntries(
    rows.map(([name, { argument }]) => [name, { type: argument === undefined ? 'boolean' : 'string' } as const]),
  );
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values as Words;
  } catch (error) {
    // The first sentence names the word; what follows is about Node's conventions.
    const [sentence = ''] = (error as Error).message.split(/\.?\n|\. /);
    throw new UsageError(sentence.replace(/\.$/, ''), { cause: error });
  }
}

function oneOf<Word extends string>(words: Words, name: OptionName, fallback: Word): Word {
  const allowed = (optionRows[name] as OptionRow).argument?.split('|') ?? [];
  const word = words[name] ?? fallback;
  if (allowed.includes(word as string)) return word as Word;
  throw new UsageError(`--${name}: no such choice; expected ${allowed.join(' or ')}, got '${word}'`);
}

function wholeNumber(words: Words, name: OptionName, least: number): number | undefined {
  const word = words[name];
  if (word === undefined) return undefined;
  const number = /^\d+$/.test(word as string) ? Number(word) : NaN;
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new UsageError(`--${name}: bad number; expected a whole number from ${least} on, got '${word}'`);
}

function folder(words: Words, name: OptionName): string | undefined {
  const word = words[name];
  if (word === '') throw new UsageError(`--${name}: no folder; expected a path, got ''`);
  return word as string | undefined;
}

/**
 * The options that words of the command line mean.
 *
 * @returns undefined where they ask for help
 * @throws UsageError for an unknown option or a value that makes no sense
 */
export function parseOptions(args: readonly string[]): DemoOptions | undefined {
  const words = readWords(args);
  if (words.help === true) return undefined;
  return {
    model: oneOf(words, 'model', 'mlp'),
    epochs: wholeNumber(words, 'epochs', 1),
    batch: wholeNumber(words, 'batch', 1),
    data: folder(words, 'data'),
    device: oneOf(words, 'device', 'auto'),
    seed: wholeNumber(words, 'seed', 0) ?? 1,
    out: folder(words, 'out') ?? 'out',
    download: words.download === true,
    json: words.json === true,
  };
}
