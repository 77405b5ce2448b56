// Finds things by the names that users type. Knows no loss and no metric.
import { ConfigError, didYouMean } from '@tensorloom/tensor-core';

/** A name without regard to case and underscores, so that Keras's spellings are known too. */
function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/**
 * The entry of `table` that a name means; case and underscores do not matter.
 *
 * @param kind what is looked for, for the message: `loss`, `metric`
 * @throws ConfigError that lists the names that are near, or all of them
 */
export function lookUpName<Entry>(kind: string, table: Readonly<Record<string, Entry>>, name: string): Entry {
  const known = Object.keys(table);
  const found = known.find((candidate) => plain(candidate) === plain(name));
  if (found !== undefined) return table[found] as Entry;
  throw new ConfigError(
    `${kind}: unknown name; expected one of ${known.join(', ')}, got '${name}'; ${didYouMean(name, known)}`,
  );
}
