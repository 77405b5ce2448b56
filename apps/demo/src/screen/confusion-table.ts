// The confusion matrix as lines of text: row the digit, column the answer.
import type { Counts } from '../results/confusion.js';
import type { Screen } from './screen.js';

const CELL = 6;
const cell = (text: number | string): string => String(text).padStart(CELL);

/** The lines of the table; `paint` sets right answers and mistakes off. */
export function confusionTable(counts: Counts, paint: Screen['paint']): string[] {
  const rows = counts.map((row, digit) => {
    const cells = row.map((count, answer) => {
      if (count === 0) return paint('dim', cell('·'));
      return paint(answer === digit ? 'green' : 'yellow', cell(count));
    });
    return paint('bold', cell(digit)) + cells.join('');
  });
  return [paint('bold', cell('') + counts.map((_, answer) => cell(answer)).join('')), ...rows];
}
