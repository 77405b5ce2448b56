// Names that layers get by themselves, as in Keras: dense, dense_1, max_pooling2d.

const counts = new Map<string, number>();

/** `MaxPooling2D` as `max_pooling2d`. */
export function snakeCase(className: string): string {
  return className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

function numbered(stem: string, count: number): string {
  return count === 0 ? stem : `${stem}_${count}`;
}

/** The next name for a layer that stands alone: counted over the whole program. */
export function nextName(className: string): string {
  const stem = snakeCase(className);
  const count = counts.get(stem) ?? 0;
  counts.set(stem, count + 1);
  return numbered(stem, count);
}

/** The first free name inside a model or layer: it does not depend on what else the program made before. */
export function freeName(className: string, taken: ReadonlySet<string>): string {
  const stem = snakeCase(className);
  let count = 0;
  while (taken.has(numbered(stem, count))) count++;
  return numbered(stem, count);
}
