// Tests of the tables: columns stand under their titles.
import type { EpochSummary } from 'tensorloom';
import { describe, expect, it } from 'vitest';
import { confusionTable } from './confusion-table.js';
import { epochRow, epochTitles } from './epoch-table.js';

describe('the table of epochs', () => {
  const summary: EpochSummary = {
    phase: 'train',
    epoch: 2,
    epochs: 10,
    step: 430,
    steps: 430,
    logs: { loss: 0.12345, accuracy: 0.9654, valLoss: 0.0987, valAccuracy: 0.97 },
    stepsPerSecond: 41.256,
    seconds: 10.44,
    secondsLeft: 0,
  };

  it('fits 80 columns and has each number under its title', () => {
    const [titles, row] = [epochTitles(), epochRow(summary)];
    expect(titles).toBe('epoch     loss  accuracy  validation loss  accuracy  seconds  steps/s');
    expect(row).toBe(' 2/10   0.1235    0.9654           0.0987    0.9700     10.4     41.3');
  });

  it('shows what is missing as such', () => {
    expect(epochRow({ ...summary, logs: {} })).toMatch(/^ 2\/10 +NaN +NaN/);
  });
});

describe('the confusion matrix', () => {
  it('sets right answers and mistakes off', () => {
    const counts = [
      [980, 0],
      [3, 1132],
    ];
    expect(confusionTable(counts, (_, text) => text)).toEqual([
      '           0     1',
      '     0   980     ·',
      '     1     3  1132',
    ]);
    const marked = confusionTable(counts, (style, text) => `${String(style)}:${text.trim()} `);
    expect(marked[2]).toBe('bold:1 yellow:3 green:1132 ');
    expect(marked[1]).toContain('dim:·');
  });
});
