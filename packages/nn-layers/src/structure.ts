// Arrays and records of anything, walked leaf by leaf. Knows nothing of tensors.

type IsLeaf<Leaf> = (value: unknown) => value is Leaf;

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Every leaf of a structure, in order. What is neither leaf nor structure is handed to `refuse`, which throws. */
export function leavesOf<Leaf>(value: unknown, isLeaf: IsLeaf<Leaf>, refuse: (value: unknown) => never): Leaf[] {
  const leaves: Leaf[] = [];
  mapStructure(value, isLeaf, (leaf) => leaves.push(leaf), refuse);
  return leaves;
}

/** The same structure with every leaf replaced. */
export function mapStructure<Leaf>(
  value: unknown,
  isLeaf: IsLeaf<Leaf>,
  replace: (leaf: Leaf) => unknown,
  refuse: (value: unknown) => never,
): unknown {
  if (isLeaf(value)) return replace(value);
  if (Array.isArray(value)) return value.map((item) => mapStructure(item, isLeaf, replace, refuse));
  if (!isRecord(value)) return refuse(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapStructure(item, isLeaf, replace, refuse)]),
  );
}
