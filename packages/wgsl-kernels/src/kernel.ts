// The form of every kernel: text, bindings, and how many workgroups a run needs. No GPU object anywhere.

/** How a kernel sees one buffer. Buffers that the device shares between tensors are bound read_write throughout. */
export interface Binding {
  readonly name: string;
  readonly access: 'read' | 'read_write';
  readonly type: 'f32' | 'f16' | 'i32' | 'u32' | `vec4<${'f32' | 'f16' | 'i32' | 'u32'}>`;
}

/** A kernel ready to compile: its identity is `wgsl` with `bindings`. */
export interface Kernel {
  readonly name: string;
  readonly wgsl: string;
  readonly bindings: readonly Binding[];
}

/** Parameter words of each kernel: binding 0. Word 0 is the linear number of workgroups. */
export const parameterBinding: Binding = { name: 'P', access: 'read', type: 'u32' };

/** The binding header. Position is the binding's number. */
export function declareBindings(bindings: readonly Binding[]): string {
  const enable = bindings.some(({ type }) => type.includes('f16')) ? 'enable f16;\n' : '';
  const declarations = bindings
    .map(
      ({ name, access, type }, binding) =>
        `@group(0) @binding(${binding}) var<storage, ${access}> ${name}: array<${type}>;\n`,
    )
    .join('');
  return enable + declarations;
}

/** Start of an entry point: `group` is the linear workgroup; surplus workgroups of the folded grid leave together. */
export function entryPoint(workgroupSize: number, body: string): string {
  return `@compute @workgroup_size(${workgroupSize})
fn main(@builtin(workgroup_id) workgroupId: vec3u, @builtin(num_workgroups) workgroupCount: vec3u, @builtin(local_invocation_index) lane: u32) {
  let group = workgroupId.x + workgroupId.y * workgroupCount.x;
  if (group >= P[0]) { return; }
${body}}
`;
}

const LARGEST_ROW = 32768;

/** Folds a linear number of workgroups to two dimensions, each within every device's limit. */
export function foldGrid(workgroups: number): readonly [x: number, y: number] {
  if (workgroups <= LARGEST_ROW) return [workgroups, 1];
  return [LARGEST_ROW, Math.ceil(workgroups / LARGEST_ROW)];
}

/** Indents each line of a block of statements. */
export function indent(lines: readonly string[], depth: number): string {
  return lines.map((line) => `${'  '.repeat(depth)}${line}\n`).join('');
}
