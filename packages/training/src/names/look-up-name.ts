// Finds things by the names that users type. Knows no loss and no metric.
import { ConfigError } from '@tensorloom/tensor-core';

/** A name without regard to case and underscores, so that Keras's spellings are known too. */
function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** Letters to insert, drop or replace to come from one word to the other. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] as number) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] as number) + 1, (current[column - 1] as number) + 1));
    }
    previous = current;
  }
  return previous[b.length] as number;
}

/** The known names that a slip of the finger may have meant, nearest first. */
function nearNames(name: string, known: readonly string[]): string[] {
  const wanted = plain(name);
  return known
    .map((candidate) => ({ candidate, distance: editDistance(wanted, plain(candidate)) }))
    .filter(({ candidate, distance }) => distance <= Math.max(2, candidate.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
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
  const near = nearNames(name, known);
  const remedy = near.length > 0 ? `did you mean ${near.map((each) => `'${each}'`).join(' or ')}?` : 'use one of these';
  throw new ConfigError(`${kind}: unknown name; expected one of ${known.join(', ')}, got '${name}'; ${remedy}`);
}
