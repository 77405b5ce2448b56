// A memory report holds every byte that a census of the GPU's own objects finds, under its name.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  flush,
  memoryReport,
  profile,
  setDefaultDevice,
  tensor,
  variable,
  type MemoryReport,
} from '@tensorloom/tensor-core';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { afterAll, describe, expect, it } from 'vitest';
import { beginCensus } from '../training/gpu-census.js';
import { openWebGpu } from '../webgpu.js';

afterAll(() => setDefaultDevice(undefined));

const bytesOf = ({ items }: MemoryReport, kind: string): number =>
  items.reduce((sum, item) => sum + (item.kind === kind ? item.bytes : 0), 0);

describe('a memory report', () => {
  it('on WebGPU agrees with buffers made and not destroyed, at every moment', async () => {
    await createNodeGpu();
    const { census, end } = beginCensus();
    const device = await openWebGpu();
    setDefaultDevice(device);
    const agree = (): MemoryReport => {
      const report = memoryReport();
      expect([report.buffers, report.bytes]).toEqual([census.liveBuffers, census.liveBytes]);
      return report;
    };
    agree();
    const w = variable(new Float32Array(40_000).fill(0.5), { name: 'weights', shape: [200, 200] });
    const big = variable(new Float32Array(1_000_000), { name: 'big' });
    const step = (): void =>
      w.assign(
        w
          .matmul(w)
          .tanh()
          .add(big.slice([0, 1]).sum()),
      );
    step();
    await flush();
    agree();
    const held = tensor(new Float32Array(5000)).exp();
    await held.data();
    const before = agree();
    expect(before.items).toContainEqual(
      expect.objectContaining({ kind: 'variable', name: 'weights', shape: [200, 200], bytes: 160_000 }),
    );
    expect(bytesOf(before, 'result')).toBe(20_000);
    expect(bytesOf(before, 'arena of intermediates')).toBeGreaterThanOrEqual(
      before.plans[0]?.intermediateBytes as number,
    );
    expect(before.plans[0]?.alive[0]?.name).toMatch(/\[200,200\]|\[5000\]/);
    held.dispose();
    expect(bytesOf(agree(), 'result')).toBe(0);
    await profile(() => (step(), flush()), { warmUp: 1, runs: 2 });
    agree();
    big.dispose();
    expect(agree().items.map(({ name }) => name)).not.toContain('big');
    const lines = String(agree()).split('\n');
    expect(lines[0]).toContain(`in ${census.liveBuffers} buffers`);
    expect(Math.max(...lines.slice(1).map((line) => line.length))).toBeLessThanOrEqual(100);
    device.dispose();
    end();
  });

  it('on the CPU names variables, held results and what waits in the pool', async () => {
    setDefaultDevice(createCpuDevice());
    const w = variable([1, 2, 3], { name: 'w' });
    const held = w.exp().add(1);
    await held.data();
    const report = memoryReport();
    expect(report.items).toContainEqual(expect.objectContaining({ kind: 'variable', name: 'w', bytes: 12 }));
    expect(bytesOf(report, 'result')).toBe(12);
    expect(bytesOf(report, 'pool')).toBeGreaterThan(0);
    held.dispose();
    expect(bytesOf(memoryReport(), 'result')).toBe(0);
  });

  it('is empty before a device is in use, and says where a device keeps no account', () => {
    setDefaultDevice(undefined);
    expect(memoryReport()).toMatchObject({ bytes: 0, buffers: 0, items: [], device: 'no device yet' });
    setDefaultDevice(Object.create(createCpuDevice(), { memoryReport: { value: undefined } }) as never);
    expect(() => memoryReport()).toThrow(/memoryReport: .*keeps no account/);
  });
});
