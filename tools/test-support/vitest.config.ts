// Tests of @tensorloom/test-support: the settings that all of them share.
import { defineProject } from './vitest.shared.js';

export default defineProject({ name: '@tensorloom/test-support' });
