// How wide words on a picture are, in the face of the document.
import type { Measure } from './shape';

let pen: CanvasRenderingContext2D | null | undefined;

/** The font of words on a picture, as CSS writes it. */
export function fontOf(size: number): string {
  const face = getComputedStyle(document.documentElement).getPropertyValue('--font-text');
  return `700 ${size}px ${face}`;
}

/** Measures with the browser's own eye. */
export const measure: Measure = (words, size) => {
  pen ??= document.createElement('canvas').getContext('2d');
  if (!pen) return words.length * size * 0.5;
  pen.font = fontOf(size);
  return pen.measureText(words).width;
};
