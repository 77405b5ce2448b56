// Libraries made for browsers look for `navigator.gpu`. Knows none of them.

/** Puts a GPU where browsers have theirs. A library that is loaded afterwards, and not before, sees it. */
export function offerGpu(gpu: GPU): void {
  if (typeof navigator === 'undefined')
    Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'node' }, configurable: true });
  // Node 20 has no navigator, Node 21 has one without a GPU.
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
}
