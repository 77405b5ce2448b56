// Writes a figure as the lecture does: with its digits and in its rows. Knows no device.
import { printedRows, type Figure } from './figure.js';

/** Decimals that are worth showing: what is printed, but no more than the device's numbers carry. */
function digitsOf(value: number, printed: string, carried: number): string {
  const [mantissa = '', exponent] = printed.split('e');
  const decimals = Math.min(mantissa.split('.')[1]?.length ?? 0, carried);
  return exponent === undefined ? value.toFixed(decimals) : value.toExponential(decimals);
}

/**
 * Lines with the computed numbers in place of the printed ones.
 *
 * @param values in row order
 * @param carried decimals that the device's numbers carry: 6 in single precision, 9 in double
 */
export function formatFigure(figure: Figure, values: readonly number[], carried: number, nameWidth: number): string {
  let next = 0;
  const rows = printedRows(figure).map((row) =>
    row.map((printed) => digitsOf(values[next++] as number, printed, carried)),
  );
  const width = Math.max(...rows.flat().map(({ length }) => length));
  return rows
    .map((row, index) => {
      const name = (index === 0 ? figure.name : '').padEnd(nameWidth);
      const remark = index === 0 && figure.remark ? `   (${figure.remark})` : '';
      return `${name}  ${row.map((number) => number.padStart(width)).join('  ')}${remark}`;
    })
    .join('\n');
}
