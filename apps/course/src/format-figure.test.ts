// How figures are written.
import { describe, expect, it } from 'vitest';
import { figure } from './figure.js';
import { formatFigure } from './format-figure.js';

describe('formatFigure', () => {
  it('puts computed numbers into the rows and digits of the printed ones', () => {
    const text = formatFigure(figure('map', [4.2, 3, -2, 11], '4 3 / -2 10'), [4.2, 3, -2, 11], 9, 5);
    expect(text.split('\n')).toEqual(['map     4   3', '       -2  11']);
  });

  it('shows no more decimals than the device carries', () => {
    const loss = figure('L', [0.298371109], '0.298371109', 'as by hand');
    expect(formatFigure(loss, [0.29837112], 6, 1)).toBe('L  0.298371   (as by hand)');
    expect(formatFigure(loss, [0.298371109], 9, 1)).toBe('L  0.298371109   (as by hand)');
  });

  it('keeps powers of ten', () => {
    expect(formatFigure(figure('L', [0], '2.43e-11'), [2.4271e-11], 6, 1)).toBe('L  2.43e-11');
  });
});
