// Mean and variance of data that come in batches, added up on the host in double precision. Knows no tensor.

/** Moments of everything that was added so far, elementwise. */
export class RunningMoments {
  #count = 0;
  #mean = new Float64Array();
  #variance = new Float64Array();

  /**
   * Takes in a batch: Chan, Golub and LeVeque 1979, formula 2.1b.
   *
   * @param count how many values each mean is of
   */
  add(count: number, mean: ArrayLike<number>, variance: ArrayLike<number>): void {
    const share = count / (this.#count + count);
    const [oldMean, oldVariance] = [this.#mean, this.#variance];
    const between = (first: number, second: number): number => first + (second - first) * share;
    const isFirst = this.#count === 0;
    this.#mean = Float64Array.from(mean, (value, index) =>
      isFirst ? value : between(oldMean[index] as number, value),
    );
    this.#variance = Float64Array.from(variance, (value, index) => {
      if (isFirst) return value;
      const distance = (mean[index] as number) - (oldMean[index] as number);
      return between(oldVariance[index] as number, value) + share * (1 - share) * distance ** 2;
    });
    this.#count += count;
  }

  get mean(): Float64Array {
    return this.#mean;
  }

  /** The mean of squares of distances from the mean. */
  get variance(): Float64Array {
    return this.#variance;
  }
}
