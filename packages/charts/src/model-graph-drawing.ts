// Draws the boxes and arrows of a model as SVG text, with no chart library: boxes from top to bottom, arrows between rows.
import type { Graph, GraphNode } from './graph-nodes.js';
import { middlesOf } from './graph-places.js';
import { rowsOf, type Rows } from './graph-rows.js';
import { FONT_FAMILY, PALETTE } from './palette.js';
import { shortText, textColumns, xmlText } from './plain-text.js';

const MARGIN = 24;
const ROW_GAP = 36;
const HEAD_HEIGHT = 44;
const PADDING = 14;
const LINE = 17;
const MAX_COLUMNS = 44;
// Widths of an average character, in pixels, in the widest of the usual fonts (DejaVu Sans).
const TITLE_COLUMN = 8.3;
const DETAIL_COLUMN = 7.2;
const HEADING_COLUMN = 11;
const ARROW = 7;

/** Fill and border of a box. */
const colors: Readonly<Record<GraphNode['kind'], { readonly fill: string; readonly border: string }>> = {
  input: { fill: PALETTE.right[0], border: PALETTE.training },
  layer: { fill: PALETTE.background, border: PALETTE.axis },
  frozen: { fill: PALETTE.grid, border: PALETTE.axis },
};

const figure = (value: number): string => String(Math.round(value * 10) / 10);

const titleOf = ({ title }: GraphNode): string => shortText(title, MAX_COLUMNS);
const detailsOf = ({ details }: GraphNode): readonly string[] => details.map((text) => shortText(text, MAX_COLUMNS));

function widthOf(node: GraphNode | undefined): number {
  if (!node) return 0;
  const details = detailsOf(node).map((text) => textColumns(text) * DETAIL_COLUMN);
  return Math.ceil(Math.max(textColumns(titleOf(node)) * TITLE_COLUMN, ...details) + 2 * PADDING);
}

const heightOf = ({ details }: GraphNode): number => 12 + LINE * (1 + details.length);

/** The upper and lower end of each row. */
function rowEnds({ rows }: Rows, nodes: readonly GraphNode[], top: number): readonly (readonly [number, number])[] {
  let next = top;
  return rows.map((row) => {
    const heights = row.flatMap((node) => (nodes[node] ? [heightOf(nodes[node])] : []));
    const ends = [next, next + Math.max(0, ...heights)] as const;
    next = ends[1] + ROW_GAP;
    return ends;
  });
}

function boxMarkup(node: GraphNode, middle: number, top: number): string {
  const { fill, border } = colors[node.kind];
  const width = widthOf(node);
  const text = (content: string, line: number, style: string): string =>
    `<text x="${figure(middle)}" y="${figure(top + 6 + LINE * line + 12)}" text-anchor="middle" ${style}>${xmlText(content)}</text>`;
  return [
    `<rect x="${figure(middle - width / 2)}" y="${figure(top)}" width="${figure(width)}" height="${figure(heightOf(node))}" ` +
      `rx="5" fill="${fill}" stroke="${node.isOutput ? PALETTE.training : border}" stroke-width="${node.isOutput ? 2.5 : 1}"/>`,
    text(titleOf(node), 0, `font-size="13" font-weight="bold" fill="${PALETTE.text}"`),
    ...detailsOf(node).map((detail, line) => text(detail, line + 1, `font-size="12" fill="${PALETTE.mutedText}"`)),
  ].join('\n');
}

/** A curve through places of rows: straight down along a row, bent between two of them. */
function arrowMarkup(stops: readonly { readonly x: number; readonly top: number; readonly bottom: number }[]): string {
  const [first, ...others] = stops as [(typeof stops)[number], ...(typeof stops)[number][]];
  let path = `M${figure(first.x)} ${figure(first.bottom)}`;
  let from = first;
  others.forEach((stop, index) => {
    const isLast = index === others.length - 1;
    const end = isLast ? stop.top - ARROW : stop.top;
    const bend = figure((from.bottom + end) / 2);
    path += `C${figure(from.x)} ${bend} ${figure(stop.x)} ${bend} ${figure(stop.x)} ${figure(end)}`;
    if (!isLast) path += `L${figure(stop.x)} ${figure(stop.bottom)}`;
    from = stop;
  });
  const [x, y] = [from.x, from.top];
  const head = `M${figure(x)} ${figure(y)}L${figure(x - 4)} ${figure(y - ARROW)}L${figure(x + 4)} ${figure(y - ARROW)}Z`;
  return [
    `<path d="${path}" fill="none" stroke="${PALETTE.mutedText}" stroke-width="1.2"/>`,
    `<path d="${head}" fill="${PALETTE.mutedText}"/>`,
  ].join('\n');
}

/** What the picture says to those who cannot see it. */
export interface GraphWords {
  readonly title: string;
  readonly description: string;
  /** Stands above the boxes. */
  readonly heading: string | undefined;
}

/** A picture with room for all of its boxes and its heading. */
interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly chains: Rows['chains'];
  /** Where an arrow meets a node. */
  readonly stopOf: (node: number) => { readonly x: number; readonly top: number; readonly bottom: number };
}

function sheetOf(op: string, { nodes, edges }: Graph, headingWidth: number): Sheet {
  const graph = rowsOf(op, nodes.length, edges);
  const ends = rowEnds(graph, nodes, MARGIN + (headingWidth === 0 ? 0 : HEAD_HEIGHT));
  const rowOf = new Map(graph.rows.flatMap((row, index) => row.map((node) => [node, index] as const)));
  const halfOf = (node: number): number => widthOf(nodes[node]) / 2;
  const middles = middlesOf(graph, (node) => 2 * halfOf(node));
  const left = Math.min(0, ...[...middles].map(([node, middle]) => middle - halfOf(node)));
  const right = Math.max(0, ...[...middles].map(([node, middle]) => middle + halfOf(node)));
  const width = Math.ceil(2 * MARGIN + Math.max(headingWidth, right - left));
  const shift = (width - right - left) / 2;
  return {
    width,
    height: (ends.at(-1)?.[1] ?? MARGIN) + MARGIN,
    chains: graph.chains,
    stopOf: (node) => {
      const [top, bottom] = ends[rowOf.get(node) as number] as readonly [number, number];
      const box = nodes[node];
      return { x: (middles.get(node) as number) + shift, top, bottom: box ? top + heightOf(box) : bottom };
    },
  };
}

/** The picture as a self-contained SVG document. */
export function modelGraphSvg(op: string, graph: Graph, { title, description, heading }: GraphWords): string {
  const head = heading === undefined ? '' : shortText(heading, 80);
  const { width, height, chains, stopOf } = sheetOf(op, graph, textColumns(head) * HEADING_COLUMN);
  return [
    `<svg role="img" width="${width}" height="${height}" xmlns="http://www.w3.org/2000/svg" ` +
      `viewBox="0 0 ${width} ${height}" font-family="${FONT_FAMILY}">`,
    `<title>${xmlText(title)}</title>`,
    `<desc>${xmlText(description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="${PALETTE.background}"/>`,
    ...(head === ''
      ? []
      : [
          `<text x="${figure(width / 2)}" y="${MARGIN + 16}" text-anchor="middle" font-size="18" font-weight="bold" ` +
            `fill="${PALETTE.text}">${xmlText(head)}</text>`,
        ]),
    ...chains.map((chain) => arrowMarkup(chain.map(stopOf))),
    ...graph.nodes.map((node, index) => boxMarkup(node, stopOf(index).x, stopOf(index).top)),
    '</svg>',
  ].join('\n');
}
