// Bringing a document up to date by changes, and the small pure pieces of the face.
import { describe, expect, it } from 'vitest';

import type { Change, Document, Step } from '../../src/api/gen';
import { freshId } from '../../src/api/id';
import { wholeEntry, wordsOf } from '../../src/api/entry';
import { shownPart } from '../../src/features/editor/blocks/shown';
import { chordOf } from '../../src/features/settings/chord';
import { runs } from '../../src/features/session/timeline';
import { apply, changesBetween } from '../../src/host/fake/apply';
import { seedEntries } from '../../src/host/fake/session';
import { seedSops } from '../../src/host/fake/sops';
import { patch } from '../../src/state/patch';
import { Places } from '../../src/state/places';
import { screenOf } from '../../src/state/view.svelte';

const draft = (): Document => structuredClone(seedSops()[0]?.document as Document);
const step = (id: string): Step => ({ id, action: 'New', details: '', expected: '', blocks: [], duration_s: null, role: '', sources: [] });

const placed = (document: Document) => ({ document, places: new Places(document.phases) });

/** Applies operations to one copy, and only the changes to another: they must end up the same. */
function follows(change: (document: Document) => Parameters<typeof apply>[1]): void {
  const before = draft();
  const after = structuredClone(before);
  apply(after, change(before));
  const shown = patch(placed(structuredClone(before)), changesBetween(before, after));
  expect(shown?.document).toEqual(after);
  expect(shown?.places).toEqual(new Places(after.phases));
}

describe('patching', () => {
  it('takes in a changed step', () => follows((d) => [{ op: 'set_step_text', step: d.phases[0]?.steps[0]?.id ?? '', field: 'action', text: 'x' }]));
  it('takes in a new step in its place', () => follows((d) => [{ op: 'insert_step', phase: d.phases[0]?.id ?? '', at: 1, step: step('n1') }]));
  it('forgets a step that is gone', () => follows((d) => [{ op: 'remove_step', step: d.phases[0]?.steps[1]?.id ?? '' }]));
  it('moves a step to another phase', () => follows((d) => [{ op: 'move_step', step: d.phases[0]?.steps[2]?.id ?? '', phase: d.phases[1]?.id ?? '', at: 1 }]));
  it('takes in a step that was moved and changed at once', () =>
    follows((d) => [
      { op: 'move_step', step: d.phases[0]?.steps[2]?.id ?? '', phase: d.phases[1]?.id ?? '', at: 0 },
      { op: 'set_step_text', step: d.phases[0]?.steps[2]?.id ?? '', field: 'details', text: 'x' },
    ]));
  it('takes in a new phase with steps', () => follows(() => [{ op: 'insert_phase', at: 1, phase: { id: 'p', title: 'P', restart: false, steps: [step('n2')] } }]));
  it('reorders and forgets phases', () => {
    follows((d) => [{ op: 'move_phase', phase: d.phases[1]?.id ?? '', at: 0 }]);
    follows((d) => [{ op: 'remove_phase', phase: d.phases[0]?.id ?? '' }]);
  });
  it('takes in front matter, sections and lists', () => {
    follows((d) => [
      { op: 'set_meta', meta: { ...d.meta, title: 'T' } },
      { op: 'set_section', section: 'result', text: 'r' },
      { op: 'remove_item', list: 'faq', id: d.faq[0]?.id ?? '' },
      { op: 'insert_item', at: 0, item: { list: 'definition', value: { id: 'd', term: 't', meaning: 'm' } } },
    ]);
  });
  it('does no harm twice', () => {
    const before = draft();
    const after = structuredClone(before);
    apply(after, [{ op: 'remove_step', step: before.phases[0]?.steps[0]?.id ?? '' }]);
    const changes = changesBetween(before, after);
    const once = patch(placed(before), changes);
    expect(once && patch(once, changes)?.document).toEqual(after);
  });
  it('leaves alone what did not change, and the document as it was', () => {
    const before = placed(draft());
    const untouched = structuredClone(before.document);
    const own = before.document.phases[0]?.steps[1] as Step;
    const after = patch(before, [{ change: 'step', step: { ...own, action: 'x' } }]);
    expect(before.document).toEqual(untouched);
    expect(after?.places).toBe(before.places);
    expect(after?.document.phases[1]).toBe(before.document.phases[1]);
    expect(after?.document.phases[0]?.steps[0]).toBe(before.document.phases[0]?.steps[0]);
    expect(after?.document.questions).toBe(before.document.questions);
  });
  it('says when a change names something unknown', () => {
    const before = placed(draft());
    const phase = (id: string, steps: string[]): Change => ({ change: 'phase', id, title: 'x', restart: false, steps });
    expect(patch(before, [phase(before.document.phases[0]?.id ?? '', ['nobody'])])).toBeNull();
    expect(patch(before, [phase('nowhere', [])])).toBeNull();
    expect(patch(before, [{ change: 'phases', order: ['nowhere'] }])).toBeNull();
    expect(patch(before, [{ change: 'step', step: step('nobody') }])).toBeNull();
  });
});

describe('small pieces', () => {
  it('makes identities that sort by time', () => {
    const [a, b] = [freshId(1_000), freshId(2_000)];
    expect(a).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(a < b).toBe(true);
  });
  it('reads entries that leave out what is empty', () => {
    const [entry] = seedEntries();
    const sparse = structuredClone(entry) as Parameters<typeof wholeEntry>[0];
    delete sparse.text;
    delete sparse.cut;
    expect(wordsOf(wholeEntry(sparse))).toBe('');
    expect(wordsOf(wholeEntry({ ...sparse, snippet: { form: 'text', text: 'one\ntwo' } }))).toBe('one');
  });
  it('groups a timeline by application', () => {
    expect(runs(seedEntries().map(wholeEntry)).map((run) => [run.app, run.entries.length])).toEqual([['Thunderbird', 1], ['Faktura', 9], ['Terminal', 3]]);
  });
  it('holds a crop within the picture', () => {
    const figure = { shot: '', width: 100, height: 50, alt: '', caption: '', marks: [] };
    expect(shownPart({ ...figure, crop: null })).toEqual({ x: 0, y: 0, width: 100, height: 50 });
    expect(shownPart({ ...figure, crop: { x: 90, y: -5, width: 400, height: 0 } })).toEqual({ x: 90, y: 0, width: 10, height: 1 });
  });
  it('reads chords by place, not by layout', () => {
    const press = { ctrlKey: true, altKey: false, shiftKey: false, metaKey: true };
    expect(chordOf({ ...press, code: 'KeyQ', key: 'a' })).toEqual({ chord: 'Ctrl+Super+Q', whole: true });
    expect(chordOf({ ...press, code: 'MetaLeft', key: 'Meta' })).toEqual({ chord: 'Ctrl+Super', whole: false });
    expect(chordOf({ ...press, metaKey: false, code: 'F12', key: 'F12' })).toEqual({ chord: 'Ctrl+F12', whole: true });
  });
  it('reads where to go', () => {
    expect(screenOf('#/sop/abc/def')).toEqual({ at: 'sop', id: 'abc', part: 'def' });
    expect(screenOf('settings')).toEqual({ at: 'settings', part: '' });
    expect(screenOf('#/nowhere')).toEqual({ at: 'today' });
    expect(screenOf('sop')).toEqual({ at: 'today' });
  });
});
