// GPUs in browsers and workers: the default of `#platform`. Must not reach anything of Node's.
import type { Platform } from './platform.js';

export const platform: Platform = {
  gpu: async () => (typeof navigator === 'undefined' ? undefined : navigator.gpu),
  howToGetWebGpu: 'open the page from https or localhost in a current Chrome, Edge, Safari or Firefox',
  howToGetAdapter: "switch on the browser's hardware acceleration and update the graphics driver",
};
