// What nn-layers says of a model is what charts draws: two packages that do not know each other.
import { expect, it } from 'vitest';
import { Dense, Flatten, input, Model, modelGraph, Sequential } from './index.js';

it('draws a stack and a graph from their descriptions', () => {
  const stack = new Sequential([input([28, 28, 1]), new Flatten(), new Dense(10)]);
  expect(modelGraph(stack.describe())).toMatch(
    /flatten \(Flatten\)[^]*\[\?, 784\][^]*dense \(Dense\)[^]*7,850 parameters/,
  );
  const [left, right] = [input([4]), input([4])];
  const shared = new Dense(2);
  const model = new Model({ inputs: [left, right], outputs: { a: shared.apply(left), b: shared.apply(right) } });
  const picture = modelGraph(model.describe(), { title: 'Twins', expandNested: true });
  for (const words of ['Twins', 'dense[0] (Dense)', 'shared with dense[0]']) expect(picture).toContain(words);
});
