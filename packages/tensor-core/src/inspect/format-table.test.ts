// Tables fit a terminal, amounts stay short.
import { describe, expect, it } from 'vitest';
import { countNames, formatBytes, formatSpec, formatTable } from './format-table.js';

describe('formatTable', () => {
  const columns = [
    { title: 'name', text: ({ name }: { name: string }) => name, yields: true },
    { title: 'size', text: ({ name }: { name: string }) => String(name.length), align: 'right' },
  ] as const;

  it('lines columns up, numbers at the right', () => {
    expect(formatTable(columns, [{ name: 'weights' }, { name: 'a long name' }])).toBe(
      ['name         size', 'weights         7', 'a long name    11'].join('\n'),
    );
  });

  it('cuts what yields, so that no line is longer than 100', () => {
    const lines = formatTable(columns, [{ name: 'x'.repeat(300) }]).split('\n');
    expect(lines[1]).toBe(`${'x'.repeat(93)}…   300`);
    expect(lines[1]).toHaveLength(100);
  });
});

describe('amounts', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1500, '1.5 kB'],
    [1_234_567, '1.23 MB'],
    [5e12, '5000 GB'],
  ])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it('count names and tell tensors apart', () => {
    expect(countNames(['mul', 'add', 'mul'])).toBe('mul x2, add');
    expect(formatSpec({ shape: [2, 3], dtype: 'float32' })).toBe('[2,3]');
    expect(formatSpec({ shape: [], dtype: 'int32' })).toBe('int32[]');
  });
});
