// Tests of the strict SVG reader: a reader that accepts anything would prove nothing.
import { expect, it } from 'vitest';
import { elements, parseSvg, stretches, texts } from './svg-document.js';

it('reads elements, attributes and text', () => {
  const svg = parseSvg('<svg a="1"><g><text b="&lt;">x &amp; y</text><path d="M1 2L3 4M5 6"/></g></svg>');
  expect(svg.attributes).toEqual({ a: '1' });
  expect(texts(svg)).toEqual(['x & y']);
  expect(elements(svg, 'text')[0]?.attributes).toEqual({ b: '<' });
  expect(stretches(elements(svg, 'path')[0]!)).toEqual([
    [
      [1, 2],
      [3, 4],
    ],
    [[5, 6]],
  ]);
});

it.each([
  '<svg><g></svg>',
  '<svg></g></svg>',
  '<svg>',
  '<svg></svg><svg></svg>',
  '<svg a=1></svg>',
  '<svg a="1" a="2"></svg>',
  '<svg>a & b</svg>',
  '<svg>&nbsp;</svg>',
  '<svg>a < b</svg>',
  '<svg a="<"></svg>',
  'text',
])('refuses %s', (text) => {
  expect(() => parseSvg(text)).toThrow();
});
