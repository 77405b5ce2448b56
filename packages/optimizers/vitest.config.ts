// Tests of @tensorloom/optimizers: the settings that all of them share.
import { defineProject } from '../../tools/test-support/vitest.shared.js';

export default defineProject({ name: '@tensorloom/optimizers' });
