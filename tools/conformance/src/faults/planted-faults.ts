// Faults to plant, one at a time: each a replacement of text in one source file, and the tests that must notice. Pure data.

/** Tests of one package; `name` is a pattern for the names of those to run. */
export interface WatchingTests {
  readonly folder: string;
  readonly files: readonly string[];
  readonly name?: string;
}

export interface PlantedFault {
  readonly name: string;
  readonly file: string;
  /** Occurs in the file exactly once. */
  readonly text: string;
  readonly fault: string;
  readonly tests: WatchingTests;
}

const rows = (name: string): WatchingTests => ({
  folder: 'tools/conformance',
  files: ['src/ops/ops.test.ts'],
  name: `webgpu.*${name}`,
});
const semantics: WatchingTests = { folder: 'tools/conformance', files: ['src/semantics/semantics.test.ts'] };
const programs: WatchingTests = { folder: 'tools/conformance', files: ['src/random-programs'] };
const bounds: WatchingTests = { folder: 'packages/webgpu-device', files: ['test/bounds.test.ts'] };
const products: WatchingTests = { folder: 'packages/webgpu-device', files: ['test/gemm/matmul.test.ts'] };

const layers = (name: string): WatchingTests => ({
  folder: 'tools/conformance',
  files: ['src/catalogue/layers'],
  name,
});

/** All of them. */
export const plantedFaults: readonly PlantedFault[] = [
  {
    name: 'a dropped bounds check: the last workgroup of an elementwise kernel goes on beyond the end',
    file: 'packages/wgsl-kernels/src/elementwise/elementwise-kernel.ts',
    text: 'let end = min(P[1], (group + 1u) * ${elementwiseChunk}u);',
    fault: 'let end = (group + 1u) * ${elementwiseChunk}u;',
    tests: bounds,
  },
  {
    name: 'a wrong axis: every arg reduction runs along the first one',
    file: 'packages/webgpu-device/src/schedule/form/group.ts',
    text: '? [node.attributes.axis]',
    fault: '? [0]',
    tests: rows('argmax'),
  },
  {
    name: 'a missing barrier: lanes of a row go on before the others have stored their half',
    file: 'packages/wgsl-kernels/src/reduction/accumulators.ts',
    text: `    '  workgroupBarrier();',
    '}',`,
    fault: `    '}',`,
    tests: bounds,
  },
  {
    name: 'a missing barrier: a panel of a staged product is multiplied before it is whole',
    file: 'packages/wgsl-kernels/src/gemm/staged-gemm.ts',
    text: `    // Orders writes of this panel before reads of it.
    workgroupBarrier();`,
    fault: '',
    tests: products,
  },
  {
    name: 'an off-by-one in the fold of the grid: the last rows of workgroups are not started',
    file: 'packages/wgsl-kernels/src/kernel.ts',
    text: 'Math.ceil(workgroups / LARGEST_ROW)',
    fault: 'Math.floor(workgroups / LARGEST_ROW)',
    tests: rows('sum'),
  },
  {
    name: 'a sign in a gradient rule: of the cosine',
    file: 'packages/autograd/src/rules/unary-rules.ts',
    text: 'cos: [(g, { inputs: [a] }) => negated(times(g, sin(a)))],',
    fault: 'cos: [(g, { inputs: [a] }) => times(g, sin(a))],',
    tests: { folder: 'tools/conformance', files: ['src/ops/gradients.test.ts'], name: 'cos' },
  },
  {
    name: 'a lost epilogue: a product is stored without what follows it in its kernel',
    file: 'packages/webgpu-device/src/schedule/write/gemm-writer.ts',
    text: '...draft.innerStores]',
    fault: `...draft.innerStores.map((line) => line.replace(/= [^=]*;$/, '= value;'))]`,
    tests: rows('matmul'),
  },
  {
    name: 'a NaN swallowed: the larger of two numbers as the driver has it',
    file: 'packages/wgsl-kernels/src/elementwise/helpers.ts',
    text: '{ return select(select(max(a, b), b, isNaNOf(b)), a, isNaNOf(a)); }',
    fault: '{ return max(select(a, -1e38, isNaNOf(a)), select(b, -1e38, isNaNOf(b))); }',
    tests: rows('max'),
  },
  {
    name: 'a wrong stride: the steps of a slice are forgotten',
    file: 'packages/webgpu-device/src/schedule/write/place.ts',
    text: 'const scaled = times(coord, steps[axis] as number);',
    fault: 'const scaled = times(coord, Math.min(1, steps[axis] as number));',
    tests: rows('slice'),
  },
  {
    name: 'a lost assignment: what cannot be written in place is not copied either',
    file: 'packages/webgpu-device/src/schedule/schedule.ts',
    text: '!inPlace.has(from) && graph.size(from) > 0',
    fault: 'inPlace.has(from) && graph.size(from) > 0',
    tests: semantics,
  },
  {
    name: 'an assignment in place while others still read: all loads count as of the element that is stored',
    file: 'packages/webgpu-device/src/schedule/settle/in-place.ts',
    text: '(linear === store.linear && scope === store.scope)',
    fault: '(linear !== undefined || scope === store.scope)',
    tests: programs,
  },
  {
    name: 'a dead mask: a staged product takes what lies beyond the end of k',
    file: 'packages/wgsl-kernels/src/gemm/staged-gemm.ts',
    text: 'k + step${side}${f} < kEnd);`;',
    fault: 'true);`;',
    tests: products,
  },
  {
    name: 'a lost tie: merged runs put equal elements of the second one first',
    file: 'packages/wgsl-kernels/src/sequence/sort-functions.ts',
    text: "let takeRight = ${key(`base + ${order('right')}`)} < ${key(`base + ${order('left')}`)};",
    fault: "let takeRight = ${key(`base + ${order('right')}`)} <= ${key(`base + ${order('left')}`)};",
    tests: rows('argSort'),
  },
  {
    name: 'a half that is not rounded: halves stay as exact as float32 until they are stored',
    file: 'packages/webgpu-device/src/schedule/write/emitter.ts',
    text: 'return `halfOf(${expression})`;',
    fault: 'return expression;',
    tests: semantics,
  },
  {
    name: 'a wrong slope: backwards through a GRU, tanh has the slope of something else',
    file: 'packages/wgsl-kernels/src/sequence/gru-kernels.ts',
    text: '* (1.0 - c * c);`',
    fault: '* (1.0 - c);`',
    tests: layers('GRU'),
  },
  {
    name: 'a wrong bit: keys of the generator of random numbers go on by another number',
    file: 'packages/wgsl-kernels/src/elementwise/helpers.ts',
    text: 'k += vec2u(0x9e3779b9u,',
    fault: 'k += vec2u(0x9e3779b8u,',
    tests: layers('Dropout'),
  },
];
