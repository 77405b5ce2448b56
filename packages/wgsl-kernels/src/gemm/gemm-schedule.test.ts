// Which schedule a product gets: valid for every size, wide for wide results, another pipeline only where it pays.
import { describe, expect, it } from 'vitest';
import { gemmInvocations, gemmWorkgroupBytes, gemmWorkgroups } from './gemm-geometry.js';
import { gemmCandidates, scheduleKey } from './gemm-candidates.js';
import type { GemmSizes } from './gemm-parameters.js';
import { chooseGemmSchedule, suggestGemmSlices } from './gemm-schedule.js';
import { checkSchedule } from './schedule-check.js';

const size = (m: number, k: number, n: number): GemmSizes => ({ batch: 1, m, n, k });
const software = { subgroupSize: 8 };
const shared = { variant: 'subgroup', subgroupSize: 8, lanesAlong: 'n', broadcasts: 16, vectors: 3, unroll: 2 };

describe('chooseGemmSchedule', () => {
  it('gives the products of a network one tile, so that equal epilogues share a pipeline', () => {
    const network = [size(128, 784, 512), size(784, 128, 512), size(128, 512, 256), size(512, 128, 256)];
    for (const sizes of network) expect(chooseGemmSchedule(software, sizes)).toEqual(shared);
  });

  it('gives products that take no time the tile that compiles soonest', () => {
    const small = [size(64, 256, 10), size(256, 128, 10), size(32, 784, 32), size(784, 32, 32), size(0, 0, 0)];
    for (const sizes of small) {
      expect(chooseGemmSchedule(software, sizes)).toMatchObject({ broadcasts: 8, vectors: 2, unroll: 2 });
    }
  });

  it('takes loads of four where the operands allow and the time saved is worth the compilation', () => {
    const fours = { ...software, quads: true };
    expect(chooseGemmSchedule(fours, size(1024, 1024, 1024))).toEqual({ variant: 'quads', subgroupSize: 8 });
    expect(chooseGemmSchedule(software, size(1024, 1024, 1024)).variant).toBe('subgroup');
    expect(chooseGemmSchedule(fours, size(256, 256, 256)).variant).toBe('subgroup');
    expect(chooseGemmSchedule({ ...fours, subgroupSize: 16 }, size(1024, 1024, 1024)).variant).toBe('subgroup');
    // Four columns in a tile of 32: nothing is saved.
    expect(chooseGemmSchedule(fours, size(40000, 400, 4)).variant).toBe('subgroup');
    expect(chooseGemmSchedule({ ...fours, gpu: true }, size(1024, 1024, 1024)).variant).toBe('staged');
  });

  it('lays many pixels along the lanes and broadcasts few filters', () => {
    expect(chooseGemmSchedule(software, size(36864, 25, 8))).toMatchObject({ lanesAlong: 'm', broadcasts: 8 });
    expect(chooseGemmSchedule(software, size(9216, 400, 8))).toMatchObject({ lanesAlong: 'm', broadcasts: 8 });
  });

  it('keeps both cores busy where the result is small and the sum long', () => {
    const sizes = size(25, 36864, 8);
    expect(gemmWorkgroups(chooseGemmSchedule(software, sizes), sizes)).toBeGreaterThan(1);
  });

  it('needs no subgroups where there are none, and stages blocks on GPUs', () => {
    expect(chooseGemmSchedule({}, size(128, 784, 512)).variant).toBe('register');
    expect(chooseGemmSchedule({ gpu: true, subgroupSize: 32 }, size(4096, 4096, 4096))).toMatchObject({
      variant: 'staged',
      blockM: 128,
      blockN: 64,
    });
    expect(chooseGemmSchedule({ gpu: true }, size(128, 784, 512))).toMatchObject({ blockM: 32, blockN: 32 });
  });

  it('is valid for every subgroup size and extent', () => {
    const extents = [1, 3, 8, 17, 100, 1000, 40000];
    const devices = [{}, { gpu: true }, ...[4, 8, 16, 32].map((subgroupSize) => ({ subgroupSize }))];
    for (const device of devices) {
      for (const m of extents) for (const n of extents) checkSchedule(chooseGemmSchedule(device, size(m, 64, n)));
    }
  });
});

describe('suggestGemmSlices', () => {
  it('cuts a long sum for a small result, on GPUs alone', () => {
    const sizes = size(25, 36864, 8);
    const staged = chooseGemmSchedule({ gpu: true }, sizes);
    expect(suggestGemmSlices({ gpu: true }, staged, sizes)).toBe(144);
    expect(suggestGemmSlices(software, chooseGemmSchedule(software, sizes), sizes)).toBe(1);
    expect(suggestGemmSlices({ gpu: true }, staged, size(4096, 4096, 4096))).toBe(1);
    expect(suggestGemmSlices({ gpu: true }, staged, size(25, 100, 8))).toBe(1);
    expect(suggestGemmSlices({ gpu: true }, staged, size(0, 100, 8))).toBe(1);
  });
});

describe('gemmCandidates', () => {
  const least = { workgroupBytes: 16384, invocations: 256 };
  const devices = [
    {},
    { gpu: true },
    { gpu: true, subgroupSize: 32 },
    ...[4, 8].map((subgroupSize) => ({ subgroupSize })),
  ];

  it('begins with the default, and holds what is valid and fits, once each', () => {
    for (const device of devices) {
      for (const sizes of [size(1, 1, 1), size(128, 784, 512), size(4096, 4096, 4096)]) {
        const candidates = gemmCandidates(device, least, sizes);
        expect(candidates[0]).toEqual(chooseGemmSchedule(device, sizes));
        expect(candidates.length).toBeGreaterThan(1);
        expect(new Set(candidates.map(scheduleKey)).size).toBe(candidates.length);
        for (const schedule of candidates) {
          checkSchedule(schedule);
          expect(gemmInvocations(schedule)).toBeLessThanOrEqual(least.invocations);
          expect(gemmWorkgroupBytes(schedule)).toBeLessThanOrEqual(least.workgroupBytes);
        }
      }
    }
  });

  it('has matrix units only where they are named', () => {
    const roomy = { workgroupBytes: 49152, invocations: 1024 };
    const variants = (device: Parameters<typeof gemmCandidates>[0]) =>
      gemmCandidates(device, roomy, size(512, 512, 512)).map(({ variant }) => variant);
    expect(variants({ gpu: true, subgroupSize: 32 })).not.toContain('matrix');
    const unit = { m: 16, n: 16, k: 16 };
    expect(variants({ gpu: true, subgroupSize: 32, matrixUnit: unit })).toContain('matrix');
    expect(variants({ gpu: true, matrixUnit: unit })).not.toContain('matrix');
    expect(chooseGemmSchedule({ gpu: true, subgroupSize: 32, matrixUnit: unit }, size(512, 512, 512)).variant).toBe(
      'staged',
    );
  });

  it('leaves out what a device has no room for', () => {
    const roomy = gemmCandidates({ gpu: true }, { workgroupBytes: 65536, invocations: 1024 }, size(64, 64, 64));
    const narrow = gemmCandidates({ gpu: true }, { workgroupBytes: 8192, invocations: 128 }, size(64, 64, 64));
    expect(narrow.length).toBeLessThan(roomy.length);
  });
});
