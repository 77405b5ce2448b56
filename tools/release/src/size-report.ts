// Compares what packages weigh with what they may weigh.

/** Kilobytes (1,000 bytes, after gzip) that a package may weigh, by name. */
export type Budgets = Record<string, number>;

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);

/**
 * One line for each package, and a complaint for each that is too heavy or has no budget, and for each budget of nothing.
 *
 * @param sizes bytes after gzip, by name
 */
export function sizeReport(sizes: Map<string, number>, budgets: Budgets): { lines: string[]; complaints: string[] } {
  const lines: string[] = [];
  const complaints: string[] = [];
  for (const [name, bytes] of sizes) {
    const budget = budgets[name];
    lines.push(`${name.padEnd(28)} ${kilobytes(bytes).padStart(7)} kB of ${budget ?? 'no budget'}`);
    if (budget === undefined) complaints.push(`size of ${name}: has no budget; add it to tools/release/budgets.json`);
    else if (bytes > budget * 1000) {
      const remedy = 'find what has grown, or raise tools/release/budgets.json with a reason in the commit';
      complaints.push(`size of ${name}: expected at most ${budget} kB, got ${kilobytes(bytes)} kB; ${remedy}`);
    }
  }
  for (const name of Object.keys(budgets)) {
    if (!sizes.has(name)) complaints.push(`budgets.json: ${name} is no package`);
  }
  return { lines, complaints };
}
