// Where a finding is: in words, and how to get there. And how it is mended.
import { tick } from 'svelte';

import type { Finding, FindingTarget } from '../../../api/gen';
import { isSame, partOf } from '../../../state/checks.svelte';
import type { OpenSop } from '../../../state/sop.svelte';
import { hasText, t } from '../../../text/text';
import { showPart } from '../parts';

export type Tab = 'questions' | 'checks' | 'suggestions' | 'timeline' | 'history' | 'details';

/** What a finding is about, in words. */
export function placeWords(sop: OpenSop, { target, number }: Finding): string {
  switch (target.on) {
    case 'meta': {
      const key = `meta.${target.field}`;
      return hasText(key) ? t(key) : target.field;
    }
    case 'section':
      return t(`section.${target.section}`);
    case 'procedure':
      return t('section.procedure');
    case 'list':
    case 'item':
      return { role: t('section.roles'), parameter: t('section.parameters'), faq: t('section.faq'), definition: t('section.definitions'), question: t('panel.questions'), history: t('section.history') }[target.list];
    case 'phase':
      return t('check.phase', { number });
    case 'step':
    case 'block':
      return t('question.step', { number: sop.placeOf(target.step)?.number ?? number });
  }
}

/** Goes to what a finding is about: on the page, or in another tab of the panel. */
export async function goTo(sop: OpenSop, target: FindingTarget, showTab: (tab: Tab) => void): Promise<void> {
  const part = partOf(target);
  if (part) return showPart(sop, part);
  showTab(target.on === 'meta' ? 'details' : 'questions');
  await tick();
  if (target.on === 'meta') document.getElementById(`details-${target.field}`)?.querySelector<HTMLElement>('input, button, textarea')?.focus();
}

/** Mends a finding by its ready edit, as it is now. True once that is durable. */
export async function mend(sop: OpenSop, finding: Finding): Promise<boolean> {
  // What was typed meanwhile goes first, and the edit is made for what stands there then.
  await sop.flush();
  await sop.checks.settled();
  const fix = sop.checks.checked?.findings.find((each) => isSame(each, finding))?.fix;
  if (!fix || !(await sop.remove(t('check.mended', { what: fix.label }), ...fix.operations))) return false;
  // A part that was added still wants its words.
  const added = fix.operations.find((operation) => operation.op === 'insert_item');
  if (added) {
    await showPart(sop, added.item.value.id);
    sop.wish = { key: `${added.item.list}-${added.item.value.id}`, at: 'end' };
  }
  return true;
}
