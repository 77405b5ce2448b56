// The table of epochs, row by row. Text in, text out.
import type { EpochSummary } from 'tensorloom';

const columns: readonly { readonly title: string; readonly cell: (summary: EpochSummary) => string }[] = [
  { title: 'epoch', cell: ({ epoch, epochs }) => `${epoch}/${epochs}` },
  { title: '   loss', cell: ({ logs }) => fixed(logs['loss']) },
  { title: 'accuracy', cell: ({ logs }) => fixed(logs['accuracy']) },
  { title: 'validation loss', cell: ({ logs }) => fixed(logs['valLoss']) },
  { title: 'accuracy', cell: ({ logs }) => fixed(logs['valAccuracy']) },
  { title: 'seconds', cell: ({ seconds }) => seconds.toFixed(1) },
  { title: 'steps/s', cell: ({ stepsPerSecond }) => stepsPerSecond.toPrecision(3) },
];

const fixed = (value = NaN): string => value.toFixed(4);

/** The line above the rows. */
export function epochTitles(): string {
  return columns.map(({ title }) => title).join('  ');
}

/** The row of an epoch that is over. */
export function epochRow(summary: EpochSummary): string {
  return columns.map(({ title, cell }) => cell(summary).padStart(title.length)).join('  ');
}
