// Times the products of the step bench's networks and a few squares on a bare device: GFLOP/s, and what a first run takes.
// Run: node --import ./tools/setup/typescript.mjs packages/webgpu-device/test/gemm/bench.ts [gpu]
// First runs count compilation only with MESA_SHADER_CACHE_DISABLE=true.
import {
  chooseGemmSchedule,
  convLoaders,
  convLoaderWords,
  convSizes,
  gemmKernel,
  gemmWords,
  gemmWorkgroups,
  stridedLoader,
  stridedLoaderWords,
  type ConvExtents,
  type ConvWindow,
  type GemmLoader,
  type GemmSizes,
} from '@tensorloom/wgsl-kernels';
import { randomNumbers } from './compare.js';
import {
  bindGuarded,
  compile,
  device,
  dispatch,
  guarded,
  noDevice,
  subgroupSize,
  type Pipeline,
} from './raw-device.js';

/** A product with its loaders and how often the bench repeats it. */
interface Product {
  readonly name: string;
  readonly sizes: GemmSizes;
  readonly loaders: { readonly loadA: GemmLoader; readonly loadB: GemmLoader };
  readonly words: readonly number[];
  /** Elements of A, B and C. */
  readonly lengths: readonly [number, number, number];
  readonly columnSum: boolean;
}

const declarations = `@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> product: array<f32>;
@group(0) @binding(5) var<storage, read_write> sums: array<f32>;
`;
// Bias and relu, since that is what most products of a network end in.
const store = `fn store(z: u32, m: u32, n: u32, value: f32) {
  let biased = value + bias[n];
  product[(z * P[2] + m) * P[3] + n] = select(biased, 0f, biased <= 0f);
}`;
const storeColumnSum = 'fn storeColumnSum(z: u32, n: u32, value: f32) { sums[z * P[3] + n] = value; }';

function matmul(
  name: string,
  m: number,
  k: number,
  n: number,
  transposed: '' | 'A' | 'B' = '',
  columnSum = false,
): Product {
  const loadA = stridedLoader('a', 'a', 8, transposed === 'A' ? 'row' : 'depth');
  const loadB = stridedLoader('b', 'b', 8 + loadA.words, transposed === 'B' ? 'depth' : 'row');
  const wordsA = stridedLoaderWords(transposed === 'A' ? { row: 1, depth: m } : { row: k, depth: 1 });
  const wordsB = stridedLoaderWords(transposed === 'B' ? { row: k, depth: 1 } : { row: 1, depth: n });
  return {
    name,
    sizes: { batch: 1, m, n, k },
    loaders: { loadA, loadB },
    words: [...wordsA, ...wordsB],
    lengths: [m * k, k * n, m * n],
    columnSum,
  };
}

type ConvProduct = Parameters<typeof convSizes>[0];

function convolution(name: string, product: ConvProduct, window: ConvWindow, extents: ConvExtents): Product {
  const { batch, input, output } = extents;
  const { kernel, channels, filters, groups } = window;
  const inputs = batch * input[0] * input[1] * channels;
  const outputs = batch * output[0] * output[1] * filters;
  const weights = kernel[0] * kernel[1] * (channels / groups) * filters;
  const lengths = {
    conv2d: [inputs, weights, outputs],
    conv2dInputGradient: [outputs, weights, inputs],
    conv2dKernelGradient: [inputs, outputs, weights],
  } as const;
  return {
    name,
    sizes: convSizes(product, window, extents),
    loaders: convLoaders(product, window, { a: 'a', b: 'b' }, 8),
    words: convLoaderWords(product, window, extents),
    lengths: lengths[product],
    columnSum: product === 'conv2dKernelGradient',
  };
}

const window = (kernel: readonly [number, number], channels: number, filters: number, rim = 0): ConvWindow => ({
  kernel,
  channels,
  filters,
  strides: [1, 1],
  dilation: [1, 1],
  padding: [
    [rim, rim],
    [rim, rim],
  ],
  groups: 1,
});
const first = [window([5, 5], 1, 8), { batch: 64, input: [28, 28], output: [24, 24] }] as const;
const second = [window([5, 5], 8, 16), { batch: 64, input: [12, 12], output: [8, 8] }] as const;
const padded = [window([3, 3], 32, 32, 1), { batch: 16, input: [28, 28], output: [28, 28] }] as const;

const products: readonly Product[] = [
  matmul('square 512', 512, 512, 512),
  matmul('square 1024', 1024, 1024, 1024),
  matmul('mlp forward', 128, 784, 512),
  matmul('mlp kernel gradient', 784, 128, 512, 'A', true),
  matmul('mlp input gradient', 128, 256, 512, 'B'),
  matmul('mlp logits', 128, 256, 10),
  convolution('conv 5x5x8', 'conv2d', ...first),
  convolution('conv 5x5x8 kernel gradient', 'conv2dKernelGradient', ...first),
  convolution('conv 5x5x16', 'conv2d', ...second),
  convolution('conv 5x5x16 input gradient', 'conv2dInputGradient', ...second),
  convolution('conv 5x5x16 kernel gradient', 'conv2dKernelGradient', ...second),
  convolution('conv 3x3x32 same', 'conv2d', ...padded),
];

// Waiting for a promise of Dawn's spins on a core that a software adapter wants for itself, so sleep first.
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Milliseconds that passed, and that this process computed: with a software adapter the kernel's own, whoever else is busy. */
interface Time {
  readonly wall: number;
  readonly busy: number;
}

async function timeOnce(
  pipeline: Pipeline,
  group: GPUBindGroup,
  workgroups: number,
  times: number,
  expected: number,
): Promise<Time> {
  const { queue } = device as GPUDevice;
  const encoder = (device as GPUDevice).createCommandEncoder();
  const pass = encoder.beginComputePass();
  for (let i = 0; i < times; i++) dispatch(pass, pipeline, group, workgroups);
  pass.end();
  const [start, used] = [performance.now(), process.cpuUsage()];
  queue.submit([encoder.finish()]);
  await sleep(expected);
  await queue.onSubmittedWorkDone();
  const { user, system } = process.cpuUsage(used);
  return { wall: (performance.now() - start) / times, busy: (user + system) / 1e3 / times };
}

const middle = (values: number[]): number => values.sort((left, right) => left - right)[values.length >> 1] as number;

async function measure(product: Product, gpu: boolean): Promise<void> {
  const { name, sizes, loaders, words, lengths, columnSum } = product;
  const schedule = chooseGemmSchedule({ gpu, ...(subgroupSize === undefined ? {} : { subgroupSize }) }, sizes);
  const sums = columnSum ? { storeColumnSum } : {};
  const { wgsl, name: kernelName } = gemmKernel({ schedule, ...loaders, store, declarations, ...sums });
  const pipeline = await compile(wgsl, [false, false, false, false, true, true]);
  const buffers = [
    guarded(Uint32Array.from([...gemmWords(schedule, sizes), ...words])),
    ...lengths.slice(0, 2).map((length, index) => guarded(randomNumbers(length, index))),
    guarded(randomNumbers(sizes.n, 3)),
    guarded(new Float32Array(lengths[2])),
    guarded(new Float32Array(sizes.n)),
  ];
  const group = bindGuarded(pipeline, buffers);
  const workgroups = gemmWorkgroups(schedule, sizes);
  const firstRun = await timeOnce(pipeline, group, workgroups, 1, 300);
  const { wall: once } = await timeOnce(pipeline, group, workgroups, 1, 0);
  const times = Math.max(1, Math.round(20 / once));
  const runs: Time[] = [];
  for (let i = 0; i < 9; i++) {
    const expected = 0.9 * times * Math.min(once, ...runs.map(({ wall }) => wall));
    runs.push(await timeOnce(pipeline, group, workgroups, times, expected));
  }
  for (const buffer of buffers) buffer.destroy();
  const flops = 2 * sizes.batch * sizes.m * sizes.n * sizes.k;
  const rate = (ms: number) => (flops / ms / 1e6).toFixed(1).padStart(7);
  const wall = middle(runs.map((run) => run.wall));
  const busy = Math.min(...runs.map((run) => run.busy));
  const shape = `${sizes.m}x${sizes.k}x${sizes.n}`;
  console.log(
    `${name.padEnd(28)} ${shape.padEnd(15)} ${wall.toFixed(3).padStart(8)} ms ${rate(wall)} GFLOP/s median ${rate(busy)} a core  ` +
      `first run ${firstRun.busy.toFixed(0).padStart(4)} ms of a core  ${kernelName}`,
  );
}

if (device === undefined) {
  console.log(`nothing measured: ${noDevice}`);
} else {
  const { description, device: chip } = device.adapterInfo;
  console.log(`${description || chip}, subgroups of ${subgroupSize ?? 'no fixed size'}`);
  for (const product of products) await measure(product, process.argv.includes('gpu'));
  device.destroy();
}
process.exit(0);
