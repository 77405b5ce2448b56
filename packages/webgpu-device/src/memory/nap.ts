// Waiting for the GPU without keeping a processor busy, where the host would: Node's Dawn asks the GPU in every turn of the event
// loop while a promise of it is pending, and on a software adapter the processor is the device. Knows no GPU object.

/** Sleeps for a moment and resolves in the next turn of the event loop. Undefined where the host waits quietly by itself. */
let nap: (() => Promise<void>) | undefined;

/** Called by who brings a host that does not. */
export function napWith(sleepThroughTurn: typeof nap): void {
  nap = sleepThroughTurn;
}

/** Settles as `work` does, with naps until then. */
export async function quietly(work: Promise<unknown>): Promise<void> {
  let isPending = nap !== undefined;
  const settled = (): void => void (isPending = false);
  work.then(settled, settled);
  while (isPending) await nap?.();
  await work;
}
