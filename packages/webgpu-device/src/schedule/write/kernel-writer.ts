// Writes the kernel of a group, by its form.
import { writeAttention } from './attention-writer.js';
import { writeElements } from './element-writer.js';
import { writeGemm } from './gemm-writer.js';
import type { WriteOptions, WrittenKernel } from './kernel-draft.js';
import { writeRecurrent } from './recurrent-writer.js';
import { writeRows } from './row-writer.js';
import { writeScan } from './scan-writer.js';

export function writeKernel(options: WriteOptions): WrittenKernel {
  const { form } = options.group;
  if (form.kind === 'element') return writeElements(options, form);
  if (form.kind === 'attention') return writeAttention(options, form);
  if (form.kind === 'scan') return writeScan(options, form);
  if (form.kind === 'recurrent') return writeRecurrent(options, form);
  return form.kind === 'row' ? writeRows(options, form) : writeGemm(options, form);
}
