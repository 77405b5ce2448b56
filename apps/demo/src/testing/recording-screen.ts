// A screen for tests: remembers what was said, in plain text.
import type { Screen } from '../screen/screen.js';

/** What was said to it. */
export interface RecordingScreen extends Screen {
  readonly lines: string[];
  readonly drawn: string[];
  readonly warnings: string[];
}

/** @param width columns of a terminal; without it, lines cannot be drawn over */
export function recordingScreen(width?: number): RecordingScreen {
  const [lines, drawn, warnings]: string[][] = [[], [], []];
  return {
    lines: lines as string[],
    drawn: drawn as string[],
    warnings: warnings as string[],
    say: (line = '') => void lines!.push(line),
    warn: (line) => void warnings!.push(line),
    draw: (line) => void drawn!.push(line),
    clear: () => undefined,
    isLive: width !== undefined,
    width: width ?? 80,
    paint: (_, text) => text,
  };
}
