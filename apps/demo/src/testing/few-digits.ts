// Digits for tests: so few that a run takes a second.
import { generatedDigits } from 'tensorloom';
import { splitDigits, type Digits } from '../data/digits.js';

/** 300 images, 30 of them for validation, and 50 for the test. */
export function fewDigits(): Digits {
  const facts = { source: 'generated', name: 'few digits', title: 'few digits' } as const;
  return splitDigits(facts, generatedDigits({ train: 300, test: 50, seed: 3 }));
}
