// What can be done to marks: pure, in pixels of the picture. Marks have no identity of their own; their place in the
// list is what they are told by.
import type { Figure, Mark, Point, Rect } from '../../../api/gen';
import { t } from '../../../text/text';

/** What the pointer does on the picture. */
export type Tool = 'select' | 'arrow' | 'box' | 'circle' | 'number' | 'text' | 'spotlight' | 'redact' | 'crop';
/** The key of each tool, in the order in which they are shown. */
export const TOOL_KEYS: Record<Tool, string> = {
  select: 'V', arrow: 'A', box: 'B', circle: 'C', number: 'N', text: 'T', spotlight: 'S', redact: 'R', crop: 'X',
};
export const TOOLS = Object.keys(TOOL_KEYS) as Tool[];
type AreaMark = Extract<Mark, { area: Rect }>;
type Size = Pick<Figure, 'width' | 'height'>;

/** Nothing that is drawn is smaller. */
export const LEAST = 6;
/** Characters that a label may have. */
export const MOST_WORDS = 400;

/** The unit of marks in a picture of which this part is shown, as in the exports: lines are two units thick. */
export const unitOf = (part: Rect): number => Math.min(4, Math.max(0.75, Math.max(part.width, part.height) / 960));

/** The area between two corners, whichever way they were drawn. */
export function between(a: Point, b: Point): Rect {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

export const hasArea = (mark: Mark): mark is AreaMark => 'area' in mark;

/** A point within the picture, in whole pixels. */
export function heldPoint(at: Point, size: Size): Point {
  const held = (v: number, most: number) => Math.round(Math.min(Math.max(v, 0), most));
  return { x: held(at.x, size.width), y: held(at.y, size.height) };
}

/** An area within the picture, in whole pixels: moved in if it can be, else made smaller. */
export function heldArea(area: Rect, size: Size): Rect {
  const width = Math.min(Math.max(Math.round(area.width), LEAST), size.width);
  const height = Math.min(Math.max(Math.round(area.height), LEAST), size.height);
  const { x, y } = heldPoint(area, { width: size.width - width, height: size.height - height });
  return { x, y, width, height };
}

/** Whether a badge or label has its place on what is shown; other marks are cut off at its edge instead. */
export function isShown(mark: Mark, part: Rect): boolean {
  if (mark.mark !== 'number' && mark.mark !== 'text') return true;
  const within = (v: number, from: number, length: number) => v >= from && v <= from + length;
  return within(mark.at.x, part.x, part.width) && within(mark.at.y, part.y, part.height);
}

/** The mark, moved as far as the picture lets it. */
export function moved(mark: Mark, dx: number, dy: number, size: Size): Mark {
  const by = (at: Point): Point => ({ x: at.x + dx, y: at.y + dy });
  if (hasArea(mark)) return { ...mark, area: heldArea({ ...mark.area, ...by(mark.area) }, size) };
  if (mark.mark !== 'arrow') return { ...mark, at: heldPoint(by(mark.at), size) };
  // Both ends go equally far, so that an arrow keeps its shape at the edge.
  const reach = between(mark.from, mark.to);
  const corner = heldPoint(by(reach), { width: size.width - reach.width, height: size.height - reach.height });
  const far = (at: Point): Point => ({ x: at.x + corner.x - reach.x, y: at.y + corner.y - reach.y });
  return { ...mark, from: far(mark.from), to: far(mark.to) };
}

/** The mark, larger or smaller at its lower right; an arrow with its tip moved. Others have no size. */
export function resized(mark: Mark, dx: number, dy: number, size: Size): Mark {
  if (hasArea(mark)) {
    const { x, y, width, height } = mark.area;
    const held = (length: number, room: number) => Math.min(Math.max(length, LEAST), room);
    return { ...mark, area: { x, y, width: held(width + dx, size.width - x), height: held(height + dy, size.height - y) } };
  }
  return mark.mark === 'arrow' ? { ...mark, to: heldPoint({ x: mark.to.x + dx, y: mark.to.y + dy }, size) } : mark;
}

/** The number that the next badge bears. */
export function nextNumber(marks: Mark[]): number {
  return marks.reduce((most, mark) => (mark.mark === 'number' ? Math.max(most, mark.n) : most), 0) + 1;
}

/** The marks without one. Badges that came after a badge close the gap, unless another bears its number. */
export function without(marks: Mark[], at: number): Mark[] {
  const gone = marks[at];
  const left = marks.filter((_, i) => i !== at);
  if (gone?.mark !== 'number' || left.some((mark) => mark.mark === 'number' && mark.n === gone.n)) return left;
  return left.map((mark) => (mark.mark === 'number' && mark.n > gone.n ? { ...mark, n: mark.n - 1 } : mark));
}

/** The mark that a drag from one point to another makes; nothing if the drag is too short for it. */
export function drawn(tool: Tool, from: Point, to: Point, marks: Mark[], unit: number): Mark | null {
  const area = between(from, to);
  switch (tool) {
    case 'number':
      return { mark: 'number', at: to, n: nextNumber(marks) };
    case 'text':
      return { mark: 'text', at: to, text: t('mark.words') };
    case 'arrow':
      return Math.hypot(area.width, area.height) < 8 * unit ? null : { mark: 'arrow', from, to };
    case 'box':
    case 'circle':
    case 'spotlight':
      return area.width < LEAST || area.height < LEAST ? null : { mark: tool, area };
    case 'select':
    case 'redact':
    case 'crop':
      return null;
  }
}

/** The two points between which a tool draws without a pointer: about the middle of what is in view. */
export function middling(view: Rect, unit: number): [Point, Point] {
  const [x, y] = [view.x + view.width / 2, view.y + view.height / 2].map(Math.round) as [number, number];
  const reach = Math.round(60 * unit);
  return [{ x: x - reach, y: y - reach }, { x: x + reach, y: y + Math.round(reach / 2) }];
}

/** What a mark is called in the list. */
export function nameOf(mark: Mark): string {
  if (mark.mark === 'number') return t('mark.number_n', { n: mark.n });
  if (mark.mark === 'text') return t('mark.text_x', { words: mark.text.replace(/\s+/g, ' ').trim() || t('mark.no_words') });
  return t(`mark.${mark.mark}`);
}

/** Where it is, for those who cannot see it. */
export function placeOf(thing: Mark | Rect): string {
  if (!('mark' in thing)) return areaWords(thing);
  if (hasArea(thing)) return areaWords(thing.area);
  if (thing.mark === 'arrow') return t('mark.at_arrow', { fx: thing.from.x, fy: thing.from.y, x: thing.to.x, y: thing.to.y });
  return t('mark.at_point', { x: thing.at.x, y: thing.at.y });
}

const areaWords = ({ x, y, width, height }: Rect): string => t('mark.at_area', { x, y, width, height });
