// Tests of the sorting of series into panels.
import { expect, it } from 'vitest';
import { panelsOf, panelWords, trainingName } from './panels.js';

it('puts training and validation of one quantity together, the loss first', () => {
  const history = { accuracy: [1], valLoss: [2], valAuc: [3], loss: [4], valAccuracy: [5], learningRate: [6] };
  expect(panelsOf({ epoch: [1], history })).toEqual([
    { name: 'loss', training: [4], validation: [2] },
    { name: 'accuracy', training: [1], validation: [5] },
    { name: 'auc', validation: [3] },
    { name: 'learningRate', training: [6] },
  ]);
});

it.each([
  ['valLoss', 'loss'],
  ['valTop5', 'top5'],
  ['valÜbung', 'übung'],
  ['value', undefined],
  ['val', undefined],
  ['valence', undefined],
  ['loss', undefined],
])('%s validates %s', (key, name) => {
  expect(trainingName(key)).toBe(name);
});

it.each([
  ['loss', 'loss'],
  ['sparseCategoricalAccuracy', 'sparse categorical accuracy'],
  ['sparseTopKCategoricalAccuracy', 'sparse top K categorical accuracy'],
  ['top_5_accuracy', 'top 5 accuracy'],
  ['AUC', 'AUC'],
  ['rocAUC', 'roc AUC'],
])('%s reads %s', (name, words) => {
  expect(panelWords(name)).toBe(words);
});
