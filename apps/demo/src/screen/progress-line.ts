// One line about a pass that goes on, with a bar as long as there is room for. Text in, text out.
import type { Progress } from 'tensorloom';

/** The parts of a line, so that whoever draws it can set the bar off. */
export interface ProgressLine {
  readonly before: string;
  /** The part of the bar that is done, and the rest; both empty where there is no room or no end in sight. */
  readonly done: string;
  readonly rest: string;
  readonly after: string;
}

const LONGEST_BAR = 40;
const SHORTEST_BAR = 6;

const phases = { train: 'epoch', validate: 'validation', evaluate: 'test', predict: 'predictions' } as const;

function titleOf({ phase, epoch, epochs }: Progress): string {
  return epoch === undefined || phase !== 'train' ? phases[phase] : `${phases[phase]} ${epoch}/${epochs}`;
}

/** Seconds as a clock shows them: 1:05, 1:00:05. */
export function clockText(seconds: number): string {
  const whole = Math.ceil(seconds);
  const two = (number: number): string => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}`;
}

/** Seconds until the last epoch's end, validation left out. */
function secondsLeft({ secondsLeft: left, steps, stepsPerSecond, epoch, epochs }: Progress): number | undefined {
  if (left === undefined || steps === undefined || epoch === undefined || epochs === undefined) return left;
  return left + ((epochs - epoch) * steps) / stepsPerSecond;
}

/** What the line says behind the bar, the most important first. */
function factsOf(progress: Progress): string[] {
  const { step, steps, logs, stepsPerSecond } = progress;
  const facts = [steps === undefined ? `${step}` : `${String(step).padStart(String(steps).length)}/${steps}`];
  for (const [name, value] of Object.entries(logs)) facts.push(`${name} ${value.toFixed(3)}`);
  if (step === 0) return [...facts, 'getting ready'];
  // The first step makes plans and shaders: its pace says nothing.
  if (step === 1) return facts;
  const left = secondsLeft(progress);
  return [
    ...facts,
    `${stepsPerSecond.toPrecision(3)} steps/s`,
    ...(left === undefined ? [] : [`${clockText(left)} left`]),
  ];
}

/** A line of at most `width` columns; where it is narrow, the bar goes first, then facts from the end. */
export function progressLine(progress: Progress, width: number): ProgressLine {
  const before = titleOf(progress);
  const facts = factsOf(progress);
  const share = progress.steps === undefined ? undefined : Math.min(1, progress.step / progress.steps);
  const room = (text: string): number => width - before.length - text.length - 2;
  let after = facts.join('  ');
  if (share !== undefined && room(after) >= SHORTEST_BAR) {
    const length = Math.min(LONGEST_BAR, room(after));
    const done = Math.floor(share * length);
    return { before: `${before} `, done: '━'.repeat(done), rest: '─'.repeat(length - done), after: ` ${after}` };
  }
  while (facts.length > 1 && room(after) < 0) {
    facts.pop();
    after = facts.join('  ');
  }
  return { before: `${before}  `.slice(0, width), done: '', rest: '', after: after.slice(0, Math.max(0, room(''))) };
}

/** The same facts without a bar, for places where nothing can be drawn over. */
export function progressText(progress: Progress): string {
  return [titleOf(progress), ...factsOf(progress)].join('  ');
}
