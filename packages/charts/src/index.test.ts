// Tests of the public door: what it exports, and that importing it does no work.
import { expect, it, vi } from 'vitest';

let chartLibraryLoads = 0;
vi.mock('echarts/core', async (original) => {
  chartLibraryLoads += 1;
  return await original<typeof import('echarts/core')>();
});

it('loads the chart library with the first drawing, not with the package', async () => {
  const charts = await import('./index.js');
  expect(Object.keys(charts).sort()).toEqual(['confusionMatrix', 'learningCurves', 'modelGraph']);
  await expect(charts.learningCurves({ epoch: [], history: {} })).rejects.toThrow(RangeError);
  expect(chartLibraryLoads).toBe(0);
  await charts.learningCurves({ epoch: [1, 2], history: { loss: [2, 1] } });
  expect(chartLibraryLoads).toBe(1);
  await charts.confusionMatrix([[1]]);
  expect(chartLibraryLoads).toBe(1);
});
