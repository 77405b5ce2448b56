// Runs one task, sends its result to the parent, and ends without being told to.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { casesNamed, type StepCase } from '../cases/step-case.js';
import { openContestant } from '../contestants/open-contestant.js';
import { GpuCounters } from '../counting/gpu-counters.js';
import { firstStep } from '../suites/cold.js';
import { watchMemory } from '../suites/memory.js';
import { profileStep } from '../suites/profile.js';
import type { ChildResults, ChildTask } from './child-task.js';

async function run(task: ChildTask): Promise<ChildResults[ChildTask['kind']]> {
  const [spec] = casesNamed([task.case]) as [StepCase];
  // Times on the device in nanoseconds, not in tenths of milliseconds.
  const dawn = task.kind === 'profile' ? ['disable-dawn-features=timestamp_quantization'] : [];
  const gpu = await createNodeGpu(dawn);
  switch (task.kind) {
    case 'cold':
      return firstStep(gpu, spec, task.library);
    case 'profile':
      return profileStep(gpu, spec, task.steps);
    case 'memory': {
      const counters = new GpuCounters();
      const contestant = await openContestant('tensorloom', gpu, spec);
      // Not disposed of: a program that has done its work ends all the same.
      return watchMemory(spec.name, contestant, counters, task.steps);
    }
  }
}

process.send?.(await run(JSON.parse(process.argv[2] as string) as ChildTask));
process.disconnect();
