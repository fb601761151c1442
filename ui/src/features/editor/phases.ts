// What can be done to phases: each is one edit, and sets the focus where the work goes on.
import type { OpenSop } from '../../state/sop.svelte';
import { count, t } from '../../text/text';
import { newPhase } from './parts';

/** The phase that a key or a button is about: the one whose title the person is at, else that of their step. */
export function phaseAt(sop: OpenSop): string | undefined {
  return sop.atPhase ?? (sop.at === null ? undefined : sop.placeOf(sop.at)?.phase.id);
}

/** Adds a phase after another (or at the end), with one empty step. */
export async function addPhase(sop: OpenSop, at: number): Promise<void> {
  const phase = newPhase(t('phase.new'));
  if (await sop.edit({ op: 'insert_phase', at, phase })) sop.wish = { key: `phase-${phase.id}`, at: 'start' };
}

/** Starts a phase at a step: it and those after it in its phase go there. */
export async function startPhase(sop: OpenSop, step: string): Promise<void> {
  if ((await sop.rewrite({ wish: 'start_phase', step, title: t('phase.new') })) === null) return;
  const phase = sop.placeOf(step)?.phase.id;
  if (phase !== undefined) sop.wish = { key: `phase-${phase}`, at: 'start' };
}

/** Takes the steps of the next phase into this one. */
export async function mergePhase(sop: OpenSop, phase: string): Promise<void> {
  if ((await sop.rewrite({ wish: 'merge_phases', phase })) === null) return;
  sop.folded.open(phase);
  sop.wish = { key: `phase-${phase}`, at: 'end' };
}

/** Takes a phase away with its steps; undo brings it back. */
export async function removePhase(sop: OpenSop, id: string): Promise<void> {
  const phase = sop.document?.phases.find((each) => each.id === id);
  if (!phase) return;
  await sop.flush();
  await sop.remove(t('phase.removed', { title: phase.title, steps: count('steps', phase.steps.length) }), { op: 'remove_phase', phase: id });
}

/** Moves a phase by one. */
export async function movePhase(sop: OpenSop, id: string, by: -1 | 1): Promise<void> {
  await sop.flush();
  const at = sop.document?.phases.findIndex((phase) => phase.id === id) ?? -1;
  const to = at + by;
  if (at < 0 || to < 0 || to >= (sop.document?.phases.length ?? 0)) return;
  if (await sop.edit({ op: 'move_phase', phase: id, at: to })) sop.wish = { key: `phase-${id}`, at: 'end' };
}

/** Folds all phases, or shows the steps of all. */
export function foldAll(sop: OpenSop, folded: boolean): void {
  sop.folded.set(folded ? (sop.document?.phases ?? []).map((phase) => phase.id) : []);
}
