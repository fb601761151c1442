import { describe, expect, it } from 'vitest';

import type { Mark, Rect } from '../../src/api/gen';
import { between, drawn, heldArea, middling, moved, nextNumber, resized, unitOf, without } from '../../src/features/editor/figure/mark';
import { rounded, shapes, wrapped, type Shape } from '../../src/features/editor/figure/shape';

const SIZE = { width: 800, height: 600 };
const WHOLE: Rect = { x: 0, y: 0, ...SIZE };
const number = (n: number): Mark => ({ mark: 'number', at: { x: 10 * n, y: 10 }, n });
const box = (area: Rect): Mark => ({ mark: 'box', area });

describe('marks', () => {
  it('closes the gap in the numbers when a badge goes', () => {
    const marks = [number(1), number(2), box(WHOLE), number(3)];
    expect(without(marks, 1).map((mark) => (mark.mark === 'number' ? mark.n : mark.mark))).toEqual([1, 'box', 2]);
    expect(without(marks, 2)).toEqual([number(1), number(2), number(3)]);
  });

  it('leaves the numbers alone when another badge bears the one that goes', () => {
    expect(without([number(1), number(1), number(2)], 0)).toEqual([number(1), number(2)]);
  });

  it('counts on from the highest number', () => {
    expect(nextNumber([])).toBe(1);
    expect(nextNumber([number(7), number(2)])).toBe(8);
  });

  it('keeps what is moved within the picture, in its shape', () => {
    const area = { x: 700, y: 10, width: 90, height: 50 };
    expect(moved(box(area), 400, -400, SIZE)).toEqual(box({ x: 710, y: 0, width: 90, height: 50 }));
    const arrow: Mark = { mark: 'arrow', from: { x: 100, y: 300 }, to: { x: 20, y: 350 } };
    expect(moved(arrow, -50, 7, SIZE)).toEqual({ mark: 'arrow', from: { x: 80, y: 307 }, to: { x: 0, y: 357 } });
  });

  it('resizes areas and moves the tip of arrows, and nothing else', () => {
    expect(resized(box({ x: 700, y: 10, width: 90, height: 50 }), 400, -400, SIZE)).toEqual(box({ x: 700, y: 10, width: 100, height: 6 }));
    const arrow: Mark = { mark: 'arrow', from: { x: 100, y: 300 }, to: { x: 20, y: 350 } };
    expect(resized(arrow, 10, 10, SIZE)).toEqual({ ...arrow, to: { x: 30, y: 360 } });
    expect(resized(number(1), 5, 5, SIZE)).toEqual(number(1));
  });

  it('draws whichever way the pointer goes, and nothing from a slip', () => {
    expect(between({ x: 9, y: 2 }, { x: 4, y: 8 })).toEqual({ x: 4, y: 2, width: 5, height: 6 });
    for (const tool of ['arrow', 'box', 'circle', 'spotlight'] as const) expect(drawn(tool, { x: 5, y: 5 }, { x: 7, y: 6 }, [], 1)).toBeNull();
    expect(drawn('number', { x: 5, y: 5 }, { x: 5, y: 5 }, [number(3)], 1)).toEqual({ mark: 'number', at: { x: 5, y: 5 }, n: 4 });
  });

  it('draws without a pointer large enough to be seen', () => {
    const [from, to] = middling({ x: 0, y: 0, width: 400, height: 300 }, unitOf(WHOLE));
    for (const tool of ['arrow', 'box', 'circle', 'spotlight', 'number', 'text'] as const) expect(drawn(tool, from, to, [], unitOf(WHOLE))).not.toBeNull();
  });

  it('keeps areas in whole pixels, never empty and never outside', () => {
    expect(heldArea({ x: -5.4, y: 599.7, width: 0.2, height: 9999 }, SIZE)).toEqual({ x: 0, y: 0, width: 6, height: 600 });
  });
});

describe('shapes', () => {
  const measure = (words: string, size: number) => words.length * size * 0.5;
  const words = (all: Shape[]) => all.flatMap((shape) => (shape.form === 'words' ? shape.lines : []));

  it('keeps labels and badges within what is shown', () => {
    const part = { x: 100, y: 100, width: 300, height: 200 };
    const label: Mark = { mark: 'text', at: { x: 390, y: 295 }, text: 'Press here' };
    for (const line of words(shapes(label, part, 1, measure))) {
      expect(line.x).toBeGreaterThan(part.x);
      expect(line.x + measure(line.words, 22)).toBeLessThan(part.x + part.width);
      expect(line.y).toBeLessThan(part.y + part.height);
    }
    const [line] = words(shapes({ mark: 'number', at: { x: 100, y: 100 }, n: 12 }, part, 1, measure));
    expect(line?.x).toBeGreaterThan(110);
  });

  it('breaks lines between words, and keeps those that were written', () => {
    expect(wrapped('one two three\n\nfour', 8, (text) => text.length)).toEqual(['one two', 'three', '', 'four']);
    expect(wrapped('incomprehensible', 4, (text) => text.length)).toEqual(['incomprehensible']);
  });

  it('has no shape for an arrow to itself, and none for a spotlight', () => {
    expect(shapes({ mark: 'arrow', from: { x: 1, y: 1 }, to: { x: 1, y: 1 } }, WHOLE, 1, measure)).toEqual([]);
    expect(shapes({ mark: 'spotlight', area: WHOLE }, WHOLE, 1, measure)).toEqual([]);
  });

  it('writes paths without numbers that are none', () => {
    const marks: Mark[] = [number(1), box({ x: 0, y: 0, width: 0, height: 0 }), { mark: 'arrow', from: { x: 0, y: 0 }, to: { x: 3, y: 0 } }, { mark: 'text', at: { x: 0, y: 0 }, text: '' }];
    for (const shape of marks.flatMap((mark) => shapes(mark, WHOLE, 1, measure))) expect(JSON.stringify(shape)).not.toMatch(/NaN|null|Infinity/);
    expect(rounded({ x: 0, y: 0, width: 10, height: 4 }, 100)).toBe('M2 0h6a2 2 0 0 1 2 2v0a2 2 0 0 1 -2 2h-6a2 2 0 0 1 -2 -2v0a2 2 0 0 1 2 -2z');
  });
});
