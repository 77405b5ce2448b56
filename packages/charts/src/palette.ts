// The colours and the font of every drawing. Knows nothing of what is drawn.

/** Blue, vermilion and greys of Okabe and Ito's set: told apart with every common colour-vision deficiency and in grey print. */
export const PALETTE = {
  background: '#ffffff',
  text: '#1f2328',
  mutedText: '#57606a',
  axis: '#8c959f',
  grid: '#e6e9ed',
  training: '#0072b2',
  validation: '#d55e00',
  /** From none to all: right answers in blue, wrong ones in orange. */
  right: ['#e8f1f8', '#0b4f8a'],
  wrong: ['#ffffff', '#f7b27f', '#a63c00'],
} as const;

/** Fonts that some viewer has; the last one is always there. */
export const FONT_FAMILY = 'Helvetica, Arial, sans-serif';
