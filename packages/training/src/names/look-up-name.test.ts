// Tests of lookUpName.
import { describe, expect, it } from 'vitest';
import { lookUpName } from './look-up-name.js';

const table = { meanSquaredError: 1, mse: 2, accuracy: 3 };

describe('lookUpName', () => {
  it.each([
    ['meanSquaredError', 1],
    ['mean_squared_error', 1],
    ['MSE', 2],
    ['Accuracy', 3],
  ])('finds %s', (name, entry) => {
    expect(lookUpName('metric', table, name)).toBe(entry);
  });

  it.each([
    ['acuracy', 'did you mean accuracy?'],
    ['mae', 'did you mean mse?'],
    ['mean_sqared_eror', 'did you mean meanSquaredError?'],
    ['f1', 'check the name'],
    ['toString', 'check the name'],
  ])('tells %s how to go on', (name, remedy) => {
    expect(() => lookUpName('metric', table, name)).toThrow(
      `metric: unknown name; expected one of meanSquaredError, mse, accuracy, got '${name}'; ${remedy}`,
    );
  });
});
