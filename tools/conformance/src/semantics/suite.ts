// The rules of the runtime, each with a test, for any device.
import { setDefaultDevice, type Device } from '@tensorloom/tensor-core';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { argumentRules } from './argument-rules.js';
import { assignmentRules } from './assignment-rules.js';
import { byteRules } from './byte-rules.js';
import { compiledRules } from './compiled-rules.js';
import { disposalRules } from './disposal-rules.js';
import { failureRules } from './failure-rules.js';
import { halfRules } from './half-rules.js';
import { inspectionRules } from './inspection-rules.js';
import { keyRules } from './key-rules.js';
import { numberRules } from './number-rules.js';
import { numericsRules } from './numerics-rules.js';
import { orderRules } from './order-rules.js';
import { planRules } from './plan-rules.js';
import { profileRules } from './profile-rules.js';
import { promotionRules } from './promotion-rules.js';
import { randomRules } from './random-rules.js';
import { readRules } from './read-rules.js';
import { resultRules } from './result-rules.js';
import { runRules } from './run-rules.js';
import { traceRules } from './trace-rules.js';
import { WatchedDevice } from './watched-device.js';

/** Declares the rules of one area; `watch` gives the device that all tests run on. */
export type Rules = (watch: () => WatchedDevice) => void;

const areas: readonly Rules[] = [
  runRules,
  readRules,
  assignmentRules,
  resultRules,
  numberRules,
  traceRules,
  randomRules,
  keyRules,
  compiledRules,
  argumentRules,
  byteRules,
  orderRules,
  planRules,
  promotionRules,
  halfRules,
  failureRules,
  disposalRules,
  inspectionRules,
  numericsRules,
  profileRules,
];

/** Declares all rules for the device that `makeDevice` gives. */
export function semanticsSuite(name: string, makeDevice: () => Device | Promise<Device>): void {
  describe(`semantics on ${name}`, () => {
    let device: WatchedDevice;
    beforeAll(async () => {
      device = new WatchedDevice(await makeDevice());
    });
    beforeEach(() => {
      setDefaultDevice(device);
      device.forget();
    });
    afterAll(() => setDefaultDevice(undefined));
    for (const rules of areas) rules(() => device);
  });
}
