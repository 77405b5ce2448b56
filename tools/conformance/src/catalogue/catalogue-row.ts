// What a row of the catalogue is: one class or function of the library at work, and what it gives. Knows no device.
import type { Tensor } from '@tensorloom/tensor-core';

/** What a row gives, by name: outputs, gradients, states. */
export type Results = Readonly<Record<string, Tensor>>;

export interface CatalogueRowOptions {
  /** What is special about this row; empty for the plain one. */
  readonly about?: string;
  /** Largest error relative to the largest magnitude of each result (default 1e-5). Another one says why beside it. */
  readonly tolerance?: number;
}

/** One thing of the catalogue at work; what it gives on every device is held against the float64 CPU. */
export interface CatalogueRow extends CatalogueRowOptions {
  /** Name of the layer, loss ... as the library exports it. */
  readonly of: string;
  /** Called with a default device and a random seed set. */
  readonly run: () => Results | Promise<Results>;
}

/** The exported names that no row is about. */
export function withoutRow(names: readonly string[], rows: readonly CatalogueRow[]): readonly string[] {
  const known = new Set(rows.map(({ of }) => of));
  return names.filter((name) => !known.has(name));
}

/** Names of the classes in a namespace that extend `base`, without those that are only bases themselves. */
export function classesOf(namespace: object, base: object, bases: readonly object[] = []): readonly string[] {
  return Object.entries(namespace).flatMap(([name, value]) => {
    const isOne: boolean = typeof value === 'function' && Object.prototype.isPrototypeOf.call(base, value as object);
    return isOne && !bases.includes(value as object) ? [name] : [];
  });
}

/** Names of the rows for reports; of several about one thing, each says what is special about it. */
export function titleOf({ of, about = '' }: CatalogueRow): string {
  return about === '' ? of : `${of}: ${about}`;
}
