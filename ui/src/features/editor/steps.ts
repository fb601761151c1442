// What can be done to steps: each is one edit, and sets the focus where the work goes on.
import { ApiError } from '../../api/error';
import type { OpenSop } from '../../state/sop.svelte';
import { count, t } from '../../text/text';
import type { DropPlace } from './drag.svelte';
import { newStep } from './parts';

/** The steps that a key or a button is about: those that are selected, else the one that the person is at. */
export function chosen(sop: OpenSop): string[] {
  if (sop.selection.steps.length > 0) return sop.selection.steps;
  return sop.at !== null && sop.atPhase === null && sop.placeOf(sop.at) ? [sop.at] : [];
}

/** The steps that go with this one: all that are selected if it is, else it alone. */
export function withSelected(sop: OpenSop, step: string): string[] {
  return sop.selection.has(step) ? sop.selection.steps : [step];
}

/** Gives the keyboard to a step: to its handle while steps are selected, else to its text. */
function goTo(sop: OpenSop, step: string, selected: boolean): void {
  sop.at = step;
  sop.wish = { key: `${selected ? 'handle' : 'action'}-${step}`, at: 'end' };
}

/** Adds a step at a place in a phase, and goes there. */
export async function addStep(sop: OpenSop, phase: string, at: number, action = ''): Promise<void> {
  const step = newStep(action);
  if (await sop.edit({ op: 'insert_step', phase, at, step })) {
    sop.at = step.id;
    sop.wish = { key: `action-${step.id}`, at: 'start' };
  }
}

/** Adds a step before or after another. */
export async function addBeside(sop: OpenSop, step: string, by: 0 | 1): Promise<void> {
  await sop.flush();
  const place = sop.placeOf(step);
  if (place) await addStep(sop, place.phase.id, place.at + by);
}

/** Parts a step at the caret, and goes to what is new. */
export async function splitStep(sop: OpenSop, step: string, before: string, after: string): Promise<void> {
  const [fresh] = (await sop.rewrite({ wish: 'split_step', step, before, after })) ?? [];
  if (fresh === undefined) return;
  sop.at = fresh;
  sop.wish = { key: `action-${fresh}`, at: 'start' };
}

/** Makes one step of these; of one alone, with the next. */
export async function mergeSteps(sop: OpenSop, steps: readonly string[]): Promise<void> {
  const [first] = steps;
  if (first === undefined) return;
  const next = steps.length === 1 ? sop.selection.beside(first, 1) : undefined;
  if (steps.length === 1 && next === undefined) {
    sop.refused = new ApiError('refused', t('step.last'), t('step.last_hint'));
    return;
  }
  const selected = sop.selection.has(first);
  if ((await sop.rewrite({ wish: 'merge_steps', steps: [...steps, ...(next === undefined ? [] : [next])] })) === null) return;
  if (selected) sop.selection.only(first);
  goTo(sop, first, selected);
}

/** Makes copies after the last of these, and goes to them. */
export async function duplicateSteps(sop: OpenSop, steps: readonly string[]): Promise<void> {
  const selected = steps[0] !== undefined && sop.selection.has(steps[0]);
  const copies = await sop.rewrite({ wish: 'duplicate_steps', steps: [...steps] });
  const [first] = copies ?? [];
  if (!copies || first === undefined) return;
  if (selected) sop.selection.these(copies);
  goTo(sop, first, selected);
}

/** Takes steps away; undo brings them back. */
export async function removeSteps(sop: OpenSop, steps: readonly string[]): Promise<void> {
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return;
  const selected = sop.selection.has(first);
  const number = sop.placeOf(first)?.number ?? '';
  const next = sop.selection.beside(last, 1) ?? sop.selection.beside(first, -1);
  if ((await sop.rewrite({ wish: 'remove_steps', steps: [...steps] })) === null) return;
  sop.removed = steps.length === 1 ? t('step.removed', { number }) : count('removed', steps.length);
  sop.selection.clear();
  sop.at = null;
  if (next !== undefined && sop.placeOf(next)) goTo(sop, next, selected);
}

/** Takes an empty step away by Backspace, and goes back to the end of the one before. */
export async function removeEmptied(sop: OpenSop, step: string): Promise<void> {
  const before = sop.selection.beside(step, -1);
  const number = sop.placeOf(step)?.number ?? '';
  await sop.flush();
  if (!(await sop.remove(t('step.removed', { number }), { op: 'remove_step', step }))) return;
  const next = before ?? sop.steps()[0]?.id;
  sop.at = next ?? null;
  if (next !== undefined) goTo(sop, next, false);
}

/** Moves steps by one, over the edges of phases too. */
export async function moveSteps(sop: OpenSop, steps: readonly string[], by: -1 | 1): Promise<void> {
  await sop.flush();
  const edge = sop.placeOf((by < 0 ? steps[0] : steps.at(-1)) ?? '');
  if (!edge || !sop.document) return;
  let phase = edge.phase;
  let at = by < 0 ? edge.at - 1 : edge.at + 2;
  if (at < 0 || at > phase.steps.length) {
    const next = sop.document.phases[edge.phaseAt + by];
    if (!next) return;
    phase = next;
    at = by < 0 ? next.steps.length : 0;
  }
  await moveTo(sop, steps, { phase: phase.id, at });
}

/** Moves steps to the end of a phase. */
export async function moveToPhase(sop: OpenSop, steps: readonly string[], phase: string): Promise<void> {
  const at = sop.document?.phases.find((each) => each.id === phase)?.steps.length ?? 0;
  await moveTo(sop, steps, { phase, at });
}

/** Puts steps where they were dropped. The place is counted as they stood before. */
export async function moveTo(sop: OpenSop, steps: readonly string[], place: DropPlace): Promise<void> {
  const lead = sop.selection.lead !== null && steps.includes(sop.selection.lead) ? sop.selection.lead : steps[0];
  const onHandle = Boolean(document.activeElement?.closest('[data-handle]'));
  if (lead === undefined || (await sop.rewrite({ wish: 'move_steps', steps: [...steps], ...place })) === null) return;
  goTo(sop, lead, onHandle || sop.selection.has(lead));
}
