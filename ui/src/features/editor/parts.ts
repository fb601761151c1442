// Fresh parts of a document, and the sections in the order and under the numbers that are printed.
import { tick } from 'svelte';

import type { WholeEntry } from '../../api/entry';
import type { Block, BlockKind, Chapter, Document, Heading, Person, Phase, SectionKey, Step, Substep, Template } from '../../api/gen';
import { freshId } from '../../api/id';
import type { OpenSop } from '../../state/sop.svelte';
import { t } from '../../text/text';

export const nobody = (): Person => ({ name: '', role: '', contact: '' });

export function newStep(action = ''): Step {
  return { id: freshId(), action, details: '', expected: '', blocks: [], duration_s: null, role: '', sources: [] };
}

export function newPhase(title: string): Phase {
  return { id: freshId(), title, restart: false, steps: [newStep()] };
}

/** What was typed, as a name that a parameter can have. */
export const parameterName = (typed: string): string => typed.trim().toLowerCase().replace(/[^a-z0-9_]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 64);

export function newSubstep(action = ''): Substep {
  return { id: freshId(), action };
}

export function newBlock(kind: BlockKind): Block {
  return { id: freshId(), ...kind };
}

/** A figure of an entry's shot, with the pointer where it was. */
export function figureOf(entry: WholeEntry, alt: string): Block | null {
  const shot = entry.shot;
  if (!shot) return null;
  const { x, y, width, height } = shot.area;
  const pointer = entry.place?.pointer;
  const at = pointer ? { x: pointer.x - x, y: pointer.y - y } : null;
  const inside = at !== null && at.x >= 0 && at.y >= 0 && at.x < width && at.y < height;
  return newBlock({
    block: 'figure', shot: shot.hash, width, height, alt, caption: '', crop: null,
    marks: inside ? [{ mark: 'pointer', at }] : [],
  });
}

/** A numbered section of the page. */
export type Part = {
  n: number;
  key: Chapter;
  title: string;
  prose: SectionKey[];
  /** It is not in the template, and is there because something stands in it. */
  extra: boolean;
};

/** The prose sections that stand in each numbered section. */
const PROSE: Record<Chapter, SectionKey[]> = {
  purpose: ['purpose'], scope: ['scope'], policy: ['policy'], roles: [], before: ['trigger', 'needs'], procedure: [], result: ['result'],
  trouble: ['trouble'], faq: [], help: ['help'], definitions: [], references: ['references'], records: ['records'],
};

/** Whether something stands in a numbered section. */
function isFilled(document: Document, key: Chapter): boolean {
  const lists: Partial<Record<Chapter, unknown[]>> = { roles: document.roles, before: document.parameters, faq: document.faq, definitions: document.definitions, procedure: document.phases };
  const asked = document.questions.some((q) => q.answer === null && q.target.on === 'section' && PROSE[key].includes(q.target.section));
  return (lists[key]?.length ?? 0) > 0 || asked || PROSE[key].some((section) => document.sections[section].trim() !== '');
}

/** The usual title of a numbered section, or the template's own. */
export const titleOf = ({ chapter, title }: Heading): string => title.trim() || t(`section.${chapter}`);

/** The sections of a template with their numbers: those that are shown, then the others. */
export function numbered(template: Template): { n: number; heading: Heading }[] {
  const { outline } = template;
  return [...outline.filter((each) => each.shown), ...outline.filter((each) => !each.shown)].map((heading, i) => ({ n: i + 1, heading }));
}

/** The numbered sections that readers see, in order. */
export function partsOf(document: Document): Part[] {
  return numbered(document.template)
    .filter(({ heading }) => heading.shown || isFilled(document, heading.chapter))
    .map(({ n, heading }) => ({ n, key: heading.chapter, title: titleOf(heading), prose: PROSE[heading.chapter], extra: !heading.shown }));
}

/** The part of the page in which a prose section stands. */
export const partOf = (section: SectionKey): string => Object.entries(PROSE).find(([, sections]) => sections.includes(section))?.[0] ?? section;

/** Scrolls to a part of the page, and lets it be seen. */
export async function showPart(sop: OpenSop, id: string): Promise<void> {
  const step = sop.stepWith(id);
  if (step) {
    sop.at = step.id;
    sop.folded.open(sop.placeOf(step.id)?.phase.id ?? '');
  }
  sop.sought = id;
  await tick();
  const found = document.getElementById(`part-${id}`);
  if (!found) return;
  // At once: on a smooth way, what comes near would be drawn and change the heights.
  found.scrollIntoView({ block: 'start' });
  found.classList.add('shown-part');
  setTimeout(() => found.classList.remove('shown-part'), 1600);
}
