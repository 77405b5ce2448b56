// The measured schedules of one device: asked while kernels are written, measured between two such rounds.
import { defaultStore } from '#tuning-store';
import { ConfigError } from '@tensorloom/tensor-core';
import { gemmCandidates, scheduleKey, type GemmSchedule } from '@tensorloom/wgsl-kernels';
import type { GpuContext } from '../memory/gpu-context.js';
import { gemmClassOf } from '../schedule/write/gemm-class.js';
import type { DeviceClass } from '../schedule/write/kernel-draft.js';
import { halvesOf, type MeasuredSchedules, type MeasuredProduct } from '../schedule/write/measured-schedules.js';
import type { AutotuneOptions, TuningStore } from './autotune-options.js';
import { fastestOf } from './fastest.js';
import { candidateOf, productKind, type Candidate } from './product.js';
import { textHash } from './text-hash.js';

/** What a tuner works with. */
export interface TunerOptions {
  readonly context: GpuContext;
  /** The adapter's own words: results of one adapter and driver say nothing about another. */
  readonly adapter: string;
  readonly device: DeviceClass;
  readonly store: TuningStore;
  readonly rounds: number;
}

/** A tuner of an adapter's device. @throws ConfigError for a count of rounds that is none */
export function tunerFor(
  { store = defaultStore(), rounds = 7 }: AutotuneOptions,
  context: GpuContext,
  { vendor, architecture, device: model, description }: GPUAdapterInfo,
  device: DeviceClass,
): ProductTuner {
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new ConfigError(
      `createWebGpuDevice: bad autotune.rounds; expected a whole number of at least 1, got ${rounds}; leave it out for 7`,
    );
  }
  const adapter = [vendor, architecture, model, description].join(', ');
  return new ProductTuner({ context, adapter, device, store, rounds });
}

export class ProductTuner implements MeasuredSchedules {
  private readonly known = new Map<string, GemmSchedule>();
  private readonly unknown = new Map<string, MeasuredProduct>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: TunerOptions) {}

  /** The schedule found for this kind of product; one that was never measured is noted. */
  scheduleFor(product: MeasuredProduct): GemmSchedule | undefined {
    const kind = productKind(product);
    const schedule = this.known.get(kind);
    if (!schedule) this.unknown.set(kind, product);
    return schedule;
  }

  /** Measures all that was noted, or finds it in the store. True if there was anything. */
  async learn(): Promise<boolean> {
    if (this.unknown.size === 0) return false;
    // One after another: two measurements at once would disturb each other.
    const learned = this.turn.then(() => this.learnAll());
    this.turn = learned.catch(() => undefined);
    await learned;
    return true;
  }

  private async learnAll(): Promise<void> {
    for (const [kind, product] of [...this.unknown]) {
      if (!this.known.has(kind)) this.known.set(kind, await this.scheduleOf(kind, product));
      this.unknown.delete(kind);
    }
  }

  private async scheduleOf(kind: string, product: MeasuredProduct): Promise<GemmSchedule> {
    const { context, device, store, rounds, adapter } = this.options;
    const { maxComputeWorkgroupStorageSize: workgroupBytes, maxComputeInvocationsPerWorkgroup: invocations } =
      context.gpu.limits;
    const { sizes } = product.gemm;
    const schedules = gemmCandidates(
      gemmClassOf(device, halvesOf(product.sources).length === 2),
      { workgroupBytes, invocations },
      sizes,
    );
    const candidates = schedules.map((schedule) => candidateOf(product, schedule));
    const [first] = schedules as [GemmSchedule];
    if (candidates.length === 1 || candidates[0]?.workgroups === 0) return first;
    const key = keyOf(adapter, kind, candidates);
    const kept = await keptSchedule(store, key, schedules);
    if (kept) return kept;
    const fastest = await fastestOf(context, product, candidates, rounds);
    if (!fastest) return first;
    const { candidate, ms, firstMs } = fastest;
    // Not kept, it is measured again next time: no reason to fail.
    await attempt(() => store.set(key, { schedule: candidate.schedule, ms, firstMs }));
    return candidate.schedule;
  }
}

/** What a store gives, or undefined where it fails in whatever way. */
async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

/** Sizes in plain text; loaders and the kernels' own text by their hash, so that another version measures anew. */
function keyOf(adapter: string, kind: string, candidates: readonly Candidate[]): string {
  const texts = candidates.map(({ kernel }) => kernel.wgsl).join('\n');
  return [adapter, kind.slice(0, kind.indexOf('\n')), textHash(`${kind}\n${texts}`)].join(' | ');
}

/** What a store holds, if it is one of the schedules that would be measured: all else is not believed. */
async function keptSchedule(
  store: TuningStore,
  key: string,
  schedules: readonly GemmSchedule[],
): Promise<GemmSchedule | undefined> {
  const kept = await attempt(() => store.get(key));
  const schedule: unknown = typeof kept === 'object' && kept !== null && 'schedule' in kept ? kept.schedule : undefined;
  if (typeof schedule !== 'object' || schedule === null) return undefined;
  const name = scheduleKey(schedule as GemmSchedule);
  return schedules.find((one) => scheduleKey(one) === name);
}
