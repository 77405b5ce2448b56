// Finds the name that someone meant. Plain text in, plain text out.

/** Number of letters to insert, drop or exchange to make one word of the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const exchange = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(exchange, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/** Words without the marks in which naming habits differ: use_bias, useBias and UseBias are one. */
function bare(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The candidates that differ from `word` by few letters, nearest first. */
export function nearNames(word: string, candidates: readonly string[]): readonly string[] {
  const limit = word.length < 3 ? 1 : Math.max(2, Math.floor(word.length / 3));
  return candidates
    .map((candidate) => ({ candidate, distance: editDistance(bare(word), bare(candidate)) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .map(({ candidate }) => candidate);
}

/** The last part of an error message: what to do about an unknown name. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = nearNames(word, candidates);
  return near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'check the name';
}
