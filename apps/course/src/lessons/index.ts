// All lessons, by the name under which the runner knows them, in the order of the course.
import type { Lesson } from '../lesson.js';
import { convolution } from './convolution.js';
import { counting } from './counting.js';
import { oneTuple } from './one-tuple.js';
import { pooling } from './pooling.js';
import { sigmoidNeuron } from './sigmoid-neuron.js';
import { threeChannels } from './three-channels.js';
import { twoOutputs } from './two-outputs.js';

export const lessons: Readonly<Record<string, Lesson>> = {
  'sigmoid-neuron': sigmoidNeuron,
  'two-outputs': twoOutputs,
  'one-tuple': oneTuple,
  convolution,
  'three-channels': threeChannels,
  pooling,
  counting,
};
