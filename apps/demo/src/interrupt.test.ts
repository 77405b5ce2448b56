// Tests of Ctrl-C: one press may arrive twice.
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { abortOnInterrupt, Interrupted } from './interrupt.js';
import { unlessAborted } from './unless-aborted.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('abortOnInterrupt', () => {
  it('aborts at the first SIGINT, takes another within a second for the same, and insists at a later one', () => {
    const [source, insist] = [new EventEmitter(), vi.fn()];
    const signal = abortOnInterrupt(source, insist);
    expect(signal.aborted).toBe(false);
    source.emit('SIGINT');
    expect(signal.reason).toBeInstanceOf(Interrupted);
    vi.advanceTimersByTime(900);
    source.emit('SIGINT');
    expect(insist).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    source.emit('SIGINT');
    expect(insist).toHaveBeenCalledOnce();
  });
});

describe('unlessAborted', () => {
  it('gives what the work gives', async () => {
    const { signal } = new AbortController();
    expect(await unlessAborted(signal, async () => 7)).toBe(7);
    await expect(unlessAborted(signal, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('waits no longer for work that cannot be stopped, and begins none afterwards', async () => {
    const controller = new AbortController();
    const waiting = unlessAborted(controller.signal, () => new Promise(() => undefined));
    controller.abort(new Interrupted('enough'));
    await expect(waiting).rejects.toThrow('enough');
    const work = vi.fn(async () => 1);
    await expect(unlessAborted(controller.signal, work)).rejects.toThrow('enough');
    expect(work).not.toHaveBeenCalled();
  });
});
