// Writes the kernel of an elementwise group.
import { elementwiseKernel, elementwiseWorkgroups } from '@tensorloom/wgsl-kernels';
import { newScope } from './emitter.js';
import type { ElementForm } from './group.js';
import { KernelDraft, type WriteOptions, type WrittenKernel } from './kernel-draft.js';

export function writeElements(options: WriteOptions, { size }: ElementForm): WrittenKernel {
  const draft = new KernelDraft(options, 2);
  draft.words[1] = size;
  const scope = newScope();
  for (const value of options.stored) draft.store(value, scope);
  const { emitter, bindings } = draft;
  const kernel = elementwiseKernel({
    bindings,
    helpers: emitter.helpers,
    functions: emitter.functionText(),
    body: [...scope.lines, ...draft.innerStores],
  });
  return draft.finish(kernel, elementwiseWorkgroups(size));
}
