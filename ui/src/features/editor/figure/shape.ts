// The form of each mark, as paths and lines of words in pixels of the picture. The page shows them as SVG and the editor
// paints them on its stage; sizes are those of the exports.
import type { Mark, Point, Rect } from '../../../api/gen';

export type Colour = 'mark' | 'rim';
export type Shape =
  | { form: 'path'; d: string; fill?: Colour; stroke?: Colour; width: number }
  | { form: 'words'; size: number; middle: boolean; lines: { x: number; y: number; words: string }[] };
/** How wide words are at a size. */
export type Measure = (words: string, size: number) => number;

const LINE = 2;
const RIM = 1.2;
export const CORNER = 4;
const RING = 16;
const BADGE = { radius: 15, size: 22, room: 16 };
const LABEL = { size: 22, x: 9, y: 8 };
/** Of the size of letters: how tall a capital is, and from one line to the next. */
const CAPITAL = 0.66;
const LEADING = 1.28;

/** The shapes of a mark, from the lowest to the topmost. `part` is what is shown: badges and labels stay within it. */
export function shapes(mark: Mark, part: Rect, unit: number, measure: Measure): Shape[] {
  switch (mark.mark) {
    case 'pointer':
      return outlined(ellipse({ x: mark.at.x - RING * unit, y: mark.at.y - RING * unit, width: 2 * RING * unit, height: 2 * RING * unit }), unit);
    case 'box':
      return outlined(rounded(mark.area, CORNER * unit), unit);
    case 'circle':
      return outlined(ellipse(mark.area), unit);
    case 'arrow':
      return arrow(mark.from, mark.to, unit);
    case 'number':
      return badge(mark.at, String(mark.n), part, unit, measure);
    case 'text':
      return label(mark.at, mark.text, part, unit, measure);
    case 'spotlight':
      return [];
  }
}

/** A rectangle with round corners, as a path. */
export function rounded({ x, y, width, height }: Rect, radius: number): string {
  const r = Math.min(radius, width / 2, height / 2);
  const arc = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${x + r} ${y}h${width - 2 * r}${arc(r, r)}v${height - 2 * r}${arc(-r, r)}h${2 * r - width}${arc(-r, -r)}v${2 * r - height}${arc(r, -r)}z`;
}

function ellipse({ x, y, width, height }: Rect): string {
  const [rx, ry] = [width / 2, height / 2];
  return `M${x} ${y + ry}a${rx} ${ry} 0 0 1 ${width} 0a${rx} ${ry} 0 0 1 ${-width} 0z`;
}

function outlined(d: string, unit: number): Shape[] {
  return [
    { form: 'path', d, stroke: 'rim', width: (LINE + 2 * RIM) * unit },
    { form: 'path', d, stroke: 'mark', width: LINE * unit },
  ];
}

/** Slender at its beginning, with a swept head. A short one is all head. */
function arrow(from: Point, to: Point, unit: number): Shape[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return [];
  const [ax, ay] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const size = Math.min(unit, length / 15);
  const end = length / size;
  const point = ([along, across]: [number, number]) => {
    const [a, c] = [length - along * size, across * size];
    return `${from.x + ax * a - ay * c} ${from.y + ay * a + ax * c}`;
  };
  const points: [number, number][] = [[end, -0.9], [12, -1.9], [15, -7], [0, 0], [15, 7], [12, 1.9], [end, 0.9]];
  const d = `M${points.map(point).join('L')}z`;
  return [
    { form: 'path', d, fill: 'rim', stroke: 'rim', width: 2 * RIM * size },
    { form: 'path', d, fill: 'mark', stroke: 'mark', width: 0.4 * size },
  ];
}

/** A coloured ground with its rim, moved so that all of it is within what is shown. */
function plate(at: Point, width: number, height: number, radius: number, part: Rect, unit: number): { ground: Shape[]; at: Point } {
  const rim = RIM * unit;
  const held = (v: number, from: number, room: number, length: number) => Math.max(from + rim, Math.min(v, from + room - length - rim));
  const inside = { x: held(at.x, part.x, part.width, width), y: held(at.y, part.y, part.height, height), width, height };
  const around = { x: inside.x - rim, y: inside.y - rim, width: width + 2 * rim, height: height + 2 * rim };
  const ground: Shape[] = [
    { form: 'path', d: rounded(around, radius + rim), fill: 'rim', width: 0 },
    { form: 'path', d: rounded(inside, radius), fill: 'mark', width: 0 },
  ];
  return { ground, at: inside };
}

function badge(middle: Point, words: string, part: Rect, unit: number, measure: Measure): Shape[] {
  const [size, radius] = [BADGE.size * unit, BADGE.radius * unit];
  const width = Math.max(2 * radius, measure(words, size) + BADGE.room * unit);
  const { ground, at } = plate({ x: middle.x - width / 2, y: middle.y - radius }, width, 2 * radius, radius, part, unit);
  const line = { x: at.x + width / 2, y: at.y + radius + (CAPITAL * size) / 2, words };
  return [...ground, { form: 'words', size, middle: true, lines: [line] }];
}

function label(corner: Point, text: string, part: Rect, unit: number, measure: Measure): Shape[] {
  const size = LABEL.size * unit;
  const lines = wrapped(text, part.width - 2 * (LABEL.x + RIM) * unit, (words) => measure(words, size));
  const width = Math.max(...lines.map((words) => measure(words, size))) + 2 * LABEL.x * unit;
  const height = (CAPITAL + (lines.length - 1) * LEADING) * size + 2 * LABEL.y * unit;
  const start = { x: corner.x + RIM * unit, y: corner.y + RIM * unit };
  const { ground, at } = plate(start, width, height, CORNER * unit, part, unit);
  const placed = lines.map((words, i) => ({ x: at.x + LABEL.x * unit, y: at.y + LABEL.y * unit + (CAPITAL + i * LEADING) * size, words }));
  return [...ground, { form: 'words', size, middle: false, lines: placed }];
}

/** The lines of a text, broken between words where one is wider than there is room. */
export function wrapped(text: string, room: number, wide: (words: string) => number): string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let last = '';
    for (const word of line.split(' ')) {
      const longer = last === '' ? word : `${last} ${word}`;
      if (last !== '' && wide(longer) > room) {
        lines.push(last);
        last = word;
      } else last = longer;
    }
    return [...lines, last];
  });
}
