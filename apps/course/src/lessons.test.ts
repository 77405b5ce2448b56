// Every figure of every lesson: in double precision to the digits printed, in single precision on the CPU and on WebGPU to 1e-5.
import { setDefaultDevice } from 'tensorloom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { devices } from './devices.js';
import { printedRows, valuesOf, type Figure } from './figure.js';
import { lessons } from './lessons/index.js';

/** The figures of a lesson and their values. */
interface Computed {
  readonly figures: readonly Figure[];
  readonly values: readonly (readonly number[])[];
}

/** Runs a lesson on the default device. */
async function compute(lesson: string): Promise<Computed> {
  const figures = (await lessons[lesson]?.run()) ?? [];
  return { figures, values: await valuesOf(figures) };
}

/** Half a unit of the last printed digit; nothing where the figure is exact. */
function halfUnit(printed: string): number {
  const [mantissa = '', exponent = '0'] = printed.split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  const isExact = decimals < 4 && !printed.includes('e');
  return isExact ? 0 : 0.5 * 10 ** (Number(exponent) - decimals);
}

/** What single precision may be off by: 1e-5, absolute or relative; a loss that goes to zero stays below 1e-9. */
function singleTolerance(printed: string): number {
  const size = Math.abs(Number(printed));
  if (halfUnit(printed) === 0) return 0;
  return size > 0 && size < 1e-9 ? 1e-9 : Math.max(halfUnit(printed), 1e-5 * Math.max(1, size));
}

/** Each computed number against what `expected` says of it. */
function expectEach(
  { figures, values }: Computed,
  expected: (printed: string, figure: number, element: number) => { value: number; within: number },
): void {
  expect(figures.length).toBeGreaterThan(0);
  figures.forEach((figure, row) => {
    const words = printedRows(figure).flat();
    expect(values[row], `${figure.name}: as many numbers as are printed`).toHaveLength(words.length);
    words.forEach((printed, element) => {
      const { value, within } = expected(printed, row, element);
      const got = values[row]?.[element] ?? NaN;
      expect(Math.abs(got - value), `${figure.name}: ${got}, expected ${value} (${printed})`).toBeLessThanOrEqual(
        within,
      );
    });
  });
}

const names = Object.keys(lessons);
const truth = new Map<string, Computed>();

beforeAll(async () => {
  setDefaultDevice(await devices.float64.open());
  for (const name of names) truth.set(name, await compute(name));
});
afterAll(() => setDefaultDevice(undefined));

describe('float64', () => {
  it.each(names)('%s: all digits', (name) => {
    expectEach(truth.get(name) as Computed, (printed) => ({ value: Number(printed), within: halfUnit(printed) }));
  });
});

describe.each(['float32', 'webgpu'] as const)('%s', (kind) => {
  beforeAll(async () => setDefaultDevice(await devices[kind].open()));

  it.each(names)('%s: 1e-5', async (name) => {
    const computed = await compute(name);
    expectEach(computed, (printed) => ({ value: Number(printed), within: singleTolerance(printed) }));
    // Figures of few digits would hide an error; those of double precision have them all.
    expectEach(computed, (printed, figure, element) => {
      const value = truth.get(name)?.values[figure]?.[element] ?? NaN;
      return { value, within: Math.min(singleTolerance(printed), 1e-5 * Math.max(1, Math.abs(value))) };
    });
  });
});
