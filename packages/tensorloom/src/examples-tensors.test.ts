// The examples of the public API about tensors, layers and files. They run on the automatic device.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gradients } from '@tensorloom/autograd';
import { loadModel, loadWeights, saveModel, saveWeights } from '@tensorloom/model-io';
import {
  Dense,
  Flatten,
  input,
  Layer,
  Model,
  Sequential,
  type CallOptions,
  type SymbolicShape,
} from '@tensorloom/nn-layers';
import {
  arange,
  customGradient,
  flush,
  keep,
  synchronize,
  tensor,
  variable,
  where,
  zeros,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import './index.js';

describe('example 2: tensors', () => {
  it('records ops and reads what is asked for', async () => {
    const a = tensor([
      [1, 2],
      [3, 4],
    ]);
    const b = a.matmul(a.transpose()).add(1).relu();
    expect([b.shape, b.dtype]).toEqual([[2, 2], 'float32']);
    expect(() => a.matmul(zeros([3, 3]))).toThrow(/matmul: .*expected .*got .*\[3, 3\]/);
    expect(String(b)).toBe('Tensor(float32, [2, 2])');
    expect(await b.data()).toEqual(Float32Array.of(6, 12, 12, 26));
    expect(await b.array()).toEqual([
      [6, 12],
      [12, 26],
    ]);
    expect(await b.sum().item()).toBe(56);
    const log = vi.spyOn(console, 'info').mockImplementation(() => undefined);
    await b.print();
    expect(log.mock.calls.join()).toMatch(/\[ ?6\.?,? +12/);
    log.mockRestore();
    expect(await tensor([0, 2.7], { dtype: 'bool', shape: [1, 2] }).data()).toEqual(Uint8Array.of(0, 1));
  });

  it('selects, keeps, flushes and synchronizes', async () => {
    const range = arange(4);
    expect(await where(range.less(2), range, zeros([4])).array()).toEqual([0, 1, 0, 0]);
    const w = variable([1, 2]);
    const before = keep(w);
    w.assign(w.add(1));
    await flush();
    await synchronize();
    expect([await before.array(), await w.array()]).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });
});

class Scale extends Layer {
  gain!: Variable;
  override build(inputShape: SymbolicShape): void {
    this.gain = this.addWeight('gain', { shape: [inputShape.at(-1)!], initializer: 'ones' });
  }
  override call(input: Tensor, { training, mask }: CallOptions): Tensor {
    expect([training, mask]).toEqual([false, undefined]);
    return input.mul(this.gain);
  }
  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }
}

describe("example 5: a layer of one's own, a functional model, a gradient of one's own", () => {
  it('scales by a weight', async () => {
    const scale = new Scale();
    expect(await scale.apply(tensor([[1, 2, 3]])).array()).toEqual([[1, 2, 3]]);
    scale.gain.assign([0, 1, 2]);
    expect(await scale.apply(tensor([[1, 2, 3]])).array()).toEqual([[0, 2, 6]]);
  });

  it('connects layers by what flows between them', async () => {
    const image = input([28, 28, 1]);
    const output = new Dense(10).apply(new Flatten().apply(image));
    const net = new Model({ inputs: image, outputs: output });
    expect(net.apply(zeros([3, 28, 28, 1])).shape).toEqual([3, 10]);
    expect(net.countParameters()).toBe(7850);
  });

  it('clips a gradient', async () => {
    const clipped = customGradient((x: Tensor) => ({ value: x, gradient: (g: Tensor) => [g.clip(-1, 1)] }));
    const x = variable([1, 2]);
    const [gradient] = gradients(
      clipped(x)
        .mul(tensor([5, -0.5]))
        .sum(),
      [x],
    );
    expect(await gradient!.array()).toEqual([1, -0.5]);
  });
});

describe('example 7: files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tensorloom-examples-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('brings weights and models back', async () => {
    const model = new Sequential([input([4]), new Scale(), new Dense(3)]);
    const x = tensor([[1, 2, 3, 4]]);
    const expected = await model.apply(x).array();
    await saveWeights(model, join(folder, 'digits.safetensors'));
    await saveModel(model, join(folder, 'digits'));
    expect((await readdir(join(folder, 'digits'))).sort()).toEqual(['model.json', 'weights.safetensors']);

    const other = new Sequential([input([4]), new Scale(), new Dense(3)]);
    await loadWeights(other, join(folder, 'digits.safetensors'));
    const again = await loadModel(join(folder, 'digits'), { layers: { Scale } });
    expect([await other.apply(x).array(), await again.apply(x).array()]).toEqual([expected, expected]);
  });
});
