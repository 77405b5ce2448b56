// Shows a training run: a row for each epoch that stays, and in between a line with a bar, or one every few seconds.
import type { Progress, ProgressReporter } from 'tensorloom';
import { epochRow, epochTitles } from './epoch-table.js';
import { progressLine, progressText } from './progress-line.js';
import type { Screen } from './screen.js';

/** Seconds between lines where they cannot be drawn over. */
const LINE_INTERVAL = 10;

function drawProgress(screen: Screen, progress: Progress): void {
  // The last column stays free: terminals differ in what they do when it is written to.
  const { before, done, rest, after } = progressLine(progress, screen.width - 1);
  screen.draw(before + screen.paint('cyan', done) + screen.paint('dim', rest) + after);
}

/** A reporter for `Trainer`. */
export function trainingDisplay(screen: Screen): ProgressReporter {
  let isTitled = false;
  let said = -Infinity; // the first line comes soon, as a sign of life
  return {
    passBegin: (pass) => {
      if (pass.epoch !== undefined && !isTitled) screen.say(screen.paint('bold', epochTitles()));
      isTitled ||= pass.epoch !== undefined;
      said = Math.min(said, 0);
      const nothing = { step: 0, logs: {}, stepsPerSecond: 0, seconds: 0, secondsLeft: undefined };
      drawProgress(screen, { ...pass, ...nothing });
    },
    progress: (progress) => {
      if (screen.isLive) return drawProgress(screen, progress);
      if (progress.seconds - said < LINE_INTERVAL) return;
      said = progress.seconds;
      screen.say(progressText(progress));
    },
    epochEnd: (summary) => screen.say(epochRow(summary)),
    warn: (message) => screen.warn(`warning: ${message}`),
    close: () => screen.clear(),
  };
}
