// Refuses schedules whose numbers do not fit together, before they become wrong text.
import type { GemmSchedule, MatrixSchedule, StagedSchedule } from './gemm-parameters.js';

/** @throws RangeError that names the number which does not fit */
export function checkSchedule(schedule: GemmSchedule): void {
  const { variant, ...numbers } = schedule;
  for (const [name, value] of Object.entries(numbers)) {
    if (name !== 'lanesAlong' && !(Number.isInteger(value) && Number(value) >= 1)) {
      throw new RangeError(`gemm: bad schedule; expected a whole ${name} >= 1, got ${String(value)}; change it`);
    }
  }
  if (variant === 'staged') checkStaged(schedule);
  if (variant === 'matrix') checkMatrix(schedule);
  if (variant === 'subgroup' && schedule.unroll > schedule.subgroupSize) {
    throw new RangeError(
      `gemm: bad schedule; expected unroll <= subgroupSize (${schedule.subgroupSize}), got ${schedule.unroll}; unroll less`,
    );
  }
}

function checkStaged({ blockM, blockN, blockK, threadM, threadN }: StagedSchedule): void {
  const threads = (blockM / threadM) * (blockN / threadN);
  const fits = [blockM, blockN].every((block) => {
    const quads = (block * blockK) / 4;
    return quads % threads === 0 && [blockK, block / 4].every((inner) => threads % inner === 0);
  });
  const whole = threadM % 4 === 0 && threadN % 4 === 0 && blockM % threadM === 0 && blockN % threadN === 0;
  if (!whole || !fits) {
    throw new RangeError(
      `gemm: blocks cannot be shared out; expected threadM and threadN to be multiples of 4 that divide the block, and ` +
        `invocations that divide block · blockK / 4 and are multiples of blockK and block / 4, ` +
        `got ${blockM}x${blockN}x${blockK} by ${threadM}x${threadN}; change the blocks`,
    );
  }
}

function checkMatrix({ blockM, blockN, blockK, subgroupsM, subgroupsN, unitM, unitN, unitK }: MatrixSchedule): void {
  const whole = blockM % (subgroupsM * unitM) === 0 && blockN % (subgroupsN * unitN) === 0 && blockK % unitK === 0;
  if (whole) return;
  throw new RangeError(
    `gemm: blocks are no whole matrices; expected ${subgroupsM}x${subgroupsN} subgroups with multiples of ` +
      `${unitM}x${unitN}x${unitK}, got ${blockM}x${blockN}x${blockK}; change the blocks`,
  );
}
