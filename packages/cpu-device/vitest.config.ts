// Tests of @tensorloom/cpu-device: the settings that all of them share.
import { defineProject } from '../../tools/test-support/vitest.shared.js';

export default defineProject({ name: '@tensorloom/cpu-device' });
