// Which steps are selected. Kept by identity and apart from the page, which draws only some of the steps.
/* eslint svelte/prefer-svelte-reactivity: off -- The set is never changed, only replaced. */
import type { Phase } from '../api/gen';
import type { Place, Places } from './places';

type Source = { phases: () => readonly Phase[]; places: () => Places };

export class Selection {
  private chosen = $state.raw<ReadonlySet<string>>(new Set());
  /** Where a range begins. */
  private anchor: string | null = null;
  /** Where it ends: the step that arrow keys go on from. */
  lead = $state.raw<string | null>(null);

  constructor(private readonly source: Source) {}

  /** The steps that are selected and still there, in the order of the document. */
  readonly steps: string[] = $derived.by(() => {
    const places = this.source.places();
    const found = [...this.chosen].flatMap((id) => {
      const place = places.of(id);
      return place ? [{ id, place }] : [];
    });
    return found.sort((a, b) => order(a.place, b.place)).map(({ id }) => id);
  });

  has(step: string): boolean {
    return this.chosen.has(step);
  }

  /** Selects this step, and no other. */
  only(step: string): void {
    this.set([step], step, step);
  }

  /** Selects these, and no other. */
  these(steps: readonly string[]): void {
    this.set(steps, steps[0] ?? null, steps.at(-1) ?? null);
  }

  /** Selects this step too, or no longer. */
  toggle(step: string): void {
    const next = new Set(this.chosen);
    if (!next.delete(step)) next.add(step);
    this.set(next, step, step);
  }

  /** Selects all from where the range begins to this step. */
  extend(step: string): void {
    const anchor = this.anchor !== null && this.source.places().of(this.anchor) ? this.anchor : step;
    this.set(this.between(anchor, step), anchor, step);
  }

  /** Selects all steps of the procedure. */
  all(): void {
    this.these(this.source.phases().flatMap((phase) => phase.steps.map((step) => step.id)));
  }

  clear(): void {
    if (this.chosen.size > 0) this.set([], null, null);
  }

  /** The step before or after another, over the edges of phases too. */
  beside(step: string, by: -1 | 1): string | undefined {
    const place = this.source.places().of(step);
    if (!place) return undefined;
    const phases = this.source.phases();
    const own = phases[place.phase]?.steps[place.at + by];
    if (own) return own.id;
    for (let phase = place.phase + by; phase >= 0 && phase < phases.length; phase += by) {
      const found = phases[phase]?.steps.at(by < 0 ? -1 : 0);
      if (found) return found.id;
    }
    return undefined;
  }

  private between(one: string, other: string): string[] {
    const places = this.source.places();
    const ends = [places.of(one), places.of(other)].filter((place) => place !== undefined).sort(order);
    const [from, to = from] = ends;
    if (!from || !to) return [];
    const phases = this.source.phases().slice(from.phase, to.phase + 1);
    const steps = phases.flatMap((phase) => phase.steps.map((step) => step.id));
    const after = (phases.at(-1)?.steps.length ?? 0) - 1 - to.at;
    return steps.slice(from.at, steps.length - after);
  }

  private set(steps: Iterable<string>, anchor: string | null, lead: string | null): void {
    this.chosen = new Set(steps);
    this.anchor = anchor;
    this.lead = lead;
  }
}

const order = (a: Place, b: Place): number => a.phase - b.phase || a.at - b.at;
