// Tests of saveWeights, loadWeights, saveModel and loadModel on real files.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  Conv2D,
  Dense,
  Flatten,
  input,
  Layer,
  MaxPooling2D,
  Rescaling,
  Sequential,
  type SymbolicShape,
} from '@tensorloom/nn-layers';
import { FileFormatError, setDefaultDevice, tensor, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadModel } from './load-model.js';
import { loadWeights } from './load-weights.js';
import { weightsOf } from './models/weights.js';
import { parseSafetensors } from './safetensors/parse.js';
import { serializeSafetensors } from './safetensors/serialize.js';
import { saveModel } from './save-model.js';
import { saveWeights } from './save-weights.js';

let folder = '';
const at = (name: string): string => join(folder, name);

beforeEach(async () => {
  setDefaultDevice(createCpuDevice());
  folder = await mkdtemp(join(tmpdir(), 'tensorloom-model-io-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const network = (): Sequential => new Sequential([input([3]), new Dense(4, { activation: 'relu' }), new Dense(2)]);

class Scale extends Layer {
  gain!: Variable;
  override build(inputShape: SymbolicShape): void {
    this.gain = this.addWeight('gain', { shape: [inputShape.at(-1) as number], initializer: 'glorotUniform' });
  }
  override call(x: Tensor): Tensor {
    return x.mul(this.gain);
  }
  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }
}

describe('saveWeights and loadWeights', () => {
  it('bring every bit back', async () => {
    const [model, other] = [network(), network()];
    await saveWeights(model, at('digits.safetensors'));
    await loadWeights(other, at('digits.safetensors'));
    expect(await weightsOf(other)).toEqual(await weightsOf(model));
    const bytes = await readFile(at('digits.safetensors'));
    expect([...parseSafetensors(bytes).tensors]).toEqual([...(await weightsOf(model))]);
    expect(await readdir(folder)).toEqual(['digits.safetensors']);
  });

  it('give a float64 device the float32 numbers of the file', async () => {
    setDefaultDevice(createCpuDevice({ precision: 'float64' }));
    const [model, other] = [network(), network()];
    await saveWeights(model, at('w.safetensors'));
    await loadWeights(other, at('w.safetensors'));
    const [saved, loaded] = [await weightsOf(model), await weightsOf(other)];
    const [expected, got] = [saved, loaded].map((weights) => weights.get('dense/kernel')!.data);
    expect(got).toEqual(Float64Array.from(Float32Array.from(expected!)));
  });

  it('leave the old file whole when writing fails', async () => {
    const model = network();
    await saveWeights(model, at('w.safetensors'));
    const before = await readFile(at('w.safetensors'));
    const files = process.getBuiltinModule('node:fs/promises');
    const opened = files.open;
    vi.spyOn(files, 'open').mockImplementation(async (...args) => {
      const handle = await opened(...args);
      let writes = 0;
      const write = handle.write.bind(handle) as (...parts: unknown[]) => unknown;
      vi.spyOn(handle, 'write').mockImplementation(((...parts: unknown[]) => {
        if (writes++ === 2) throw new Error('disk full');
        return write(...parts);
      }) as never);
      return handle;
    });
    await expect(saveWeights(network(), at('w.safetensors'))).rejects.toThrow('disk full');
    expect(await readdir(folder)).toEqual(['w.safetensors']);
    expect(Buffer.compare(await readFile(at('w.safetensors')), before)).toBe(0);
  });

  it('refuse a file cut off anywhere, and change nothing', async () => {
    const model = network();
    await saveWeights(model, at('w.safetensors'));
    const bytes = await readFile(at('w.safetensors'));
    const before = await weightsOf(model);
    for (const length of [0, 5, 8, 20, bytes.length - 5, bytes.length - 1]) {
      await writeFile(at('cut.safetensors'), bytes.subarray(0, length));
      await expect(loadWeights(model, at('cut.safetensors'))).rejects.toThrow(FileFormatError);
    }
    expect(await weightsOf(model)).toEqual(before);
  });

  it('refuse the weights of another model before they are read', async () => {
    const weights = await weightsOf(network());
    weights.set('dense/kernel', { data: new Float32Array(30), shape: [5, 6], dtype: 'float32' });
    await writeFile(at('w.safetensors'), serializeSafetensors(weights));
    await expect(loadWeights(network(), at('w.safetensors'))).rejects.toThrow(
      "loadWeights: weight 'dense/kernel' differs; expected float32 [3, 4], got float32 [5, 6]",
    );
  });

  it('say that a file is not there, and that a model has no weights yet', async () => {
    await expect(loadWeights(network(), at('none.safetensors'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(saveWeights(new Sequential([new Dense(1)]), at('w.safetensors'))).rejects.toThrow(
      /not built|no weights yet/,
    );
  });

  it('say what to do where there is no file system', async () => {
    const { getBuiltinModule } = process;
    try {
      process.getBuiltinModule = undefined as never;
      await expect(saveWeights(network(), 'w.safetensors')).rejects.toThrow(
        /no file system here; .* serializeSafetensors/,
      );
    } finally {
      process.getBuiltinModule = getBuiltinModule;
    }
  });
});

describe('saveModel and loadModel', () => {
  it('bring a convolutional network back', async () => {
    const model = new Sequential([
      new Rescaling(1 / 255),
      new Conv2D(3, 3, { activation: 'relu' }),
      new MaxPooling2D(2),
      new Flatten(),
      new Dense(4),
    ]);
    const x = tensor(
      Uint8Array.from({ length: 2 * 36 }, (_, index) => (index * 37) % 256),
      { shape: [2, 6, 6, 1] },
    );
    const expected = await model.apply(x).array();
    await saveModel(model, at('models/digits'));
    expect((await readdir(at('models/digits'))).sort()).toEqual(['model.json', 'weights.safetensors']);
    const again = await loadModel(at('models/digits'));
    expect(await again.apply(x).array()).toEqual(expected);
    expect(again.layers.map(({ name }) => name)).toEqual(model.layers.map(({ name }) => name));
  });

  it('know classes of your own only when they are given', async () => {
    const model = new Sequential([input([2]), new Scale(), new Dense(1)]);
    const x = tensor([[1, 2]]);
    await saveModel(model, at('scaled'));
    const again = await loadModel(at('scaled'), { layers: { Scale } });
    expect(await again.apply(x).array()).toEqual(await model.apply(x).array());
    await expect(loadModel(at('scaled'))).rejects.toThrow(/unknown class; .*'Scale'/);
  });

  it.each([
    ['{"format":"tensorloom-model","vers', /model\.json: no JSON/],
    ['null', /not a model; expected format 'tensorloom-model', got none/],
    ['{"format":"layers-model"}', /not a model; .* got "layers-model"/],
    ['{"format":"tensorloom-model","version":2,"model":{}}', /another version .* expected 1, got 2; install a newer/],
    ['{"format":"tensorloom-model","version":1}', /no topology/],
    [
      '{"format":"tensorloom-model","version":1,"model":{"className":"Sequential","config":{"layers":5}}}',
      /topology cannot be read/,
    ],
  ])('refuse the topology %s', async (text, message) => {
    await saveModel(network(), at('m'));
    await writeFile(at('m/model.json'), text);
    await expect(loadModel(at('m'))).rejects.toThrow(FileFormatError);
    await expect(loadModel(at('m'))).rejects.toThrow(message);
  });
});
