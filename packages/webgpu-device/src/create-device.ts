// Opens a WebGPU device: adapter, features, limits. The door of this package.
import {
  checkCount,
  ConfigError,
  DTypeError,
  NoDeviceError,
  type Device,
  type KernelClock,
  type MemoryReport,
  type Plan,
  type Program,
} from '@tensorloom/tensor-core';
import type { AutotuneOptions } from './autotune/autotune-options.js';
import type { ProductTuner } from './autotune/product-tuner.js';
import { DeviceMemory } from './memory/device-memory.js';
import { GpuContext, type LimitName } from './memory/gpu-context.js';
import { matrixUnitOf, matrixUnits } from './matrix-units.js';
import { reportMemory } from './memory/report-memory.js';
import { KernelTimer } from './profile/kernel-timer.js';
import { checkLimits, isTooWide } from './plan/check-limits.js';
import { GpuPlan } from './plan/gpu-plan.js';
import { layOutSchedule, type MemoryLayout } from './plan/layout.js';
import { PipelineCache } from './plan/pipelines.js';
import type { ScheduleOptions } from './schedule/schedule-options.js';
import { schedule, type Schedule } from './schedule/schedule.js';

/** What a device decides once for all its programs. */
export type DeviceSchedule = Omit<ScheduleOptions, 'mergeUpdates' | 'measured'>;

export interface WebGpuDeviceOptions {
  /** Default `navigator.gpu`; in Node, what `createNodeGpu()` gives. */
  readonly gpu?: GPU;
  /** Passed to `requestAdapter`. */
  readonly adapterOptions?: GPURequestAdapterOptions;
  /** Features to use beside those that Tensorloom uses by itself where they exist (subgroups, shader-f16, timestamp-query). */
  readonly features?: readonly GPUFeatureName[];
  /**
   * What to do with float16 where the device lacks shader-f16: refuse (default), or store halves as float32, with the same
   * values and twice the room.
   */
  readonly float16?: 'error' | 'float32';
  /**
   * Measure each new kind of product (matrix product, convolution) when a plan is prepared, and keep the schedule that was
   * fastest and right. Default false; on software adapters only with `{ software: true }`.
   */
  readonly autotune?: boolean | AutotuneOptions;
  /**
   * Bytes that all buffers of the device may take together (default: no bound). Beyond it, what is only kept for speed goes
   * first: buffers that wait to be used again, what plans that have not run for long can make anew, the arena. What does not fit
   * then is an OutOfMemoryError that names those who hold most, and the device goes on.
   */
  readonly memoryBudget?: number;
  /** Limits to keep to, where they are lower than the adapter's: for what must run on smaller devices, and for tests. */
  readonly limits?: Readonly<Partial<Record<LimitName, number>>>;
  /** How kernels are made, where it should differ from what the adapter asks for: for measurements and tests. */
  readonly schedule?: Partial<DeviceSchedule>;
}

/** A WebGPU device. */
export interface WebGpuDevice extends Device {
  readonly kind: 'webgpu';
  /** The adapter's own words. */
  readonly adapter: {
    readonly vendor: string;
    readonly architecture: string;
    readonly description: string;
    readonly software: boolean;
  };
  /** The GPU's device, for those who go beside Tensorloom. */
  readonly gpu: GPUDevice;
}

const wanted: readonly string[] = ['subgroups', 'shader-f16', 'timestamp-query'];
const limitNames = [
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupStorageSize',
] as const;

async function requestDevice(adapter: GPUAdapter, features: readonly GPUFeatureName[]): Promise<GPUDevice> {
  const known = wanted.filter((feature) => adapter.features.has(feature)) as GPUFeatureName[];
  const missing = features.filter((feature) => !adapter.features.has(feature));
  if (missing.length > 0) {
    const toggles = missing.includes(matrixUnits as GPUFeatureName) ? ` (${howToGetMatrixUnits})` : '';
    throw new ConfigError(
      `createWebGpuDevice: a feature is missing; expected an adapter with ${missing.join(', ')}, got one without; ` +
        `leave it out, or take another adapter or driver${toggles}`,
    );
  }
  const limits = Object.fromEntries(limitNames.map((name) => [name, adapter.limits[name]]));
  return adapter.requestDevice({ requiredFeatures: [...new Set([...known, ...features])], requiredLimits: limits });
}

/** Dawn's switches for the feature in Node. */
const howToGetMatrixUnits =
  "matrix units in Node: createNodeGpu(['enable-dawn-features=allow_unsafe_apis,vulkan_enable_f16_on_nvidia,use_vulkan_memory_model'])";

function isSoftware({ vendor, architecture, description, device }: GPUAdapterInfo): boolean {
  return /llvmpipe|lavapipe|swiftshader|mesa.*software|microsoft basic/i.test(
    [vendor, architecture, description, device].join(' '),
  );
}

function scheduleOptions({ gpu, limits }: GpuContext, info: GPUAdapterInfo): DeviceSchedule {
  const { subgroupMinSize: least, subgroupMaxSize: most } = info;
  const oneSize = gpu.features.has('subgroups' as GPUFeatureName) && least === most && least > 1;
  return {
    software: isSoftware(info),
    subgroupSize: oneSize ? least : undefined,
    halves: gpu.features.has('shader-f16'),
    matrixUnit: matrixUnitOf(gpu, info),
    bindingLimit: limits.maxStorageBuffersPerShaderStage,
  };
}

/**
 * Opens a device that runs programs on WebGPU.
 *
 * @example
 * setDefaultDevice(await createWebGpuDevice());                                // in a browser
 * setDefaultDevice(await createWebGpuDevice({ gpu: await createNodeGpu() }));  // in Node
 * @throws NoDeviceError if there is no adapter, ConfigError for a feature that it lacks
 */
export async function createWebGpuDevice(options: WebGpuDeviceOptions = {}): Promise<WebGpuDevice> {
  const { gpu, adapterOptions, features = [], float16 = 'error', limits = {}, schedule: changes = {} } = options;
  const found = gpu ?? (typeof navigator === 'undefined' ? undefined : navigator.gpu);
  const adapter = await found?.requestAdapter({ powerPreference: 'high-performance', ...adapterOptions });
  if (!adapter) {
    throw new NoDeviceError(
      'createWebGpuDevice: no adapter; expected a WebGPU adapter, got none; in Node pass { gpu: await createNodeGpu() }, or use createCpuDevice()',
    );
  }
  const { memoryBudget } = options;
  const budget = memoryBudget && checkCount('createWebGpuDevice', 'memoryBudget', memoryBudget);
  const device = await requestDevice(adapter, features);
  const context = new GpuContext(device, limits, budget);
  const schedules = { ...scheduleOptions(context, adapter.info), ...changes };
  const tuner = options.autotune ? await openTuner(options.autotune, context, adapter.info, schedules) : undefined;
  const takesHalves = float16 === 'float32' || schedules.halves;
  return new Engine(context, adapter.info, schedules, takesHalves, tuner, () => createWebGpuDevice(options));
}

/** What measures products. It is loaded here, so that only those who tune have it in their bundle. */
async function openTuner(
  autotune: true | AutotuneOptions,
  context: GpuContext,
  info: GPUAdapterInfo,
  device: DeviceSchedule,
): Promise<ProductTuner | undefined> {
  const options = autotune === true ? {} : autotune;
  if (device.software && options.software !== true) return undefined;
  const { tunerFor } = await import('./autotune/product-tuner.js');
  return tunerFor(options, context, info, device);
}

/** @throws DTypeError for a program that has halves */
function refuseHalves({ values }: Program, device: string): void {
  if (values.every(({ dtype }) => dtype !== 'float16')) return;
  throw new DTypeError(
    `webgpu: float16 is not supported by this device; expected the feature shader-f16, got ${device} without it; ` +
      "use float32, or createWebGpuDevice({ float16: 'float32' }) to store halves in twice the room",
  );
}

/** A program's kernels, and where what they store lies. */
interface Placed {
  readonly scheduled: Schedule;
  readonly layout: MemoryLayout;
}

class Engine implements WebGpuDevice {
  readonly kind = 'webgpu';
  readonly name: string;
  readonly adapter: WebGpuDevice['adapter'];
  private readonly memory: DeviceMemory;
  private readonly pipelines: PipelineCache;

  constructor(
    private readonly context: GpuContext,
    { vendor, architecture, description, device }: GPUAdapterInfo,
    private readonly options: DeviceSchedule,
    private readonly takesHalves: boolean,
    private readonly tuner: ProductTuner | undefined,
    readonly reopen: () => Promise<WebGpuDevice>,
  ) {
    this.name = description || device || `${vendor} ${architecture}`;
    this.adapter = { vendor, architecture, description, software: options.software };
    this.memory = new DeviceMemory(context, options.software, options.halves);
    this.pipelines = new PipelineCache(context);
  }

  get gpu(): GPUDevice {
    return this.context.gpu;
  }

  get failure(): Device['failure'] {
    return this.context.failure;
  }

  async prepare(program: Program): Promise<Plan> {
    this.context.check();
    if (!this.takesHalves) refuseHalves(program, this.name);
    const first = this.scheduled(program);
    return this.planOf(program, (await this.tuner?.learn()) ? this.scheduled(program) : first);
  }

  private async planOf(program: Program, { scheduled, layout }: Placed): Promise<GpuPlan> {
    checkLimits(scheduled, layout, this.context, this.options.halves);
    const compiled = await this.context.guard(
      Promise.all(scheduled.kernels.map(({ kernel }) => this.pipelines.get(kernel))),
    );
    const apart = (): Promise<GpuPlan> => this.planOf(program, this.scheduled(program, false));
    return new GpuPlan(program, scheduled, layout, compiled, this.memory, apart);
  }

  /** Updates are merged where one binding reaches all variables, and another one all intermediates that they need. */
  private scheduled(program: Program, mergeUpdates: boolean = this.memory.variables.fitBinding): Placed {
    const fuse = this.options.fuse !== false && program.unfused !== true;
    const options = { ...this.options, fuse, ...(this.tuner ? { measured: this.tuner } : {}) };
    const scheduled = schedule(program, { ...options, mergeUpdates });
    const layout = layOutSchedule(scheduled, this.options.halves);
    if (!isTooWide(scheduled, layout, this.context, this.options.halves)) return { scheduled, layout };
    return this.scheduled(program, false);
  }

  allocate(...spec: Parameters<Device['allocate']>): ReturnType<Device['allocate']> {
    this.context.check();
    return this.memory.variable(...spec);
  }

  upload(...args: Parameters<Device['upload']>): ReturnType<Device['upload']> {
    this.context.check();
    return this.memory.upload(...args);
  }

  read(...args: Parameters<Device['read']>): ReturnType<Device['read']> {
    return this.memory.read(...args);
  }

  ready(): Promise<void> {
    return this.memory.ready();
  }

  async synchronize(): Promise<void> {
    this.context.check();
    await this.context.guard(this.memory.flight.until(() => this.gpu.queue.onSubmittedWorkDone()));
  }

  memoryReport(): MemoryReport {
    const { live, plans } = this.memory;
    const needs = [...plans].map((plan) => plan.memoryNeeded());
    return reportMemory(`webgpu (${this.name})`, this.context, live, needs);
  }

  timeKernels(): KernelClock {
    this.context.check();
    return new KernelTimer(this.context);
  }

  dispose(): void {
    this.context.dispose();
  }
}
