// What a case must reach, and whether measured rows do. Knows no suite.

/** A bar of one case. */
export type Bar =
  | {
      /** What the best of these libraries takes, by what Tensorloom takes. */
      readonly kind: 'ratio';
      readonly atLeast: number;
      readonly of: readonly string[];
      /** What is compared, where it is not time. */
      readonly measure?: string;
    }
  | {
      /** A field of Tensorloom's own row. */
      readonly kind: 'atMost';
      readonly field: string;
      readonly most: number;
    };

/** A bar, and what was seen. */
export interface BarResult {
  readonly case: string;
  readonly bar: string;
  readonly seen: number;
  readonly met: boolean;
}

/** A measured row: Tensorloom's, or a peer's with what it takes by what Tensorloom takes. */
export interface JudgedRow {
  readonly case: string;
  readonly library: string;
  readonly ratio: number;
}

function judge(bar: Bar, rows: readonly JudgedRow[]): readonly BarResult[] {
  const [ours] = rows as readonly [JudgedRow];
  if (bar.kind === 'atMost') {
    const seen = (ours as unknown as Readonly<Record<string, unknown>>)[bar.field];
    if (typeof seen !== 'number') return [];
    return [{ case: ours.case, bar: `${bar.field} at most ${bar.most}`, seen, met: seen <= bar.most }];
  }
  const peers = rows.filter(({ library }) => bar.of.includes(library));
  if (peers.length === 0) return [];
  const seen = Math.min(...peers.map(({ ratio }) => ratio));
  const names = peers.map(({ library }) => library).join(' and ');
  const whom = peers.length > 1 ? `the better of ${names}` : names;
  const text = bar.measure
    ? `${bar.measure} of ${whom} at least ${bar.atLeast} times ours`
    : `at least ${bar.atLeast} times as fast as ${whom}`;
  return [{ case: ours.case, bar: text, seen, met: seen >= bar.atLeast }];
}

/**
 * How the rows of one case stand to its bars. A bar that needs what was not measured is left out.
 *
 * @param rows Tensorloom's first
 */
export function judgeBars(bars: readonly Bar[], rows: readonly JudgedRow[]): readonly BarResult[] {
  return bars.flatMap((bar) => judge(bar, rows));
}
