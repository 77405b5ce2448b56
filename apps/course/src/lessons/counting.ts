// Lesson: how large the layers of a small convolutional network are. Counts need no device: nothing is computed.
import { Conv2D, Dense, Flatten, input, MaxPooling2D, Sequential, type Layer } from 'tensorloom';
import { figure } from '../figure.js';
import type { Lesson } from '../lesson.js';

/** Ten filters, pooling, 200 neurons, for grey images of 32x32. */
const network = (): Sequential =>
  new Sequential([input([32, 32, 1]), new Conv2D(10, 5), new MaxPooling2D(2), new Flatten(), new Dense(200)], {
    name: 'network',
  });

/** Height, width and channels (or units) that a layer gives for each image. */
function outputShape(layer: Layer): readonly number[] {
  const [, ...shape] = layer.computeOutputShape(layer.builtShape ?? []);
  return shape as readonly number[];
}

const product = (numbers: readonly number[]): number => numbers.reduce((result, number) => result * number, 1);

export const counting: Lesson = {
  title: 'Counting outputs, weights and connections',
  text: `
A filter of 5x5 fits into 32 pixels at 32 - 5 + 1 = 28 places a side. Each filter has 25 weights and a bias, shared by all its
places: ten filters have 10 · 26 = 260 weights, but 28 · 28 · 260 = 203,840 connections. Max pooling halves both sides and has no
weights. A neuron behind it sees all 14 · 14 · 10 = 1,960 numbers and has a bias; 200 of them have 200 · 1,961 weights.`,
  run() {
    const [filters, pooling, , neurons] = network().layers as readonly [Layer, Layer, Layer, Layer];
    const maps = outputShape(filters);
    return [
      figure('feature maps: height, width, number', maps, '28 28 10'),
      figure('outputs of the convolution', product(maps), '7840'),
      figure('its weights', filters.countParameters(), '260'),
      figure('its connections', filters.countConnections([null, ...maps]) ?? NaN, '203840'),
      figure('after pooling', outputShape(pooling), '14 14 10'),
      figure('weights of one neuron', neurons.countParameters() / product(outputShape(neurons)), '1961'),
      figure('weights of all 200', neurons.countParameters(), '392200'),
    ];
  },
  show: () => network().summary(),
};
