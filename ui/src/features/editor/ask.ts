// Pins a question to the part that it is about, to be typed in the panel.
import type { QuestionTarget } from '../../api/gen';
import { freshId } from '../../api/id';
import type { OpenSop } from '../../state/sop.svelte';
import { nobody } from './parts';

/** Asks about a section, a step, a picture, or the SOP as a whole. */
export async function ask(sop: OpenSop, target: QuestionTarget): Promise<void> {
  await sop.flush();
  const value = { id: freshId(), question: '', target, wants: null, to: nobody(), due: null, answer: null };
  const at = sop.document?.questions.length ?? 0;
  if (await sop.edit({ op: 'insert_item', at, item: { list: 'question', value } })) sop.wish = { key: `question-${value.id}`, at: 'start' };
}

/** What a question is about that is asked while the person is in this element. */
export function targetIn(element: EventTarget | null): QuestionTarget {
  const asks = element instanceof Element ? element.closest<HTMLElement>('[data-asks]')?.dataset.asks : undefined;
  const [on, name = ''] = asks?.split(':') ?? [];
  if (on === 'part') return { on, part: name };
  if (on === 'section') return { on, section: name as 'purpose' };
  return { on: 'document' };
}
