// One run of the demo, from options to results: device, data, training, test, files. Knows no stream and no signal of Node's.
import type { DownloadProgress } from 'tensorloom';
import { chooseDigits } from './data/choose-digits.js';
import type { Digits } from './data/digits.js';
import { networks } from './networks/networks.js';
import { openDevice } from './open-device.js';
import type { DemoOptions } from './options/demo-options.js';
import type { DemoResult } from './results/demo-result.js';
import { judge, type Verdict } from './results/judge.js';
import { RunFiles } from './results/run-files.js';
import { conclusion, introduction, type Plan } from './screen/report.js';
import type { Screen } from './screen/screen.js';
import { trainingDisplay } from './screen/training-display.js';
import { Learning, type Learned } from './training/learn.js';
import { unlessAborted } from './unless-aborted.js';

/** What a run needs besides its options. */
export interface Surroundings {
  readonly screen: Screen;
  /** Aborts when the user has had enough. */
  readonly signal: AbortSignal;
  /** Default: MNIST, or those of the generator. */
  readonly digits?: Digits;
}

/** Draws how far a download is. */
function showDownload(screen: Screen): (progress: DownloadProgress) => void {
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  return ({ file, receivedBytes, totalBytes }) =>
    screen.draw(`fetching ${file}: ${megabytes(receivedBytes)} of ${megabytes(totalBytes)} MB`);
}

async function planRun(options: DemoOptions, { screen, signal, digits }: Surroundings): Promise<Plan> {
  const { model, seed } = options;
  const network = networks[model];
  const { epochs = network.epochs, batch = network.batch } = options;
  const device = await unlessAborted(signal, () => openDevice(options.device));
  const chosen = digits ?? (await unlessAborted(signal, () => chooseDigits(options, showDownload(screen))));
  screen.clear();
  return { model, seed, network, device, digits: chosen, epochs, batch };
}

/** Saves what an interrupted training has come to, and says where. */
async function saveUnfinished({ begun, best, model }: Learning, files: RunFiles, screen: Screen): Promise<void> {
  if (!begun) return screen.say('stopped before the first step: there is nothing to save');
  best.restore();
  await files.saveWeights(model);
  const which = best.epoch === undefined ? 'as they were' : `of epoch ${best.epoch}, the best so far`;
  screen.say(`stopped; the weights ${which}: ${files.weights}`);
}

function resultOf(
  { model, device, digits, epochs }: Plan,
  { history, pace, firstStepSeconds }: Learned,
  { loss, accuracy }: Verdict,
  kept: number,
): DemoResult {
  return {
    device: device.kind,
    adapter: device.adapter,
    model,
    data: digits.source,
    epochs,
    trainLoss: history.history.loss[kept - 1] ?? NaN,
    testLoss: loss,
    testAccuracy: accuracy,
    secondsPerEpoch: pace.secondsPerEpoch,
    stepsPerSecond: pace.stepsPerSecond,
    firstStepSeconds,
  };
}

/** Runs the demo. @throws the signal's reason if that aborts; what the device, the data or the disk say */
export async function runDemo(options: DemoOptions, surroundings: Surroundings): Promise<DemoResult> {
  const { screen, signal } = surroundings;
  const files = await RunFiles.in(options.out, options.model);
  const plan = await planRun(options, surroundings);
  introduction(plan).forEach((line) => screen.say(line));
  const watched = { progress: trainingDisplay(screen), signal };
  const learning = new Learning(plan.network, plan.digits, { ...plan, ...watched });
  try {
    const learned = await learning.run();
    await files.saveWeights(learning.model);
    await files.saveCurves(learned.history, `${options.model} on ${plan.digits.name}`);
    const verdict = await judge(learning, plan.digits, watched);
    conclusion(verdict, files, screen.paint).forEach((line) => screen.say(line));
    return resultOf(plan, learned, verdict, learning.best.epoch ?? plan.epochs);
  } catch (error) {
    if (error === signal.reason) await saveUnfinished(learning, files, screen);
    throw error;
  }
}
