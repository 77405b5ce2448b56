// Muon: momentum made orthogonal, for the matrices inside of a network; Adam for all else.
import { checkCount, checkFinite, checkRange, constant, mul, type Variable } from '@tensorloom/tensor-core';
import { Optimizer } from '../optimizer.js';
import { BELOW_ONE, type OptimizerOptions } from '../options/optimizer-options.js';
import { orthogonalize } from '../transforms/orthogonalize.js';
import { scale } from '../transforms/scale.js';
import { chain, type Rate, type Transform } from '../transforms/transform.js';
import { velocity } from '../transforms/velocity.js';
import { adamTransform } from './adam.js';

/** Options of Muon. The learning rate is 0.001 and `weightDecay` 0.004 by default. */
export interface MuonOptions extends OptimizerOptions {
  /** Share of the momentum that stays, in [0, 1] (default 0.95). */
  readonly momentum?: number;
  /** Look ahead by the next step (default true). */
  readonly nesterov?: boolean;
  /** Number of Newton-Schulz iterations (default 5). */
  readonly nsSteps?: number;
  /** First coefficient of their polynomial (default 3.4445). */
  readonly muonA?: number;
  /** The second (default -4.775). */
  readonly muonB?: number;
  /** The third (default 2.0315). */
  readonly muonC?: number;
  /** Root mean square of updates before the rate, so that rates and decays of Adam fit (default 0.2); null: as they come. */
  readonly rmsRate?: number | null;
  /** Variables that Adam updates, by name: the last layer, as a rule (default none). */
  readonly excludeLayers?: (name: string) => boolean;
  /** Adam updates all variables with "embedding" in their names, too (default true). */
  readonly excludeEmbeddings?: boolean;
  /** `beta1` of Adam (default 0.9). */
  readonly adamBeta1?: number;
  /** `beta2` of Adam (default 0.999). */
  readonly adamBeta2?: number;
  /** `epsilon` of Adam (default 1e-7). */
  readonly epsilon?: number;
  /** Factor on the learning rate of Adam, at least 0 (default 1). */
  readonly adamLrRatio?: number;
}

const own: readonly (keyof MuonOptions)[] = [
  'momentum',
  'nesterov',
  'nsSteps',
  'muonA',
  'muonB',
  'muonC',
  'rmsRate',
  'excludeLayers',
  'excludeEmbeddings',
  'adamBeta1',
  'adamBeta2',
  'epsilon',
  'adamLrRatio',
];

/**
 * For a matrix [rows, columns]: m ← momentum · m + g, u = momentum · m + g with `nesterov`, else m, and
 * w ← w - learningRate · rmsRate · √max(rows, columns) · orthogonalized(u), where singular values come out near 1 after `nsSteps`
 * Newton-Schulz iterations (see the transform `orthogonalize`). Variables of other ranks, embeddings and `excludeLayers` have Adam.
 * Jordan et al. 2024; the scale of updates: Liu et al. 2025, section 2.2. Slots: `momentum` (m, or Adam's), `velocity` (Adam's, [] for
 * the others). PyTorch scales by √max(1, rows / columns) by default, for kernels [out, in].
 *
 * @example
 * const optimizer = new Muon({ excludeLayers: (name) => name.startsWith('head/') });
 */
export class Muon extends Optimizer {
  /** @throws ConfigError for an unknown option or a value outside of its range */
  constructor(options: MuonOptions = {}) {
    const ratio = checkRange('Muon', 'adamLrRatio', options.adamLrRatio ?? 1, 0, Infinity);
    const beta1 = checkRange('Muon', 'adamBeta1', options.adamBeta1 ?? 0.9, 0, BELOW_ONE);
    const beta2 = checkRange('Muon', 'adamBeta2', options.adamBeta2 ?? 0.999, 0, BELOW_ONE);
    const adam = { beta1, beta2, epsilon: options.epsilon ?? 1e-7 };
    const { excludeLayers = () => false, excludeEmbeddings = true } = options;
    const isAdams = ({ name, rank }: Variable): boolean =>
      rank !== 2 || (excludeEmbeddings && name.toLowerCase().includes('embedding')) || excludeLayers(name);
    const orthogonal = orthogonalMomentum(options);
    super(options, {
      className: 'Muon',
      options: own,
      learningRate: 0.001,
      weightDecay: 0.004,
      transform: (rate) =>
        divided(
          isAdams,
          adamTransform('Muon', adam, (moment) => rate(moment) * ratio),
          orthogonal(rate),
        ),
    });
  }
}

/** What a matrix moves by, given the rate. */
function orthogonalMomentum(options: MuonOptions): (rate: Rate) => Transform {
  const { muonA = 3.4445, muonB = -4.775, muonC = 2.0315, rmsRate = 0.2 } = options;
  const momentum = checkRange('Muon', 'momentum', options.momentum ?? 0.95, 0, 1);
  const steps = checkCount('Muon', 'nsSteps', options.nsSteps ?? 5);
  const [a, b, c] = [
    checkFinite('Muon', 'muonA', muonA),
    checkFinite('Muon', 'muonB', muonB),
    checkFinite('Muon', 'muonC', muonC),
  ];
  if (rmsRate !== null) checkRange('Muon', 'rmsRate', rmsRate, 0, Infinity);
  return (rate) =>
    chain(
      velocity(momentum, options.nesterov ?? true),
      orthogonalize({ steps, coefficients: [a, b, c] }),
      ...(rmsRate === null ? [] : [scaleBySides(rmsRate)]),
      scale((moment) => -rate(moment)),
    );
}

/** u · rate · √max(rows, columns): an orthogonal u has the root mean square 1 / √max(rows, columns). */
function scaleBySides(rmsRate: number): Transform {
  return {
    slots: [],
    begin:
      () =>
      (update, _slots, { shape }) => ({
        update: mul(update, constant(rmsRate * Math.sqrt(Math.max(...shape)))),
        slots: [],
      }),
  };
}

/** Some variables by Adam, with both slots; the others with `momentum` alone. */
function divided(isAdams: (variable: Variable) => boolean, adam: Transform, others: Transform): Transform {
  return {
    slots: [{ name: 'momentum' }, { name: 'velocity', shape: (variable) => (isAdams(variable) ? variable.shape : []) }],
    begin: (moment) => {
      const [adams, other] = [adam.begin(moment), others.begin(moment)];
      return (gradient, [momentum, velocity], variable) => {
        if (isAdams(variable)) return adams(gradient, [momentum!, velocity!], variable);
        const { update, slots } = other(gradient, [momentum!], variable);
        return { update, slots: [...slots, velocity!] };
      };
    },
  };
}
