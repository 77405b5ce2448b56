// Parameter counts of networks that everyone knows, against published ones. No device is set: building makes shapes alone.
import { add, defaultDevice, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import {
  Activation,
  AdaptiveAveragePooling2D,
  AveragePooling2D,
  BatchNormalization,
  Conv2D,
  Conv2DTranspose,
  Dense,
  DepthwiseConv2D,
  Dropout,
  Flatten,
  GlobalAveragePooling2D,
  Layer,
  MaxPooling2D,
  Reshape,
  SeparableConv2D,
  Sequential,
  ZeroPadding2D,
  type SequentialItem,
  type SymbolicShape,
} from './index.js';

type Items = readonly SequentialItem[];

/** body(x) + shortcut(x). */
class Residual extends Layer {
  readonly body: Sequential;
  readonly shortcut: Sequential | undefined;

  constructor(body: Items, shortcut: Items = []) {
    super();
    this.body = new Sequential([...body]);
    this.shortcut = shortcut.length > 0 ? new Sequential([...shortcut]) : undefined;
  }

  override call(input: Tensor): Tensor {
    return add(this.body.apply(input), this.shortcut?.apply(input) ?? input);
  }
}

const relus = (): Layer => new Activation('relu');
const repeated = (times: number, make: (index: number) => Items): Items =>
  Array.from({ length: times }, (_, index) => make(index)).flat();

/** Of a network built for this input: all parameters, those that are trained, and the output's shape. */
function countsOf(items: Items, inputShape: SymbolicShape): readonly [number, number, SymbolicShape] {
  const network = new Sequential([...items]);
  network.build(inputShape);
  const trained = network.trainableVariables.reduce((sum, { size }) => sum + size, 0);
  return [network.countParameters(), trained, network.computeOutputShape(inputShape)];
}

/** LeCun et al. 1998, in the form in which it is taught: all maps joined, softmax at the end. */
function leNet(): Items {
  return [
    new Conv2D(6, 5, { activation: 'tanh' }),
    new AveragePooling2D(2),
    new Conv2D(16, 5, { activation: 'tanh' }),
    new AveragePooling2D(2),
    new Flatten(),
    new Dense(120, { activation: 'tanh' }),
    new Dense(84, { activation: 'tanh' }),
    new Dense(10, { activation: 'softmax' }),
  ];
}

/** Krizhevsky 2014, as torchvision has it. */
function alexNet(): Items {
  const same = { padding: 'same', activation: 'relu' } as const;
  return [
    new ZeroPadding2D(2),
    new Conv2D(64, 11, { strides: 4, activation: 'relu' }),
    new MaxPooling2D(3, { strides: 2 }),
    new Conv2D(192, 5, same),
    new MaxPooling2D(3, { strides: 2 }),
    new Conv2D(384, 3, same),
    new Conv2D(256, 3, same),
    new Conv2D(256, 3, same),
    new MaxPooling2D(3, { strides: 2 }),
    new AdaptiveAveragePooling2D(6),
    new Flatten(),
    new Dropout(0.5),
    new Dense(4096, { activation: 'relu' }),
    new Dropout(0.5),
    new Dense(4096, { activation: 'relu' }),
    new Dense(1000),
  ];
}

/** Simonyan and Zisserman 2015, configuration D. */
function vgg16(): Items {
  const convolutions = (count: number, filters: number): Items => [
    ...repeated(count, () => [new Conv2D(filters, 3, { padding: 'same', activation: 'relu' })]),
    new MaxPooling2D(2),
  ];
  return [
    ...convolutions(2, 64),
    ...convolutions(2, 128),
    ...convolutions(3, 256),
    ...convolutions(3, 512),
    ...convolutions(3, 512),
    new Flatten(),
    new Dense(4096, { activation: 'relu' }),
    new Dense(4096, { activation: 'relu' }),
    new Dense(1000, { activation: 'softmax' }),
  ];
}

/** He et al. 2016. Keras's convolutions have a bias beside the normalization, torchvision's have none. */
function resNet50(useBias: boolean): Items {
  const normalized = (filters: number, size: number, strides = 1): Items => [
    new Conv2D(filters, size, { strides, padding: 'same', useBias }),
    new BatchNormalization(),
  ];
  const block = (filters: number, strides: number, isFirst: boolean): Items => {
    const narrow = [...normalized(filters, 1, strides), relus(), ...normalized(filters, 3), relus()];
    const body = [...narrow, ...normalized(4 * filters, 1)];
    return [new Residual(body, isFirst ? normalized(4 * filters, 1, strides) : []), relus()];
  };
  const stage = (blocks: number, filters: number, strides: number): Items =>
    repeated(blocks, (index) => block(filters, index === 0 ? strides : 1, index === 0));
  return [
    new ZeroPadding2D(3),
    new Conv2D(64, 7, { strides: 2, useBias }),
    new BatchNormalization(),
    relus(),
    new ZeroPadding2D(1),
    new MaxPooling2D(3, { strides: 2 }),
    ...stage(3, 64, 1),
    ...stage(4, 128, 2),
    ...stage(6, 256, 2),
    ...stage(3, 512, 2),
    new GlobalAveragePooling2D(),
    new Dense(1000, { activation: 'softmax' }),
  ];
}

/** Howard et al. 2017, of width 1. */
function mobileNet(): Items {
  const bare = { padding: 'same', useBias: false } as const;
  const block = (filters: number, strides: number): Items => [
    new DepthwiseConv2D(3, { ...bare, strides }),
    new BatchNormalization(),
    relus(),
    new Conv2D(filters, 1, bare),
    new BatchNormalization(),
    relus(),
  ];
  return [
    new Conv2D(32, 3, { ...bare, strides: 2 }),
    new BatchNormalization(),
    relus(),
    ...block(64, 1),
    ...block(128, 2),
    ...block(128, 1),
    ...block(256, 2),
    ...block(256, 1),
    ...block(512, 2),
    ...repeated(5, () => block(512, 1)),
    ...block(1024, 2),
    ...block(1024, 1),
    new GlobalAveragePooling2D({ keepDims: true }),
    new Conv2D(1000, 1, { padding: 'same' }),
    new Reshape([1000]),
    new Activation('softmax'),
  ];
}

/** Chollet 2017. */
function xception(): Items {
  const bare = { padding: 'same', useBias: false } as const;
  const separable = (filters: number): Items => [new SeparableConv2D(filters, 3, bare), new BatchNormalization()];
  const shrinking = (...filters: readonly [number, number]): Items => [
    new Residual(
      [
        ...filters.flatMap((count) => [relus(), ...separable(count)]),
        new MaxPooling2D(3, { strides: 2, padding: 'same' }),
      ],
      [new Conv2D(filters[1], 1, { ...bare, strides: 2 }), new BatchNormalization()],
    ),
  ];
  return [
    new Conv2D(32, 3, { strides: 2, useBias: false }),
    new BatchNormalization(),
    relus(),
    new Conv2D(64, 3, { useBias: false }),
    new BatchNormalization(),
    ...shrinking(128, 128),
    ...shrinking(256, 256),
    ...shrinking(728, 728),
    ...repeated(8, () => [new Residual(repeated(3, () => [relus(), ...separable(728)]))]),
    ...shrinking(728, 1024),
    ...separable(1536),
    relus(),
    ...separable(2048),
    relus(),
    new GlobalAveragePooling2D(),
    new Dense(1000, { activation: 'softmax' }),
  ];
}

/** The generator of TensorFlow's tutorial "Deep Convolutional Generative Adversarial Network". */
function generator(): Items {
  const larger = (filters: number, strides: number): Layer =>
    new Conv2DTranspose(filters, 5, { strides, padding: 'same', useBias: false });
  return [
    new Dense(7 * 7 * 256, { useBias: false }),
    new BatchNormalization(),
    relus(),
    new Reshape([7, 7, 256]),
    larger(128, 1),
    new BatchNormalization(),
    relus(),
    larger(64, 2),
    new BatchNormalization(),
    relus(),
    larger(1, 2),
    new Activation('tanh'),
  ];
}

describe('published parameter counts', () => {
  it('need no device', async () => {
    await expect(defaultDevice()).rejects.toThrow('no device was chosen');
  });

  it('LeNet-5: 61,706, as the usual form with 5x5 kernels has', () => {
    expect(countsOf(leNet(), [null, 32, 32, 1])).toEqual([61_706, 61_706, [null, 10]]);
  });

  it('AlexNet: 61,100,840, torchvision documentation', () => {
    expect(countsOf(alexNet(), [null, 224, 224, 3])).toEqual([61_100_840, 61_100_840, [null, 1000]]);
  });

  it('VGG-16: 138,357,544, Keras Applications', () => {
    expect(countsOf(vgg16(), [null, 224, 224, 3])).toEqual([138_357_544, 138_357_544, [null, 1000]]);
  });

  it('ResNet-50: 25,636,712, of them 25,583,592 trained, Keras Applications', () => {
    expect(countsOf(resNet50(true), [null, 224, 224, 3])).toEqual([25_636_712, 25_583_592, [null, 1000]]);
  });

  it('ResNet-50 without biases: 25,557,032 trained, torchvision documentation', () => {
    expect(countsOf(resNet50(false), [null, 224, 224, 3]).slice(1)).toEqual([25_557_032, [null, 1000]]);
  });

  it('MobileNet: 4,253,864, of them 4,231,976 trained, Keras Applications', () => {
    expect(countsOf(mobileNet(), [null, 224, 224, 3])).toEqual([4_253_864, 4_231_976, [null, 1000]]);
  });

  it('Xception: 22,910,480, of them 22,855,952 trained, Keras Applications', () => {
    expect(countsOf(xception(), [null, 299, 299, 3])).toEqual([22_910_480, 22_855_952, [null, 1000]]);
  });

  it('DCGAN generator: 2,330,944, of them 2,305,472 trained, TensorFlow tutorial', () => {
    expect(countsOf(generator(), [null, 100])).toEqual([2_330_944, 2_305_472, [null, 28, 28, 1]]);
  });
});
