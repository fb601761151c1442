// Which rows are drawn: those in view, those near it, and single ones that have to be there wherever they stand.
import type { Span } from './heights';

/**
 * The rows to draw next. Those in view come at once; those near it a few at a time, because a row costs some
 * milliseconds and a frame has sixteen.
 */
export function grown(drawn: Span, inView: Span, near: Span, few: number): Span {
  if (drawn.from >= drawn.to || drawn.to <= near.from || drawn.from >= near.to) return inView.from < inView.to ? inView : edge(near, few);
  const from = Math.max(near.from, drawn.from - few);
  const to = Math.min(near.to, drawn.to + few);
  if (inView.from >= inView.to) return { from, to };
  return { from: Math.min(inView.from, from), to: Math.max(inView.to, to) };
}

/** Where to begin when nothing is in view yet. */
function edge(near: Span, few: number): Span {
  return { from: near.from, to: Math.min(near.to, near.from + few) };
}

/** The spans as few that do not touch, in order. */
export function joined(spans: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const span of spans.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else apart.push({ ...span });
  }
  return apart;
}

/**
 * Of the rows that were in view, one that stayed where it was among the others: the first whose next is still its
 * next. Rows that were moved elsewhere are so passed over.
 */
export function steady(seen: readonly string[], rowOf: (key: string) => number | undefined): string | undefined {
  const stays = seen.find((key, i) => {
    const [row, next] = [rowOf(key), rowOf(seen[i + 1] ?? '')];
    return row !== undefined && next === row + 1;
  });
  return stays ?? seen.find((key) => rowOf(key) !== undefined);
}
