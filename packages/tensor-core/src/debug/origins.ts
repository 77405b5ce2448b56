// Where ops were recorded: the stack of the moment, kept only while debugging is on.
import type { Tensor } from '../tensor.js';

const origins = new WeakMap<Tensor, Error>();
/** Frames that are kept: a gradient is recorded deep inside of the call that asks for it. */
const FRAMES = 60;

/** Remembers that a tensor is recorded now. */
export function noteOrigin(tensor: Tensor): void {
  const kept = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  origins.set(tensor, new Error('the op was recorded here'));
  Error.stackTraceLimit = kept;
}

/** Where an op was recorded, for people. */
export interface Origin {
  /** Carries the whole stack. */
  readonly stack: Error;
  /** The first place outside of Tensorloom: `file:line:column`. */
  readonly line: string | undefined;
  /** The function of Tensorloom that was called there. */
  readonly called: string | undefined;
}

const plain = (url: string): string => url.replace(/^file:\/\//, '');
/** The folder of all packages, in the repository and where they are installed; nothing in a bundle. */
const home: string | undefined = /^(.*\/)tensor-core\/(?:src|dist)\//.exec(plain(import.meta.url))?.[1];

function isOurs(place: string): boolean {
  const inside = home !== undefined && place.startsWith(home) && /\/(?:src|dist)\//.test(place);
  return (inside || place.includes('/@tensorloom/')) && !place.includes('.test.');
}

/** The function of a frame, or the class whose private method it is; nothing for one without a name. */
function nameOf(frame: string): string | undefined {
  return /at (?:async )?(?:[\w$]+\.)*([\w$]+)(?:\.#[\w$]+)? \(/.exec(frame)?.[1] ?? /^([\w$]+)@/.exec(frame)?.[1];
}

/** What is remembered of a tensor's recording. */
export function originOf(tensor: Tensor): Origin | undefined {
  const stack = origins.get(tensor);
  if (!stack) return undefined;
  let called: string | undefined;
  for (const frame of stack.stack?.split('\n') ?? []) {
    const place = /([^\s()@]+:\d+:\d+)\)?$/.exec(frame)?.[1];
    if (place === undefined) continue;
    if (!isOurs(plain(place))) return { stack, line: place, called };
    called = nameOf(frame) ?? called;
  }
  return { stack, line: undefined, called };
}
