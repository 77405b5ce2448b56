// Chains small row kernels that read one another into one: the mean of a loss costs no dispatch of its own.
import { rowChainKernel, type RowLink } from '@tensorloom/wgsl-kernels';
import type { Group, RowForm } from '../form/group.js';
import { KernelDraft, KernelFrame, type WriteOptions, type WrittenKernel } from '../write/kernel-draft.js';
import type { OrderedKernel } from './order.js';
import { writeRowWork } from '../write/row-writer.js';

/** One workgroup does it all: so much, and no more of it by a single lane. */
const MOST_ELEMENTS = 8192;
const MOST_COLUMNS = 256;

/** What is needed to write the kernel of some groups. */
export interface ChainOptions {
  readonly bindingLimit: number;
  /** Options for writing one group, with those of its values that are stored. */
  readonly optionsOf: (group: Group, written: WrittenKernel) => WriteOptions;
}

function isSmall({ form }: Group): boolean {
  return form.kind === 'row' && form.rows * form.columns <= MOST_ELEMENTS && form.columns <= MOST_COLUMNS;
}

function writeChain(parts: readonly WriteOptions[]): WrittenKernel {
  const [first] = parts as readonly [WriteOptions];
  const frame = new KernelFrame(first, 1);
  const lanes = first.device.software ? 32 : 128;
  const drafts = parts.map((options) => new KernelDraft(options, frame));
  const links = drafts.map((draft): RowLink => {
    const { rows, columns } = draft.options.group.form as RowForm;
    return { rows: frame.word(rows), columns: frame.word(columns), ...writeRowWork(draft) };
  });
  const [{ emitter }] = drafts as [KernelDraft];
  const kernel = rowChainKernel({
    lanes,
    bindings: frame.bindings,
    helpers: frame.library.helpers,
    functions: emitter.functionText(),
    links,
  });
  const written = drafts.map((draft) => draft.finish(kernel, 1));
  const stores = written.flatMap((part) => part.stores);
  const own = new Set(stores.map(({ value }) => value));
  const loads = written.flatMap((part) => part.loads).filter(({ memory }) => !own.has(memory));
  return { ...(written[0] as WrittenKernel), loads, stores };
}

/** Whether a kernel may move up to another: it reads what that one makes, and needs nothing that comes between. */
function follows(kernel: OrderedKernel, chain: OrderedKernel, between: readonly OrderedKernel[]): boolean {
  const needs = (other: OrderedKernel): boolean =>
    kernel.groups.some((group) => other.groups.some((one) => group.reaches(one)));
  return chain.groups.some((group) => kernel.groups.some(({ needs: own }) => own.has(group))) && !between.some(needs);
}

/** The kernels in order, where small row kernels have joined the small row kernel that they read from. */
export function chainRows(
  kernels: readonly OrderedKernel[],
  { bindingLimit, optionsOf }: ChainOptions,
): readonly OrderedKernel[] {
  const result: OrderedKernel[] = [];
  const partsOf = new Map<OrderedKernel, readonly WriteOptions[]>();
  for (const kernel of kernels) {
    const [group] = kernel.groups as [Group];
    const options = optionsOf(group, kernel.written);
    const at = isSmall(group)
      ? result.findLastIndex((chain, index) => partsOf.has(chain) && follows(kernel, chain, result.slice(index + 1)))
      : -1;
    const chain = result[at];
    const parts = [...((chain && partsOf.get(chain)) ?? []), options];
    const joined = chain && { groups: [...chain.groups, group], written: writeChain(parts) };
    if (joined && joined.written.kernel.bindings.length <= bindingLimit) {
      result[at] = joined;
      partsOf.set(joined, parts);
      continue;
    }
    result.push(kernel);
    if (isSmall(group)) partsOf.set(kernel, [options]);
  }
  return result;
}
