// The pool: exact sizes, reuse, and letting go of sizes that are not used any more.
import { describe, expect, it } from 'vitest';
import { BufferPool } from './buffer-pool.js';

const size = (length: number) => [{ kind: 'float32' as const, length }];

describe('BufferPool', () => {
  it('lends a buffer again after it came back, and a new one before', () => {
    const pool = new BufferPool();
    const first = pool.take(size(8));
    const second = pool.take(size(8));
    expect(second[0]).not.toBe(first[0]);
    pool.give(size(8), first);
    expect(pool.take(size(8))[0]).toBe(first[0]);
    expect(pool.take([{ kind: 'int32', length: 8 }])[0]).toBeInstanceOf(Int32Array);
  });

  it('lets go of sizes that the last run did not use once too much lies idle', () => {
    const pool = new BufferPool(100);
    const old = pool.take(size(20));
    pool.give(size(20), old);
    const recent = pool.take(size(10));
    pool.give(size(10), recent);
    expect(pool.take(size(10))[0]).toBe(recent[0]);
    expect(pool.take(size(20))[0]).not.toBe(old[0]);
  });

  it('keeps what a steady loop uses, however large', () => {
    const pool = new BufferPool(10);
    const buffers = pool.take(size(100));
    pool.give(size(100), buffers);
    expect(pool.take(size(100))[0]).toBe(buffers[0]);
  });
});
