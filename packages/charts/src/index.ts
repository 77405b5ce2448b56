// The public door of @tensorloom/charts.
export { confusionMatrix } from './confusion-matrix.js';
export type { ConfusionMatrixOptions } from './confusion-matrix.js';
export type { CountMatrix } from './matrix.js';
export { learningCurves } from './learning-curves.js';
export type { LearningCurvesOptions } from './learning-curves.js';
export type { BestEpochOptions } from './best-epoch.js';
export type { History } from './history.js';
export { modelGraph } from './model-graph.js';
export type { ModelGraphOptions } from './model-graph.js';
export type { GraphLayer, GraphModel, GraphShape, GraphSource } from './model-description.js';
