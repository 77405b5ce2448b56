// The operator prefetch: reads ahead while the consumer waits for something else, usually the device.
import type { Cursor } from './cursor.js';
import { joinRows, type Rows } from './rows.js';

/**
 * Keeps up to `capacity` elements ready. An error from upstream is thrown behind the elements that came before it.
 *
 * Reading ahead yields to the event loop between elements, so that a consumer that has its element goes first.
 */
export function prefetchCursor<T>(upstream: Cursor<T>, capacity: number): Cursor<T> {
  return new PrefetchCursor(upstream, capacity);
}

class PrefetchCursor<T> implements Cursor<T> {
  readonly #upstream: Cursor<T>;
  readonly #capacity: number;
  readonly #ready: Rows<T>[] = [];
  #failure: { readonly error: unknown } | undefined;
  #hasEnded = false;
  #isWanted = false;
  #isReading = false;
  #reading: Promise<void> | undefined;
  #wakeReader: (() => void) | undefined;
  #wakeConsumer: (() => void) | undefined;

  constructor(upstream: Cursor<T>, capacity: number) {
    this.#upstream = upstream;
    this.#capacity = capacity;
  }

  async pull(limit: number): Promise<Rows<T> | undefined> {
    if (this.#ready.length === 0 && !this.#hasEnded) await this.#waitForOne();
    if (this.#ready.length > 0) {
      const rows = joinRows(this.#ready.splice(0, limit));
      this.#startReading();
      return rows;
    }
    if (this.#failure !== undefined) throw this.#failure.error;
    return undefined;
  }

  async close(): Promise<void> {
    this.#hasEnded = true;
    this.#wakeReader?.();
    await this.#reading;
    this.#ready.length = 0;
    await this.#upstream.close();
  }

  async #waitForOne(): Promise<void> {
    const arrival = new Promise<void>((resolve) => (this.#wakeConsumer = resolve));
    this.#isWanted = true;
    this.#wakeReader?.();
    this.#startReading();
    await arrival;
  }

  #startReading(): void {
    if (this.#isReading) return;
    this.#isReading = true;
    this.#reading = this.#readAhead();
  }

  /** Reads one element after the other until the buffer is full or nothing is left; never rejects. */
  async #readAhead(): Promise<void> {
    while (!this.#hasEnded && this.#ready.length < this.#capacity) {
      if (!this.#isWanted) await this.#pause();
      if (this.#hasEnded) break;
      try {
        const rows = await this.#upstream.pull(1);
        if (rows === undefined) this.#hasEnded = true;
        else this.#ready.push(rows);
      } catch (error) {
        this.#failure = { error };
        this.#hasEnded = true;
      }
      this.#isWanted = false;
      this.#wakeConsumer?.();
    }
    this.#isReading = false;
  }

  /** Resolves in the next turn of the event loop, or at once when the consumer needs an element. */
  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 0);
      this.#wakeReader = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
