// A procedure as rows: each phase is a head, its steps, and an end. And what of it is to be drawn, with the heights of
// what is left out.
import type { Phase, Step } from '../../../api/gen';
import type { Places } from '../../../state/places';
import type { Guess } from './guess';
import type { Heights, Span } from './heights';

export const headOf = (phase: string): string => `head:${phase}`;
export const endOf = (phase: string): string => `end:${phase}`;

/** A phase as far as it is drawn. */
export type DrawnPhase = {
  phase: Phase;
  /** Its place among the phases. */
  at: number;
  /** How high what is left out before it is. */
  above: number;
  head: boolean;
  steps: Step[];
  end: boolean;
  /** How high what is left out before some of its rows is. */
  holes: Map<string, number>;
};

/** What is drawn, and how high what is left out after it is. */
export type Drawn = { phases: DrawnPhase[]; below: number };

/** The rows of a procedure, which stay the same while only texts change. */
export class Rows {
  readonly length: number;
  private readonly heads: number[] = [];

  constructor(
    private readonly phases: readonly Phase[],
    private readonly places: Places,
  ) {
    let row = 0;
    for (const phase of phases) {
      this.heads.push(row);
      row += phase.steps.length + 2;
    }
    this.length = row;
  }

  /** The rows' heights, in order: measured, else guessed. */
  heights(guess: Guess, measured: ReadonlyMap<string, number>): number[] {
    const all: number[] = [];
    for (const phase of this.phases) {
      all.push(measured.get(headOf(phase.id)) ?? guess.head);
      for (const step of phase.steps) all.push(measured.get(step.id) ?? guess.step(step));
      all.push(measured.get(endOf(phase.id)) ?? guess.end);
    }
    return all;
  }

  /** The row of a step by its identity, or of a head or an end by its key. */
  of(key: string): number | undefined {
    const [kind, id] = key.split(':', 2);
    if (id === undefined) {
      const place = this.places.of(key);
      return place && this.head(place.phase) + 1 + place.at;
    }
    const phase = this.places.ofPhase(id);
    if (phase === undefined) return undefined;
    return kind === 'head' ? this.head(phase) : this.head(phase + 1) - 1;
  }

  /** The row of a phase's head; after the last phase, the number of rows. */
  head(phase: number): number {
    return this.heads[phase] ?? this.length;
  }

  /** The phase that a row belongs to. */
  phaseAt(row: number): number {
    let [low, high] = [0, this.heads.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.head(middle) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** What to draw of the phases as they are now: the rows of the spans, which do not touch and are in order. */
export function drawn(phases: readonly Phase[], rows: Rows, heights: Heights, spans: readonly Span[]): Drawn {
  const all: DrawnPhase[] = [];
  let end = 0;
  let own: DrawnPhase | undefined;
  for (const span of spans) {
    for (let row = span.from; row < span.to; row += 1) {
      const at = own && row < rows.head(own.at + 1) ? own.at : rows.phaseAt(row);
      const phase = phases[at];
      if (!phase) continue;
      if (own?.at !== at) {
        const start = heights.before(rows.head(at));
        own = { phase, at, above: Math.max(0, start - end), head: false, steps: [], end: false, holes: new Map() };
        all.push(own);
        end = start;
      }
      const step = phase.steps[row - rows.head(at) - 1];
      if (row === rows.head(at)) own.head = true;
      else if (step) own.steps.push(step);
      else own.end = true;
      const hole = heights.before(row) - end;
      if (hole > 0.5) own.holes.set(step?.id ?? (own.end ? endOf(phase.id) : headOf(phase.id)), hole);
      end = heights.before(row) + heights.of(row);
    }
  }
  return { phases: all, below: Math.max(0, heights.total - end) };
}
