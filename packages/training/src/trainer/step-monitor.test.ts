// Tests of StepMonitor with a clock of their own: reads are few, never awaited by a step, and give their memory back.
import type { Tensor } from '@tensorloom/tensor-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Progress } from '../progress/reporter.js';
import type { DeviceLogs } from './logs.js';
import { StepMonitor } from './step-monitor.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const pass = { phase: 'train', epoch: 1, epochs: 1, steps: 100 } as const;

/** Results whose reading and giving back is watched. */
class FakeLogs {
  disposed = false;
  answer!: (value: number) => void;
  fail!: (error: Error) => void;
  reads = 0;
  readonly #value = new Promise<number>((resolve, reject) => {
    this.answer = resolve;
    this.fail = reject;
  });
  readonly logs: DeviceLogs = {
    loss: {
      item: () => {
        if (this.disposed) throw new Error('read after dispose');
        this.reads++;
        return this.#value;
      },
      dispose: () => (this.disposed = true),
    } as unknown as Tensor,
  };
}

async function stepsOf(monitor: StepMonitor, count: number, milliseconds: number): Promise<FakeLogs[]> {
  const all: FakeLogs[] = [];
  for (let step = 0; step < count; step++) {
    vi.advanceTimersByTime(milliseconds);
    const fake = new FakeLogs();
    all.push(fake);
    await monitor.stepDone(fake.logs);
  }
  return all;
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('StepMonitor', () => {
  it('reads at most one result at a time and never waits for it', async () => {
    const told: Progress[] = [];
    const monitor = new StepMonitor(pass, { onProgress: (progress) => told.push(progress) });
    const steps = await stepsOf(monitor, 60, 20); // 1.2 s, while no read is answered
    expect(steps.map(({ reads }) => reads).reduce((sum, reads) => sum + reads)).toBe(1);
    expect(told).toHaveLength(4);
    expect(told.every(({ logs }) => Object.keys(logs).length === 0)).toBe(true);

    steps.find(({ reads }) => reads === 1)!.answer(0.5);
    await settled();
    const more = await stepsOf(monitor, 20, 20);
    expect(told.at(-1)).toMatchObject({ logs: { loss: 0.5 } });
    expect(more.filter(({ reads }) => reads === 1)).toHaveLength(1);
  });

  it('reads nothing before the end when nobody looks', async () => {
    const monitor = new StepMonitor(pass);
    const steps = await stepsOf(monitor, 50, 100);
    expect(steps.every(({ reads }) => reads === 0)).toBe(true);
    steps.at(-1)!.answer(2);
    expect(await monitor.finish()).toMatchObject({ step: 50, logs: { loss: 2 } });
  });

  it('gives results back as soon as newer ones are there and their reading is over', async () => {
    const monitor = new StepMonitor(pass, { onProgress: () => undefined });
    const steps = await stepsOf(monitor, 20, 20);
    const read = steps.findIndex(({ reads }) => reads === 1);
    expect(steps.map(({ disposed }) => disposed)).toEqual(steps.map((_, at) => at !== read && at !== steps.length - 1));
    steps[read]!.answer(1);
    await settled();
    expect(steps[read]!.disposed).toBe(true);
    steps.at(-1)!.answer(1);
    await monitor.finish();
    expect(steps.every(({ disposed }) => disposed)).toBe(true);
  });

  it('leaves results alone that others hold', async () => {
    const monitor = new StepMonitor(pass, { shared: true });
    const steps = await stepsOf(monitor, 5, 20);
    steps.at(-1)!.answer(1);
    await monitor.finish();
    expect(steps.every(({ disposed }) => !disposed)).toBe(true);
  });

  it('hands a failed read to the next step, and to the end', async () => {
    const monitor = new StepMonitor(pass, { onProgress: () => undefined });
    const steps = await stepsOf(monitor, 20, 20);
    steps.find(({ reads }) => reads === 1)!.fail(new Error('device lost'));
    await settled();
    await expect(monitor.stepDone(new FakeLogs().logs)).rejects.toThrow('device lost');
    await expect(monitor.finish()).rejects.toThrow('device lost');
  });

  it('tells rate and time left, the first step apart', async () => {
    const monitor = new StepMonitor(pass);
    await stepsOf(monitor, 1, 3000);
    await stepsOf(monitor, 20, 100);
    const { step, stepsPerSecond, seconds, secondsLeft } = monitor.progress(performance.now());
    expect(step).toBe(21);
    expect(stepsPerSecond).toBeCloseTo(10);
    expect(seconds).toBeCloseTo(5);
    expect(secondsLeft).toBeCloseTo(7.9);
  });

  it('lets timers have their turn about ten times a second', async () => {
    const monitor = new StepMonitor(pass);
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await stepsOf(monitor, 100, 10);
    clearInterval(timer);
    expect(turns).toBeGreaterThanOrEqual(5);
  });
});
