// Integers with an index each, looked up on the device by a search in their order. Knows no layer.
import {
  add,
  ConfigError,
  constant,
  equal,
  gather,
  greaterEqual,
  less,
  logicalAnd,
  remainder,
  searchSorted,
  tensor,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';

const whole = (value: number): Tensor => constant(value, 'int32');
const wholes = (values: readonly number[]): Tensor => tensor(values, { dtype: 'int32' });

/** A list of tokens that follows some special ones. */
export class Vocabulary {
  /** Without the special ones. */
  readonly tokens: readonly number[];
  readonly #first: number;

  /**
   * @param tokens may begin with the special ones, which are left out
   * @throws ConfigError unless whole numbers of int32, at least one, each once
   */
  constructor(where: string, tokens: readonly number[], special: readonly number[]) {
    const hasSpecial = special.length > 0 && special.every((token, index) => token === tokens[index]);
    this.tokens = hasSpecial ? tokens.slice(special.length) : [...tokens];
    this.#first = special.length;
    const isToken = (token: number): boolean => Number.isSafeInteger(token) && Math.abs(token) < 2 ** 31;
    const known = new Set([...special, ...this.tokens]);
    const once = known.size === new Set(special).size + this.tokens.length;
    if (once && this.tokens.length > 0 && this.tokens.every(isToken)) return;
    throw new ConfigError(
      `${where}: bad vocabulary; expected at least one whole number of int32, each once and none of them special ` +
        `(${special.join(', ')}), got ${JSON.stringify(this.tokens.slice(0, 20))}; change it`,
    );
  }

  /**
   * @param values int32, any shape
   * @param oovCount number of indices before the vocabulary for what is not in it; without any it gets -1
   * @returns int32, the same shape
   */
  indicesOf(values: Tensor, oovCount: number, mask?: { readonly token: number; readonly index: number }): Tensor {
    const order = this.tokens
      .map((_, index) => index)
      .sort((a, b) => (this.tokens[a] as number) - (this.tokens[b] as number));
    const sorted = wholes(order.map((index) => this.tokens[index] as number));
    const place = searchSorted(sorted, values);
    const index = gather(wholes(order.map((each) => each + this.#first)), place);
    const bucket = oovCount > 1 ? remainder(values, whole(oovCount)) : whole(0);
    const unknown = oovCount === 0 ? whole(-1) : add(bucket, whole(this.#first - oovCount));
    const found = where(equal(gather(sorted, place), values), index, unknown);
    return mask ? where(equal(values, whole(mask.token)), whole(mask.index), found) : found;
  }

  /** @param all the tokens by index, special ones first */
  tokensAt(indices: Tensor, all: readonly number[], oovToken: number): Tensor {
    const inside = logicalAnd(greaterEqual(indices, whole(0)), less(indices, whole(all.length)));
    return where(inside, gather(wholes(all), indices), whole(oovToken));
  }
}
