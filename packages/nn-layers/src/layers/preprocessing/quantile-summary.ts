// Quantiles of data that come in batches, from a summary of bounded size on the host. Knows no tensor.

interface Point {
  readonly value: number;
  /** How many values of the data it stands for. */
  readonly weight: number;
}

/** The value at each level of a piecewise linear line through (levels[i], values[i]), flat beyond its ends. */
function interpolated(level: number, levels: readonly number[], values: readonly number[]): number {
  const after = levels.findIndex((each) => each >= level);
  if (after < 0) return values.at(-1) as number;
  if (after === 0) return values[0] as number;
  const [low, high] = [levels[after - 1] as number, levels[after] as number];
  const [from, to] = [values[after - 1] as number, values[after] as number];
  return from + ((to - from) * (level - low)) / (high - low);
}

/** At most `count` points in place of more: the quantiles at 1 / count, 2 / count, ... 1. */
function compressed(points: readonly Point[], count: number): readonly Point[] {
  if (points.length <= count) return points;
  let total = 0;
  const sums = points.map(({ weight }) => (total += weight));
  const levels = sums.map((sum) => sum / total);
  const values = points.map(({ value }) => value);
  return Array.from({ length: count }, (_, index) => ({
    value: interpolated((index + 1) / count, levels, values),
    weight: total / count,
  }));
}

/** Sorted values of the data, each for about as many others. */
export class QuantileSummary {
  #points: readonly Point[] = [];
  readonly #size: number;

  /** @param epsilon share of the data that one point may stand for: the error of a quantile */
  constructor(epsilon: number) {
    this.#size = Math.ceil(1 / epsilon);
  }

  add(values: Iterable<number>): void {
    const sorted = Float64Array.from(values)
      .filter((value) => !Number.isNaN(value))
      .sort();
    const own = compressed(
      Array.from(sorted, (value) => ({ value, weight: 1 })),
      this.#size,
    );
    const merged = [...this.#points, ...own].sort((first, second) => first.value - second.value);
    this.#points = compressed(merged, this.#size);
  }

  /** The `count` - 1 values that part the data in `count` equal shares; fewer where there are fewer values. */
  boundaries(count: number): readonly number[] {
    return compressed(this.#points, count)
      .slice(0, -1)
      .map(({ value }) => value);
  }
}
