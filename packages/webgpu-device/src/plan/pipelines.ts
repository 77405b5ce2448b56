// Pipelines by text and layout: compiled once, side by side, with layouts spelled out.
import type { Kernel } from '@tensorloom/wgsl-kernels';
import { TensorloomError } from '@tensorloom/tensor-core';
import type { GpuContext } from '../memory/gpu-context.js';

/** A compiled kernel. */
export interface CompiledKernel {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

/** A kernel's text was refused: a bug of ours, shown with the place in the text. */
export class ShaderError extends TensorloomError {
  override name = 'ShaderError';
}

/** Pipelines that are kept beyond the plans that use them: more than any model has, fewer than a day's experiments make. */
const KEPT = 1000;

/** The pipelines of a device, the least recently used ones forgotten: what a plan holds lives on with it. */
export class PipelineCache {
  private readonly compiled = new Map<string, Promise<CompiledKernel>>();
  private readonly layouts = new Map<string, GPUBindGroupLayout>();

  constructor(
    private readonly context: GpuContext,
    private readonly kept: number = KEPT,
  ) {}

  /** The pipeline of a kernel. */
  get(kernel: Kernel): Promise<CompiledKernel> {
    const known = this.compiled.get(kernel.wgsl);
    const pipeline = known ?? this.compile(kernel);
    // What is asked for moves to the end of the map: its first entry has waited longest.
    this.compiled.delete(kernel.wgsl);
    this.compiled.set(kernel.wgsl, pipeline);
    if (known) return known;
    pipeline.catch(() => this.compiled.delete(kernel.wgsl));
    for (const oldest of this.compiled.keys()) {
      if (this.compiled.size <= this.kept) break;
      this.compiled.delete(oldest);
    }
    return pipeline;
  }

  private layoutOf({ bindings }: Kernel): GPUBindGroupLayout {
    const key = bindings.map(({ access }) => access).join();
    const known = this.layouts.get(key);
    if (known) return known;
    const entries = bindings.map(({ access }, binding): GPUBindGroupLayoutEntry => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type: access === 'read' ? 'read-only-storage' : 'storage' },
    }));
    const layout = this.context.gpu.createBindGroupLayout({ entries });
    this.layouts.set(key, layout);
    return layout;
  }

  private async compile(kernel: Kernel): Promise<CompiledKernel> {
    const { gpu } = this.context;
    const layout = this.layoutOf(kernel);
    const module = gpu.createShaderModule({ code: kernel.wgsl, label: kernel.name });
    try {
      const pipeline = await gpu.createComputePipelineAsync({
        label: kernel.name,
        layout: gpu.createPipelineLayout({ bindGroupLayouts: [layout] }),
        compute: { module, entryPoint: 'main' },
      });
      return { pipeline, layout };
    } catch (error) {
      throw await shaderError(kernel, module, error);
    }
  }
}

async function shaderError(kernel: Kernel, module: GPUShaderModule, cause: unknown): Promise<ShaderError> {
  const { messages } = await module.getCompilationInfo();
  const places = messages.map(({ lineNum, linePos, message }) => `${lineNum}:${linePos} ${message}`);
  const text = kernel.wgsl.split('\n').map((line, index) => `${String(index + 1).padStart(4)} ${line}`);
  return new ShaderError(
    `kernel ${kernel.name}: does not compile; expected valid WGSL, got ${[...places, String(cause)].join('; ')}; please report it with this text\n${text.join('\n')}`,
    { cause },
  );
}
