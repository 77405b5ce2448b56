// Runs one task, sends its result to the parent, and ends without being told to.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { caseNamed, trainingCases } from '../cases/step-case.js';
import { openContestant } from '../contestants/open-contestant.js';
import { GpuCounters } from '../counting/gpu-counters.js';
import { kernelCases } from '../kernels/kernel-case.js';
import { openKernel } from '../kernels/open-kernel.js';
import { firstStep } from '../suites/cold.js';
import { firstCall } from '../suites/kernels.js';
import { watchMemory } from '../suites/memory.js';
import { profileStep } from '../suites/profile.js';
import type { ChildResults, ChildTask } from './child-task.js';

async function run(task: ChildTask): Promise<ChildResults[ChildTask['kind']]> {
  // Times on the device in nanoseconds, not in tenths of milliseconds.
  const dawn = task.kind === 'profile' ? ['disable-dawn-features=timestamp_quantization'] : [];
  const gpu = await createNodeGpu(dawn);
  switch (task.kind) {
    case 'cold':
      return firstStep(gpu, caseNamed(trainingCases, task.case), task.library);
    case 'coldKernel':
      return firstCall(await openKernel(task.library, gpu, caseNamed(kernelCases, task.case)));
    case 'profile':
      return profileStep(gpu, caseNamed(trainingCases, task.case), task.steps);
    case 'memory': {
      const counters = new GpuCounters();
      const contestant = await openContestant(task.library, gpu, caseNamed(trainingCases, task.case));
      // Not disposed of: a program that has done its work ends all the same.
      return watchMemory(task.case, contestant, counters, task.steps);
    }
  }
}

process.send?.(await run(JSON.parse(process.argv[2] as string) as ChildTask));
process.disconnect();
