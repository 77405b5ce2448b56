// A strict reader of SVG text for tests: fails on anything that is not well-formed XML. Knows no chart.

/** An element with its attributes, the text directly inside it, and its children. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: SvgElement[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#34': '"', '#39': "'" };

function decoded(text: string): string {
  if (/[<>]/.test(text)) throw new Error(`unescaped markup in: ${text}`);
  return text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const character = whole.endsWith(';') ? ENTITIES[name] : undefined;
    if (character === undefined) throw new Error(`unknown entity in: ${text}`);
    return character;
  });
}

function attributesOf(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  const rest = source.replace(/\s+([\w:-]+)="([^"]*)"/g, (_, name: string, value: string) => {
    if (name in attributes) throw new Error(`attribute ${name} stands twice`);
    attributes[name] = decoded(value);
    return '';
  });
  if (rest.trim() !== '') throw new Error(`not attributes: ${rest}`);
  return attributes;
}

/** The root element of `svg`; throws where tags do not match, attributes are malformed or text is not escaped. */
export function parseSvg(svg: string): SvgElement {
  const top: SvgElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  for (const [, close, tag, attributes, selfClosing, text] of svg.matchAll(
    /<(\/?)([\w:]+)((?:[^">]|"[^"]*")*?)(\/?)>|([^<]+|<)/g,
  )) {
    const parent = open.at(-1)!;
    if (tag === undefined) {
      parent.text += decoded(text!);
    } else if (close) {
      if (parent.name !== tag) throw new Error(`</${tag}> closes <${parent.name}>`);
      open.pop();
    } else {
      const element = { name: tag, attributes: attributesOf(attributes!), children: [], text: '' };
      parent.children.push(element);
      if (!selfClosing) open.push(element);
    }
  }
  const [root, ...others] = top.children;
  if (open.length !== 1 || root?.name !== 'svg' || others.length > 0 || top.text.trim() !== '') {
    throw new Error('not one closed <svg> element');
  }
  return root;
}

/** All elements named `name` below `root`, in document order. */
export function elements(root: SvgElement, name: string): SvgElement[] {
  return root.children.flatMap((child) => [...(child.name === name ? [child] : []), ...elements(child, name)]);
}

/** Every visible text, in document order. */
export function texts(root: SvgElement): string[] {
  return elements(root, 'text').map((element) => element.text);
}

/** Every number in the geometry of `element`: a path, a transform, a position or a size. */
export function geometry({ attributes }: SvgElement): number[] {
  return ['d', 'transform', 'x', 'y', 'width', 'height']
    .flatMap((name) => attributes[name]?.match(/NaN|Infinity|undefined|-?[\d.]+(?:e[+-]?\d+)?/g) ?? [])
    .map(Number);
}

/** The points `[x, y]` of each unbroken stretch of a path that is made of M and L alone. */
export function stretches({ attributes }: SvgElement): [number, number][][] {
  return (attributes['d'] ?? '')
    .split('M')
    .slice(1)
    .map((part) => part.split('L').map((pair) => pair.trim().split(/[ ,]/).map(Number) as [number, number]));
}

/** Where a text stands: the shift in its transform, a translation or the last column of a matrix. */
export function place({ attributes, text }: SvgElement): [number, number] {
  const [x, y] = (attributes['transform']?.match(/-?[\d.]+/g) ?? []).slice(-2).map(Number);
  if (x === undefined || y === undefined) throw new Error(`a text without a place: ${text}`);
  return [x, y];
}
