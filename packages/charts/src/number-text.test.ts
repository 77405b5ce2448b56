// Tests of numbers as text.
import { expect, it } from 'vitest';
import { countText, numberText } from './number-text.js';

it.each([
  [0, '0'],
  [-0, '0'],
  [0.1 + 0.2, '0.3'],
  [0.97864, '0.9786'],
  [0.99999, '1'],
  [12345.6, '12350'],
  [1234567, '1.235e6'],
  [0.00012346, '0.0001235'],
  [0.000012346, '1.235e-5'],
  [-1e30, '-1e30'],
  [NaN, 'NaN'],
  [Infinity, 'Infinity'],
])('%d reads %s', (value, text) => {
  expect(numberText(value)).toBe(text);
});

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1234567, '1,234,567'],
  [2.5, '2.5'],
  [1e20, '1e20'],
])('the count %d reads %s', (value, text) => {
  expect(countText(value)).toBe(text);
});
