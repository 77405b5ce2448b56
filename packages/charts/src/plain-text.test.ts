// Tests of text made safe for one line of an SVG.
import { expect, it } from 'vitest';
import { plainText, shortText, textColumns, xmlText } from './plain-text.js';

it('keeps one line of characters that XML can hold', () => {
  expect(plainText(' a\n\t b \u0000\u001b\ud800\uffff 😀 ')).toBe('a b \ufffd\ufffd\ufffd\ufffd 😀');
});

it('counts wide characters twice', () => {
  expect(textColumns('abc')).toBe(3);
  expect(textColumns('日本語')).toBe(6);
  expect(textColumns('é')).toBe(1);
});

it('cuts long text with an ellipsis and leaves text that fits', () => {
  expect(shortText('accuracy', 8)).toBe('accuracy');
  expect(shortText('accuracy', 7)).toBe('accura…');
  expect(shortText('two words', 5)).toBe('two…');
  expect(shortText('日本語', 5)).toBe('日本…');
  expect(shortText('👍👍👍', 5)).toBe('👍👍…');
});

it('escapes markup', () => {
  expect(xmlText('<a b="c">&amp;')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;amp;');
});
