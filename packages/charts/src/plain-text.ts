// Text of a caller made safe for one line of an SVG. Knows nothing of charts.

// What XML 1.0 forbids even when escaped (control characters, halves of surrogate pairs, two non-characters) or discourages.
const FORBIDDEN = /[\p{Control}\p{Surrogate}\ufffe\uffff]/gu;

/** `text` on one line: runs of white space become one space, characters that XML cannot hold become U+FFFD. */
export function plainText(text: string): string {
  return text.replace(/\s+/g, ' ').replace(FORBIDDEN, '\ufffd').trim();
}

// East Asian and emoji characters are about twice as wide as Latin ones.
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u;

/** Width of `text` in average Latin characters; counted, not measured, so that every environment draws the same bytes. */
export function textColumns(text: string): number {
  let columns = 0;
  for (const character of text) columns += WIDE.test(character) ? 2 : 1;
  return columns;
}

/** `text` as {@link plainText}, cut with an ellipsis to at most `maxColumns` columns. */
export function shortText(text: string, maxColumns: number): string {
  const plain = plainText(text);
  if (textColumns(plain) <= maxColumns) return plain;
  let kept = '';
  for (const character of plain) {
    if (textColumns(kept + character) > maxColumns - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}\u2026`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** `text` as {@link plainText}, with the characters that mean something in XML escaped. */
export function xmlText(text: string): string {
  return plainText(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
