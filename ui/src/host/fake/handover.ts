// What came back from a colleague: a package to open, and what both sides changed in the draft.
import type { Comparison, Document, OpenConflict, Operation, Piece, Variant, Whose } from '../../api/gen';
import { shotHash } from './pictures';

const same = (text: string): Piece => ({ side: 'same', text, accents: [], link: null });
const came = (text: string): Piece => ({ side: 'added', text, accents: [], link: null });
const words = (...pieces: Piece[]): Variant => ({ form: 'words', pieces, figure: null, value: null });
const picture = (screen: Parameters<typeof shotHash>[0], marked: boolean): Variant => ({
  form: 'words', pieces: [], value: null,
  figure: {
    shot: shotHash(screen), width: 1440, height: 900, alt: '', caption: '', crop: null,
    marks: marked ? [{ mark: 'box', area: { x: 280, y: 380, width: 300, height: 90 } }] : [],
  },
});

/** Three things that both sides changed. */
export function seedConflicts(draft: Document): OpenConflict[] {
  const plain = (text: string) => text.replace(/\*\*|\{\{|\}\}/g, '');
  const [step, gone] = draft.phases[0]?.steps ?? [];
  if (!step || !gone) return [];
  return [
    {
      id: 1,
      conflict: {
        target: { on: 'step', id: step.id }, aspect: 'action', about: plain(step.action), base: words(same('Sign in to Faktura')),
        ours: words(same('Sign in to Faktura as the '), came('invoicing user')), theirs: words(same('Sign in to Faktura '), came('with your own user')),
      },
    },
    { id: 2, conflict: { target: { on: 'step', id: gone.id }, aspect: 'presence', about: plain(gone.action), base: words(same('New run')), ours: null, theirs: words(came(plain(gone.action))) } },
    { id: 3, conflict: { target: { on: 'block', id: 'figure' }, aspect: 'shot', about: plain(step.action), base: picture('review', false), ours: picture('review', true), theirs: picture('login', false) } },
  ];
}

/** What the package changed. */
export function changedBy(draft: Document): Comparison {
  const step = draft.phases[0]?.steps[1];
  return {
    parts: [{
      kind: 'step', id: step?.id ?? null, section: null, title: 'Open a new run', before: '1.2', after: '1.2', fate: 'kept', moved: false, figure: null, parts: [],
      fields: [{ field: 'expected', form: 'words', pieces: [came('The run has a number of its own.')] }],
    }],
    count: { added: 0, removed: 0, moved: 0, changed: 1 },
  };
}

/** What a decision does to the draft. */
export function decided({ conflict }: OpenConflict, whose: Whose): Operation[] {
  const chosen = conflict[whose];
  if (conflict.target.on !== 'step') return [];
  if (conflict.aspect === 'presence') return chosen ? [] : [{ op: 'remove_step', step: conflict.target.id }];
  const text = chosen?.pieces.map((piece) => piece.text).join('') ?? '';
  return [{ op: 'set_step_text', step: conflict.target.id, field: 'action', text }];
}
