// Lets timers, signals and screens have their turn between runs: a CPU device computes on the thread that calls it.

/** How long work may go on without a break, in milliseconds. */
const LONGEST = 12;

let lastBreak = 0;

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Resolves at once, or after the event loop has gone round if it has not for a while. */
export async function yieldToEventLoop(): Promise<void> {
  if (performance.now() - lastBreak < LONGEST) return;
  await nextTask();
  lastBreak = performance.now();
}
