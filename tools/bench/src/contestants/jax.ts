// jax-js's training step, the whole of it under one jit, which is quickest there. Knows nothing of ours but the case.
import type { HostArray, HostValues } from '../cases/host-values.js';
import type { StepCase } from '../cases/step-case.js';
import type { Jax, JaxArray } from '../peers/jax-types.js';
import { openJax as openLibrary } from '../peers/load-jax.js';
import type { Contestant } from './contestant.js';
import { jaxForward } from './jax-forward.js';

type Weights = readonly JaxArray[];

/** Weights, first and second moments. */
type State = readonly [Weights, Weights, Weights];

const [rate, beta1, beta2, epsilon] = [1e-3, 0.9, 0.999, 1e-7];

/** How far a step goes, with both moments corrected for their zeros at the start. */
const stepSize = (iteration: number): number => (rate * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration);

/** Adam as Keras has it; jax-js has none in its package. */
function adam({ numpy }: Jax, [weights, first, second]: State, gradients: Weights, size: JaxArray): State {
  const nextFirst = first.map((moment, at) => moment.mul(beta1).add((gradients[at] as JaxArray).ref.mul(1 - beta1)));
  const nextSecond = second.map((moment, at) =>
    moment.mul(beta2).add(numpy.square(gradients[at] as JaxArray).mul(1 - beta2)),
  );
  const nextWeights = weights.map((weight, at) => {
    const root = numpy.sqrt((nextSecond[at] as JaxArray).ref).add(epsilon);
    return weight.sub((nextFirst[at] as JaxArray).ref.mul(size.ref).div(root));
  });
  size.dispose();
  return [nextWeights, nextFirst, nextSecond];
}

/** A step: the loss, and the state after it. */
function stepOf(jax: Jax, spec: StepCase): (state: State, size: number, x: JaxArray, y: JaxArray) => [JaxArray, State] {
  const { nn, valueAndGrad, jit } = jax;
  const loss = (weights: Weights, x: JaxArray, y: JaxArray): JaxArray => {
    const logits = jaxForward(jax, spec, weights, x);
    return nn
      .logSoftmax(logits)
      .mul(nn.oneHot(y, spec.classes))
      .sum()
      .mul(-1 / spec.batch);
  };
  const step = jit((state: State, size: JaxArray, x: JaxArray, y: JaxArray) => {
    const [value, gradients] = valueAndGrad(loss)(jax.tree.ref(state[0]), x, y);
    return [value, adam(jax, state, gradients, size)] as [JaxArray, State];
  });
  return (state, size, x, y) => step(state, jax.numpy.array([size]), x, y);
}

/** The case on a device of its own. */
export async function openJax(gpu: GPU, spec: StepCase, { x, y, weights }: HostValues): Promise<Contestant> {
  const { jax, device, adapter, close } = await openLibrary(gpu);
  const { numpy } = jax;
  const put = ({ data, shape }: HostArray): JaxArray => numpy.array(data).reshape(shape);
  const zeros = (): Weights => weights.map(({ shape }) => numpy.zeros(shape));
  const [images, labels] = [put(x), numpy.array(y.data, { dtype: numpy.int32 })];
  const step = stepOf(jax, spec);
  let state: State = [weights.map(put), zeros(), zeros()];
  let last: JaxArray | undefined;
  let iteration = 0;
  return {
    library: 'jax',
    adapter,
    device,
    step: async () => {
      last?.dispose();
      [last, state] = step(state, stepSize(++iteration), images.ref, labels.ref);
    },
    submit: async () => void (await (last as JaxArray).blockUntilReady()),
    loss: async () => (await (last as JaxArray).ref.data())[0] as number,
    dispose: close,
  };
}
