// The door of tensorloom: all of the library under one name. Importing it lets a device be chosen when one is needed.
import './automatic-device.js';

export { openDevice, type DeviceWish } from './open-device.js';
export { selfTest, type SelfTestOptions } from './self-test/self-test.js';
export { SelfTestReport, type SelfTestFailure, type SelfTestResult } from './self-test/self-test-report.js';

export * from '@tensorloom/autograd';
export * from '@tensorloom/charts';
export * from '@tensorloom/cpu-device';
export * from '@tensorloom/datasets';
export * from '@tensorloom/model-io';
export * from '@tensorloom/nn-layers';
export * from '@tensorloom/optimizers';
export * from '@tensorloom/tensor-core';
export * from '@tensorloom/training';
export * from '@tensorloom/webgpu-device';

// Types whose names meet: the one that users are more likely to write down.
export type { HostStructure, ShapedArray } from '@tensorloom/datasets';
export type { NestedNumbers, Rule } from '@tensorloom/tensor-core';
export type { History } from '@tensorloom/training';
