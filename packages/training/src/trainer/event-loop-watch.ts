// Sees to it that timers and signals get their turn in a loop that may only ever wait for microtasks.

/** Milliseconds after which the event loop must have had a turn. */
const LONGEST_HOLD = 100;

/** Watches one loop. */
export class EventLoopWatch {
  #checked: number = performance.now();
  #turned = false;

  constructor() {
    this.#listen();
  }

  /** Notes the event loop's next turn. */
  #listen(): void {
    this.#turned = false;
    setTimeout(() => (this.#turned = true));
  }

  /** Call once a round: costs nothing where a device or a data set gives the event loop its turns anyway. */
  async allowTurn(now: number): Promise<void> {
    if (now - this.#checked < LONGEST_HOLD) return;
    if (!this.#turned) await new Promise((resolve) => setTimeout(resolve));
    this.#listen();
    this.#checked = performance.now();
  }
}
