// The door that shows what lives on the default device.
import { ConfigError } from '../errors.js';
import { deviceInUse } from '../runtime/default-device.js';
import { MemoryReport } from './memory-report.js';

/**
 * What lives on the default device now, by name: variables, values that are held, the memory that plans share for
 * intermediates with what determines its size, pools, staging. Waits for nothing and changes nothing.
 *
 * @returns `String(report)` is a table; nothing at all where no device has been used yet
 * @throws ConfigError for a device that keeps no account
 * @example
 * console.log(String(memoryReport()));
 */
export function memoryReport(): MemoryReport {
  const device = deviceInUse();
  if (!device) return new MemoryReport({ device: 'no device yet', items: [], plans: [], buffers: 0 });
  if (device.memoryReport) return device.memoryReport();
  throw new ConfigError(
    `memoryReport: the device ${device.kind} (${device.name}) keeps no account; expected memoryReport(), got none; take another device`,
  );
}
