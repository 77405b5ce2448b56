// Writes the kernel of an elementwise group.
import { elementwiseKernel, elementwiseWorkgroups, isLight } from '@tensorloom/wgsl-kernels';
import { newScope } from './emitter.js';
import type { ElementForm } from '../form/group.js';
import { KernelDraft, KernelFrame, type WriteOptions, type WrittenKernel } from './kernel-draft.js';

export function writeElements(options: WriteOptions, { size }: ElementForm): WrittenKernel {
  const draft = new KernelDraft(options, new KernelFrame(options, 2));
  draft.frame.words[1] = size;
  const scope = newScope();
  for (const value of options.stored) draft.store(value, scope);
  const { emitter, frame } = draft;
  const body = [...scope.lines, ...draft.innerStores];
  const functions = emitter.functionText();
  const light = functions === '' && isLight(body.length, emitter.helpers);
  const kernel = elementwiseKernel({
    bindings: frame.bindings,
    helpers: emitter.helpers,
    functions,
    body,
    vectors: light && size % 4 === 0 ? draft.reachedAt('i') : [],
  });
  return { ...draft.finish(kernel, elementwiseWorkgroups(size)), body };
}
