// What is pasted into a step and does not fit into one line of it.
import type { OpenSop } from '../../state/sop.svelte';
import { newStep } from './parts';

/** Several lines pasted into an action: the first is the action, the others are the steps after it. One edit. */
export async function pasteSteps(sop: OpenSop, id: string, first: string, others: string[]): Promise<void> {
  const steps = others.map((action) => newStep(action));
  const done = await sop.editWith(() => {
    const place = sop.placeOf(id);
    if (!place) return [];
    return [
      { op: 'set_step_text', step: id, field: 'action', text: first },
      ...steps.map((step, i) => ({ op: 'insert_step' as const, phase: place.phase.id, at: place.at + 1 + i, step })),
    ];
  });
  const last = steps.at(-1);
  if (!done || !last) return;
  sop.at = last.id;
  sop.wish = { key: `action-${last.id}`, at: 'end' };
}
