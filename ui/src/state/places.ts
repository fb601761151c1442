// Where each step stands. Looked up at every edit and by every number on the page, so it is made anew only when steps
// are added, taken away or moved, and not when their texts change.
import type { Phase } from '../api/gen';

/** The phase's place among the phases, and the step's within its phase, from 0. */
export type Place = { phase: number; at: number };

/** The order of a procedure's phases and steps. */
export class Places {
  /** How many steps there are. */
  readonly steps: number;
  private readonly phases: Map<string, number>;
  private readonly places = new Map<string, Place>();

  constructor(phases: readonly Phase[]) {
    this.phases = new Map(phases.map((phase, at) => [phase.id, at]));
    for (const [phase, { steps }] of phases.entries()) {
      for (const [at, step] of steps.entries()) this.places.set(step.id, { phase, at });
    }
    this.steps = this.places.size;
  }

  /** Where the step stands. */
  of(step: string): Place | undefined {
    return this.places.get(step);
  }

  /** The phase's place among the phases. */
  ofPhase(phase: string): number | undefined {
    return this.phases.get(phase);
  }
}
