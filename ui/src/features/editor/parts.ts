// Fresh parts of a document, and the sections' order and numbers as they are printed.
import { tick } from 'svelte';

import type { WholeEntry } from '../../api/entry';
import type { Block, BlockKind, Person, Phase, SectionKey, Step, Substep } from '../../api/gen';
import { freshId } from '../../api/id';
import type { OpenSop } from '../../state/sop.svelte';


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

export type Part =
  | { n: number; key: string; prose: SectionKey[] }
  | { n: number; key: 'roles' | 'before' | 'procedure' | 'faq' | 'definitions'; prose: SectionKey[] };

/** The thirteen sections, in the order and under the numbers that never change. */
export const PARTS: Part[] = [
  { n: 1, key: 'purpose', prose: ['purpose'] },
  { n: 2, key: 'scope', prose: ['scope'] },
  { n: 3, key: 'policy', prose: ['policy'] },
  { n: 4, key: 'roles', prose: [] },
  { n: 5, key: 'before', prose: ['trigger', 'needs'] },
  { n: 6, key: 'procedure', prose: [] },
  { n: 7, key: 'result', prose: ['result'] },
  { n: 8, key: 'trouble', prose: ['trouble'] },
  { n: 9, key: 'faq', prose: [] },
  { n: 10, key: 'help', prose: ['help'] },
  { n: 11, key: 'definitions', prose: [] },
  { n: 12, key: 'references', prose: ['references'] },
  { n: 13, key: 'records', prose: ['records'] },
];

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
