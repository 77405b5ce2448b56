// The networks by the names that --model takes.
import type { DemoOptions } from '../options/demo-options.js';
import { cnn } from './cnn.js';
import { mlp } from './mlp.js';
import type { Network } from './network.js';

export const networks: Readonly<Record<DemoOptions['model'], Network>> = { mlp, cnn };
