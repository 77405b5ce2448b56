// Arrays and records of leaves, to any depth.

/** A leaf, or arrays and records of them. */
export type Tree<Leaf> = Leaf | readonly Tree<Leaf>[] | { readonly [key: string]: Tree<Leaf> };

/** The same tree with each leaf replaced, in order. */
export function mapTree<Leaf, Result>(
  tree: Tree<Leaf>,
  isLeaf: (value: unknown) => value is Leaf,
  map: (leaf: Leaf) => Result,
): Tree<Result> {
  if (isLeaf(tree)) return map(tree) as Tree<Result>;
  if (Array.isArray(tree)) return (tree as readonly Tree<Leaf>[]).map((child) => mapTree(child, isLeaf, map));
  return Object.fromEntries(
    Object.entries(tree as Readonly<Record<string, Tree<Leaf>>>).map(([key, child]) => [
      key,
      mapTree(child, isLeaf, map),
    ]),
  );
}

/** The leaves of a tree, in order; nothing for undefined. */
export function flattenTree<Leaf>(
  tree: Tree<Leaf> | undefined,
  isLeaf: (value: unknown) => value is Leaf,
): readonly Leaf[] {
  const leaves: Leaf[] = [];
  if (tree !== undefined) mapTree(tree, isLeaf, (leaf) => leaves.push(leaf));
  else if (isLeaf(tree)) leaves.push(tree);
  return leaves;
}
