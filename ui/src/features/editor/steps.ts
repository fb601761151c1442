// What can be done to steps and phases: each is one edit, and sets the focus where the work goes on.
import { newPhase, newStep } from './parts';
import type { OpenSop } from '../../state/sop.svelte';
import { count, t } from '../../text/text';

/** Adds a step at a place in a phase, and goes there. */
export async function addStep(sop: OpenSop, phase: string, at: number, action = ''): Promise<void> {
  const step = newStep(action);
  if (await sop.edit({ op: 'insert_step', phase, at, step })) {
    sop.at = step.id;
    sop.wish = { key: `action-${step.id}`, at: 'start' };
  }
}

/** Parts a step at the caret: what stood after it becomes the next step. */
export async function splitStep(sop: OpenSop, id: string, before: string, after: string): Promise<void> {
  const place = sop.placeOf(id);
  if (!place) return;
  const step = newStep(after);
  const done = await sop.edit(
    { op: 'set_step_text', step: id, field: 'action', text: before },
    { op: 'insert_step', phase: place.phase.id, at: place.at + 1, step },
  );
  if (done) sop.wish = { key: `action-${step.id}`, at: 'start' };
}

/** Takes a step away; undo brings it back. */
export async function removeStep(sop: OpenSop, id: string): Promise<void> {
  const place = sop.placeOf(id);
  if (!place) return;
  const all = sop.steps();
  const next = all[all.findIndex((step) => step.id === id) - 1] ?? all.find((step) => step.id !== id);
  await sop.flush();
  if (await sop.remove(t('step.removed', { number: place.number }), { op: 'remove_step', step: id })) {
    sop.at = next?.id ?? null;
    if (next) sop.wish = { key: `action-${next.id}`, at: 'end' };
  }
}

/** Moves a step by one, over the edge of its phase too. */
export async function moveStep(sop: OpenSop, id: string, by: -1 | 1): Promise<void> {
  await sop.flush();
  const place = sop.placeOf(id);
  if (!place || !sop.document) return;
  let phase = place.phase;
  let at = place.at + by;
  if (at < 0 || at >= phase.steps.length) {
    const next = sop.document.phases[place.phaseAt + by];
    if (!next) return;
    phase = next;
    at = by < 0 ? next.steps.length : 0;
  }
  const focused = document.activeElement?.closest('[data-handle]') ? `handle-${id}` : `action-${id}`;
  if (await sop.edit({ op: 'move_step', step: id, phase: phase.id, at })) {
    sop.at = id;
    sop.wish = { key: focused, at: 'end' };
  }
}

/** Puts a step where it was dropped. `at` counts the places as they were before the move. */
export async function dropStep(sop: OpenSop, id: string, phase: string, at: number): Promise<void> {
  await sop.flush();
  const place = sop.placeOf(id);
  if (!place) return;
  const to = place.phase.id === phase && place.at < at ? at - 1 : at;
  if (place.phase.id === phase && place.at === to) return;
  await sop.edit({ op: 'move_step', step: id, phase, at: to });
}

/** Adds a phase after another (or at the end), with one empty step. */
export async function addPhase(sop: OpenSop, at: number): Promise<void> {
  const phase = newPhase(t('phase.new'));
  if (await sop.edit({ op: 'insert_phase', at, phase })) sop.wish = { key: `phase-${phase.id}`, at: 'start' };
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
  await sop.edit({ op: 'move_phase', phase: id, at: to });
}
