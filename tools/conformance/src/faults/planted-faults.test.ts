// Every planted fault still finds its text, so that the check of the suite by faults does not rot.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { planted } from './check-faults.js';
import { plantedFaults } from './planted-faults.js';

const root = new URL('../../../../', import.meta.url);

describe('planted faults', () => {
  it.each(plantedFaults.map((fault) => ({ name: fault.name, fault })))('$name', async ({ fault }) => {
    const source = await readFile(fileURLToPath(new URL(fault.file, root)), 'utf8');
    expect(planted(fault, source)).not.toBe(source);
  });

  it('say so where their text is gone', () => {
    const [fault] = plantedFaults;
    expect(() => planted(fault as (typeof plantedFaults)[number], '')).toThrow(/no longer applies; .* got it 0 times/);
  });
});
