// Progress as plain lines, for any console. Writes no control characters.
import type { EpochSummary, Progress, ProgressReporter } from './reporter.js';

/** Options of `lineReporter`. */
export interface LineReporterOptions {
  /** Takes one line (default: the console). */
  readonly write?: (line: string) => void;
  /** Seconds between lines within a pass (default 10). */
  readonly interval?: number;
}

// A reporter is what somebody asked to print; this is the one place where the package does.
// eslint-disable-next-line no-console
const toConsole = (line: string): void => console.info(line);

const resultText = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(4))) : String(value);
const rateText = (value: number): string => `${value.toPrecision(3)} steps/s`;

/** Seconds as people read them: `4.2 s`, `1 min 05 s`. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

function title({ phase, epoch, epochs }: Progress): string {
  const place = epoch === undefined ? phase : `epoch ${epoch}/${epochs}`;
  return phase === 'validate' ? `${place} validation` : place;
}

function results({ logs }: Progress): string[] {
  return Object.entries(logs).map(([name, value]) => `${name} ${resultText(value)}`);
}

/** A line about a pass that goes on. */
export function progressLine(progress: Progress): string {
  const { step, steps, secondsLeft, stepsPerSecond } = progress;
  const parts = [title(progress), steps === undefined ? `step ${step}` : `step ${step}/${steps}`, ...results(progress)];
  parts.push(rateText(stepsPerSecond));
  if (secondsLeft !== undefined) parts.push(`${durationText(secondsLeft)} left`);
  return parts.join(' · ');
}

/** A line about a pass or an epoch that is over. */
export function summaryLine(progress: Progress | EpochSummary): string {
  const { step, seconds, stepsPerSecond } = progress;
  return [title(progress), ...results(progress), `${step} steps`, durationText(seconds), rateText(stepsPerSecond)].join(
    ' · ',
  );
}

/** A reporter that writes a line for each epoch, and one every few seconds within long ones. */
export function lineReporter({ write = toConsole, interval = 10 }: LineReporterOptions = {}): ProgressReporter {
  let written = 0;
  return {
    passBegin: () => {
      written = 0;
    },
    progress: (progress) => {
      if (progress.seconds - written < interval) return;
      written = progress.seconds;
      write(progressLine(progress));
    },
    passEnd: (progress) => {
      if (progress.epoch === undefined) write(summaryLine(progress));
    },
    epochEnd: (summary) => write(summaryLine(summary)),
    warn: (message) => write(`warning: ${message}`),
  };
}
