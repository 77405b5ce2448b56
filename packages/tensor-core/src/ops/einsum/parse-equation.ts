// Reads an einsum equation beside the shapes of its operands. Knows no tensor.
import { ConfigError, ShapeError } from '../../errors.js';
import { formatShape, type Shape } from '../../shape.js';

/** Labels of axes: a letter each; axes of an ellipsis are `.1`, `.2` ... counted from the last. */
export type Labels = readonly string[];

/** What an equation says of given operands. */
export interface Equation {
  readonly inputs: readonly Labels[];
  readonly output: Labels;
  readonly extents: ReadonlyMap<string, number>;
}

function slip(equation: string, rule: string, expected: string, got: string, remedy: string): string {
  return `einsum: ${rule} in '${equation}'; expected ${expected}, got ${got}; ${remedy}`;
}

/** Labels of one term; `rank` is the number of axes that it names, the ellipsis included. */
function labelsOf(equation: string, term: string, ellipsisRank: number): Labels {
  const parts = term.split('...');
  const odd = /[^A-Za-z]/.exec(parts.join(''));
  if (odd || parts.length > 2) {
    throw new ConfigError(
      slip(equation, 'bad term', 'letters and at most one ellipsis', `'${term}'`, 'write it as in "ij,jk->ik"'),
    );
  }
  const dots = Array.from({ length: ellipsisRank }, (_, index) => `.${ellipsisRank - index}`);
  return parts.length === 1 ? [...term] : [...(parts[0] as string), ...dots, ...(parts[1] as string)];
}

function inputLabels(equation: string, term: string, shape: Shape): Labels {
  const letters = term.replace('...', '').length;
  const ellipsisRank = term.includes('...') ? shape.length - letters : 0;
  const labels = labelsOf(equation, term, Math.max(ellipsisRank, 0));
  if (labels.length !== shape.length || ellipsisRank < 0) {
    const expected = `${term.includes('...') ? 'at least ' : ''}${letters} axes for '${term}'`;
    throw new ShapeError(slip(equation, 'ranks differ', expected, formatShape(shape), 'name each axis once'));
  }
  return labels;
}

/** The extent of each label; axes of an ellipsis broadcast, letters do not. */
function extentsOf(equation: string, inputs: readonly Labels[], shapes: readonly Shape[]): Map<string, number> {
  const extents = new Map<string, number>();
  inputs.forEach((labels, operand) =>
    labels.forEach((label, axis) => {
      const extent = shapes[operand]?.[axis] as number;
      const known = extents.get(label) ?? extent;
      const broadcasts = label.startsWith('.') && (known === 1 || extent === 1);
      if (known !== extent && !broadcasts) {
        const name = label.startsWith('.') ? 'an axis of the ellipsis' : `'${label}'`;
        throw new ShapeError(
          slip(
            equation,
            `${name} has two sizes`,
            `${known}`,
            `${extent} in ${formatShape(shapes[operand] as Shape)}`,
            'check the operands',
          ),
        );
      }
      extents.set(label, known === 1 ? extent : known);
    }),
  );
  return extents;
}

/** Without an arrow: the axes of the ellipsis, then letters that come once, in alphabetical order. */
function implicitOutput(all: Labels): Labels {
  const dots = [...new Set(all.filter((label) => label.startsWith('.')))];
  dots.sort((a, b) => Number(b.slice(1)) - Number(a.slice(1)));
  const once = all.filter((label) => !label.startsWith('.') && all.indexOf(label) === all.lastIndexOf(label));
  return [...dots, ...once.sort()];
}

function explicitOutput(equation: string, term: string, all: Labels): Labels {
  const dots = new Set(all.filter((label) => label.startsWith('.'))).size;
  const labels = labelsOf(equation, term, dots);
  const unknown = labels.find((label) => !all.includes(label));
  const twice = labels.find((label, index) => labels.indexOf(label) !== index);
  if (unknown !== undefined || twice !== undefined) {
    const rule = unknown !== undefined ? `unknown label '${unknown}'` : `label '${twice}' twice`;
    throw new ConfigError(slip(equation, rule, 'labels of the operands, each once', `'${term}'`, 'change the output'));
  }
  if (dots > 0 && !term.includes('...')) {
    throw new ConfigError(
      slip(
        equation,
        'ellipsis lost',
        "'...' in the output too",
        `'${term}'`,
        'add it, or sum() the result over its axes',
      ),
    );
  }
  return labels;
}

/**
 * @param equation as in NumPy: terms of letters separated by commas, `...` for any axes between, and after `->` the output
 * @throws ConfigError for what is no equation, ShapeError for operands that do not fit it
 */
export function parseEquation(equation: string, shapes: readonly Shape[]): Equation {
  const [left, right, ...more] = equation.replaceAll(' ', '').split('->') as [string, string?, ...string[]];
  const terms = left.split(',');
  if (more.length > 0) {
    throw new ConfigError(slip(equation, 'two arrows', "one '->'", `${more.length + 1}`, 'drop the others'));
  }
  if (terms.length !== shapes.length) {
    throw new ConfigError(
      slip(
        equation,
        'operands missing or left over',
        `${terms.length} operands`,
        `${shapes.length}`,
        'one for each term',
      ),
    );
  }
  const inputs = terms.map((term, operand) => inputLabels(equation, term, shapes[operand] as Shape));
  const all = inputs.flat();
  const output = right === undefined ? implicitOutput(all) : explicitOutput(equation, right, all);
  return { inputs, output, extents: extentsOf(equation, inputs, shapes) };
}
