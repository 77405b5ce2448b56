// The host's part of a small step, by stages.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { describe, expect, it } from 'vitest';
import { caseNamed, stepCases } from '../cases/step-case.js';
import { javaScriptColumns, profileJavaScript, type JavaScriptRow } from './javascript.js';

const small = caseNamed(stepCases, 'mlp-784-32-10-b32');
const adapter = (await (await createNodeGpu()).requestAdapter()) as GPUAdapter;

describe.skipIf(!adapter.features.has('timestamp-query'))('profileJavaScript (needs timestamp-query)', () => {
  it('lowers a step in each run only where nobody compiled it', async () => {
    const rows = await profileJavaScript(await createNodeGpu(), small, 5);
    const [compiled, uncompiled] = rows as [JavaScriptRow, JavaScriptRow];
    expect(rows.map(({ mode }) => mode)).toEqual(['compiled', 'uncompiled']);
    expect(javaScriptColumns.filter((name) => compiled[name] === undefined)).toEqual([]);
    expect(compiled.lower).toBe(0);
    expect(uncompiled.lower).toBeGreaterThan(0);
    for (const { encode, submit, all } of rows) expect(all).toBeGreaterThanOrEqual(Math.max(encode, submit));
  }, 60_000);
});
