// Tests of @tensorloom/wgsl-kernels: the settings that all of them share.
import { defineProject } from '../../tools/test-support/vitest.shared.js';

export default defineProject({ name: '@tensorloom/wgsl-kernels' });
