// The rules of the runtime on each device.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { openWebGpu } from '../webgpu.js';
import { semanticsSuite } from './suite.js';

semanticsSuite('cpu float32', () => createCpuDevice());
semanticsSuite('cpu float64', () => createCpuDevice({ precision: 'float64' }));
semanticsSuite('webgpu', openWebGpu);
