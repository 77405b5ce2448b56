// Parts that options name (initializers, regularizers, constraints): found by name or config, and written back to files.
import { checkOptions, ConfigError, didYouMean } from '@tensorloom/tensor-core';

/** How a file says which part it was: its name and the options that were given. */
export interface PartConfig {
  readonly name: string;
  readonly [option: string]: unknown;
}

/** A function that may know its config, so that a file can name it. */
export interface Named {
  readonly config?: PartConfig;
}

/** What an option of this kind takes: a name with default options, a config, or a function. */
export type PartOption<Name extends string, Part> = Name | PartConfig | Part;

/** One kind of part: the word for it, and the factories of all that have names. */
export class PartKind<Part extends (...given: never[]) => unknown> {
  /** @param table asked for late, since the factories import this kind's type */
  constructor(
    private readonly kind: string,
    private readonly table: () => Readonly<Record<string, unknown>>,
  ) {}

  /** @throws ConfigError for a name that no part of this kind has, or options that it does not have */
  resolve(where: string, option: PartOption<string, Part>): Part {
    if (typeof option === 'function') return option;
    const { name, ...options } = typeof option === 'object' && option !== null ? option : { name: option as string };
    const table = this.table();
    if (Object.hasOwn(table, name)) return (table[name] as (options: object) => Part)(options);
    const names = Object.keys(table);
    throw new ConfigError(
      `${where}: unknown ${this.kind}; expected one of ${names.join(', ')}, or a function, got '${String(name)}'; ` +
        didYouMean(String(name), names),
    );
  }

  /** How a file says it. @throws ConfigError for a function of the user's own */
  configOf(where: string, part: Part & Named): PartConfig {
    if (part.config) return part.config;
    throw new ConfigError(
      `${where}: ${this.kind} has no name; expected one of ${Object.keys(this.table()).join(', ')} to write it down, got a function; ` +
        'use a named one, or give the function a config',
    );
  }
}

/**
 * A part with its config.
 *
 * @param namespace where users find it, for messages: `regularizers`
 * @throws ConfigError for options that it does not have
 */
export function namedPart<Part extends (...given: never[]) => unknown>(
  namespace: string,
  name: string,
  options: object,
  known: readonly string[],
  part: Part,
): Part & Named {
  checkOptions(`${namespace}.${name}`, options, known);
  return Object.assign(part, { config: { ...options, name } });
}
