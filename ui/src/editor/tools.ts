// Where the small tools stand that come up by selected words.
import type { EditorView } from 'prosemirror-view';

/** Above the middle of what is selected. Nowhere if nothing is, or if it is scrolled out of sight and they need not stay. */
export function toolsAt(view: EditorView, stay: boolean): { left: number; top: number } | null {
  const { from, to, empty } = view.state.selection;
  if (empty) return null;
  const start = view.coordsAtPos(from);
  const end = view.coordsAtPos(to);
  const frame = scroller(view.dom)?.getBoundingClientRect();
  if (frame && !stay && (end.bottom < frame.top || start.top > frame.bottom)) return null;
  return { left: (start.left + Math.max(start.left, end.right)) / 2, top: start.top };
}

/** What scrolls an element. */
function scroller(element: HTMLElement): HTMLElement | null {
  const parent = element.parentElement;
  return parent === null || /auto|scroll/.test(getComputedStyle(parent).overflowY) ? parent : scroller(parent);
}
