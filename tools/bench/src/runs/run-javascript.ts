// The suite javascript from options to a report.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { caseNamed, stepCases, trainingCases } from '../cases/step-case.js';
import { casesOf, type BenchOptions } from '../command-line.js';
import type { Report } from '../report/report.js';
import { javaScriptColumns, profileJavaScript, type JavaScriptRow } from '../suites/javascript.js';

/** A step so small that the host's part shows. */
const smallStep = caseNamed(stepCases, 'mlp-784-32-10-b32');

/** Runs the suite. */
export async function runJavaScript(options: BenchOptions): Promise<Report> {
  const gpu = await createNodeGpu();
  const rows: JavaScriptRow[] = [];
  for (const spec of casesOf(trainingCases, options, [smallStep])) {
    rows.push(...(await profileJavaScript(gpu, spec, options.steps ?? 200)));
  }
  return { rows, columns: javaScriptColumns, complaints: [] };
}
