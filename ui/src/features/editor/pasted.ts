// What is pasted into a step and does not fit into one line of it.
import { ApiError } from '../../api/error';
import type { OpenSop } from '../../state/sop.svelte';
import { addPicture } from './figure/pictures';
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

/** Pictures pasted into a text of a step become its figures, in order. */
export async function pastePictures(sop: OpenSop, step: string, pictures: Blob[]): Promise<void> {
  for (const picture of pictures) {
    try {
      await addPicture(sop, step, picture);
    } catch (thrown) {
      sop.refused = ApiError.from(thrown);
    }
  }
}
