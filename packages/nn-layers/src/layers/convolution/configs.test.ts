// What convolutions say of themselves in files: every option, in the form in which it is given.
import { expect, it } from 'vitest';
import { Conv1D } from './conv-1d.js';
import { Conv1DTranspose } from './conv-1d-transpose.js';
import { Conv2D } from './conv-2d.js';
import { Conv2DTranspose } from './conv-2d-transpose.js';
import { Conv3D } from './conv-3d.js';
import { Conv3DTranspose } from './conv-3d-transpose.js';
import { DepthwiseConv1D } from './depthwise-conv-1d.js';
import { DepthwiseConv2D } from './depthwise-conv-2d.js';
import { SeparableConv1D } from './separable-conv-1d.js';
import { SeparableConv2D } from './separable-conv-2d.js';

const bias = {
  name: 'named',
  trainable: false,
  padding: 'same',
  dataFormat: 'channelsFirst',
  activation: 'relu',
  useBias: true,
  biasInitializer: 'ones',
  biasRegularizer: 'l1',
  biasConstraint: 'nonNegative',
  activityRegularizer: 'l2',
} as const;
const kernel = { kernelInitializer: 'heNormal', kernelRegularizer: 'l2', kernelConstraint: 'nonNegative' } as const;
const depthwise = {
  depthMultiplier: 2,
  depthwiseInitializer: 'heNormal',
  depthwiseRegularizer: 'l2',
  depthwiseConstraint: 'nonNegative',
} as const;
const pointwise = {
  pointwiseInitializer: 'heUniform',
  pointwiseRegularizer: 'l1',
  pointwiseConstraint: 'nonNegative',
} as const;
const one = { strides: [2], dilationRate: [1] } as const;
const two = { strides: [1, 2], dilationRate: [2, 1] } as const;
const three = { strides: [1, 2, 3], dilationRate: [3, 2, 1] } as const;

const conv1 = { ...bias, ...kernel, ...one, groups: 2 };
const conv2 = { ...bias, ...kernel, ...two, groups: 2 };
const conv3 = { ...bias, ...kernel, ...three, groups: 2 };
const back1 = { ...bias, ...kernel, ...one, outputPadding: [1] } as const;
const back2 = { ...bias, ...kernel, ...two, outputPadding: [0, 1] } as const;
const back3 = { ...bias, ...kernel, ...three, outputPadding: [0, 1, 2] } as const;
const deep1 = { ...bias, ...depthwise, ...one };
const deep2 = { ...bias, ...depthwise, ...two };

it.each([
  { layer: new Conv1D(4, 3, conv1), config: { filters: 4, kernelSize: [3], ...conv1 } },
  { layer: new Conv2D(4, 3, conv2), config: { filters: 4, kernelSize: [3, 3], ...conv2 } },
  { layer: new Conv3D(4, [1, 2, 3], conv3), config: { filters: 4, kernelSize: [1, 2, 3], ...conv3 } },
  { layer: new Conv1DTranspose(4, 3, back1), config: { filters: 4, kernelSize: [3], ...back1 } },
  { layer: new Conv2DTranspose(4, 3, back2), config: { filters: 4, kernelSize: [3, 3], ...back2 } },
  { layer: new Conv3DTranspose(4, 3, back3), config: { filters: 4, kernelSize: [3, 3, 3], ...back3 } },
  { layer: new DepthwiseConv1D(3, deep1), config: { kernelSize: [3], ...deep1 } },
  { layer: new DepthwiseConv2D([3, 2], deep2), config: { kernelSize: [3, 2], ...deep2 } },
  {
    layer: new SeparableConv1D(4, 3, { ...deep1, ...pointwise }),
    config: { filters: 4, kernelSize: [3], ...deep1, ...pointwise },
  },
  {
    layer: new SeparableConv2D(4, 3, { ...deep2, ...pointwise }),
    config: { filters: 4, kernelSize: [3, 3], ...deep2, ...pointwise },
  },
])('$layer.className', ({ layer, config }) => {
  const said = layer.getConfig();
  expect(Object.keys(said).sort()).toEqual(Object.keys(config).sort());
  for (const [option, value] of Object.entries(config)) {
    const isNamed = /Initializer|Regularizer|Constraint/.test(option);
    if (isNamed) expect(JSON.stringify(said[option])).toContain(value as string);
    else expect(said[option]).toEqual(value);
  }
});
