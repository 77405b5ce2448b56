// Tests of duplicateKey.
import { describe, expect, it } from 'vitest';
import { duplicateKey } from './duplicate-keys.js';

describe('duplicateKey', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"x":{"dtype":1,"shape":[],"dtype":2}}', 'dtype'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"a\\"b" : 1, "c": 2, "a\\"b"\n:3}', 'a"b'],
    ['[{"b":1},{"c":[{"d":1,"d":1}]}]', 'd'],
    ['{"":1,"":2}', ''],
  ])('finds it in %s', (text, name) => {
    expect(() => JSON.parse(text)).not.toThrow();
    expect(duplicateKey(text)).toBe(name);
  });

  it.each([
    '{}',
    '{"a":{"a":1},"b":{"a":2}}',
    '{"a":["a","a"],"b":"a"}',
    '{"a":"b","b":"a:"}',
    '{"a":"\\\\","b":"{\\"b\\":"}',
    '[[{"a":1}],{"a":2}]',
  ])('finds none in %s', (text) => {
    expect(() => JSON.parse(text)).not.toThrow();
    expect(duplicateKey(text)).toBeUndefined();
  });
});
