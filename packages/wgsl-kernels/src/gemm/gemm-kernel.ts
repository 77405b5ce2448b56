// Makes the text of a matrix-product kernel from its parameters. The one door to the variants.
import type { GemmParameters } from './gemm-parameters.js';
import { gemmInvocations } from './gemm-geometry.js';
import { checkSchedule } from './schedule-check.js';
import { matrixGemm } from './matrix-gemm.js';
import { quadGemm } from './quad-gemm.js';
import { registerGemm } from './register-gemm.js';
import { shuffleGemm } from './shuffle-gemm.js';
import { stagedGemm } from './staged-gemm.js';
import { subgroupGemm } from './subgroup-gemm.js';

/** A kernel's text and the size of its workgroups. The entry point is `main`. */
export interface GemmKernel {
  readonly name: string;
  readonly wgsl: string;
  readonly workgroupSize: number;
}

/**
 * Kernel of C[z, m, n] = Σ_k A(z, m, k) · B(z, k, n), float32. Sizes come from `gemmWords`, so that one pipeline serves
 * all of them. Dispatch `gemmWorkgroups` workgroups, folded to two dimensions.
 */
export function gemmKernel(parameters: GemmParameters): GemmKernel {
  const { schedule } = parameters;
  checkSchedule(schedule);
  const workgroupSize = gemmInvocations(schedule);
  const extra = parameters.storeColumnSum === undefined ? '' : ' with column sums';
  if (schedule.variant === 'subgroup') {
    const { lanesAlong, vectors, broadcasts, unroll } = schedule;
    const name = `gemm subgroup ${broadcasts}x${vectors} along ${lanesAlong}, unroll ${unroll}${extra}`;
    return { name, wgsl: tidy(subgroupGemm(parameters, schedule)), workgroupSize };
  }
  if (schedule.variant === 'quads') {
    const name = `gemm quads ${4 * schedule.subgroupSize}x${4 * schedule.subgroupSize}${extra}`;
    return { name, wgsl: tidy(quadGemm(parameters, schedule)), workgroupSize };
  }
  if (schedule.variant === 'staged') {
    const { blockM, blockN, blockK, threadM, threadN } = schedule;
    const name = `gemm staged ${blockM}x${blockN}x${blockK}, ${threadM}x${threadN} each${extra}`;
    return { name, wgsl: tidy(stagedGemm(parameters, schedule)), workgroupSize };
  }
  if (schedule.variant === 'shuffle') {
    const { rows, vectors, subgroups } = schedule;
    const name = `gemm shuffle ${rows}x${vectors} in ${subgroups} subgroups${extra}`;
    return { name, wgsl: tidy(shuffleGemm(parameters, schedule)), workgroupSize };
  }
  if (schedule.variant === 'matrix') {
    const { blockM, blockN, blockK, unitM, unitN, unitK } = schedule;
    const name = `gemm matrix ${blockM}x${blockN}x${blockK} of ${unitM}x${unitN}x${unitK}${extra}`;
    return { name, wgsl: tidy(matrixGemm(parameters, schedule)), workgroupSize };
  }
  const { rows, columns, lanes, unroll } = schedule;
  const name = `gemm register ${rows}x${columns} of ${lanes}, unroll ${unroll}${extra}`;
  return { name, wgsl: tidy(registerGemm(parameters, schedule)), workgroupSize };
}

/** Drops the empty lines that absent parts leave. */
function tidy(wgsl: string): string {
  return wgsl.replace(/\n{2,}/g, '\n');
}
