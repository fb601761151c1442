// @vitest-environment jsdom
// Questions that are pinned and answered, and suggestions that are written on the page.
import { beforeEach, describe, expect, it } from 'vitest';

import { call } from '../../src/api/call';
import type { Notice } from '../../src/api/gen';
import { targetIn } from '../../src/features/editor/ask';
import { placeWords } from '../../src/features/questions/place';
import { chooseHost } from '../../src/host';
import { DRAFT } from '../../src/host/fake/sops';
import { aboutQuestions } from '../../src/state/questions.svelte';
import { Sketching } from '../../src/state/sketch.svelte';
import { OpenSop } from '../../src/state/sop.svelte';
import { screenOf } from '../../src/state/view.svelte';

const kept = async () => (await call('sop', { id: DRAFT })).document;

async function opened(): Promise<OpenSop> {
  const sop = new OpenSop(DRAFT);
  await sop.load();
  return sop;
}

const retitle = (sop: OpenSop, action: string) => sop.edit({ op: 'set_step_text', step: sop.steps()[0]?.id ?? '', field: 'action', text: action });

beforeEach(async () => {
  localStorage.clear();
  await chooseHost();
});

describe('a question', () => {
  it('is pinned to what the person is in', () => {
    document.body.innerHTML = '<section data-asks="section:policy"><p id="in"></p></section><div data-asks="part:s1"><i data-asks="part:f1" id="figure"></i><b id="step"></b></div><u id="out"></u>';
    const at = (id: string) => targetIn(document.getElementById(id));
    expect([at('in'), at('figure'), at('step'), at('out')]).toEqual([{ on: 'section', section: 'policy' }, { on: 'part', part: 'f1' }, { on: 'part', part: 's1' }, { on: 'document' }]);
  });
  it('names the places for its answer in words', () => {
    expect([placeWords({ place: 'meta', field: 'owner' }), placeWords({ place: 'section', section: 'policy' }), placeWords({ place: 'callout', step: '', callout: 'warning' })]).toEqual(['Owner', 'General policy', 'A warning in the step']);
  });
  it('is read anew when it, or the step that it is about, changed', () => {
    const notice = (changes: Extract<Notice, { notice: 'document' }>['changes']): Notice => ({ notice: 'document', id: '', seq: 1, changes, can_undo: false, can_redo: false });
    expect(aboutQuestions(notice([{ change: 'list', list: 'question', items: [] }]))).toBe(true);
    expect(aboutQuestions(notice([{ change: 'list', list: 'faq', items: [] }]))).toBe(false);
  });
  it('is answered where it belongs, and what cannot be read is said without being a fault of saving', async () => {
    const sop = await opened();
    const question = sop.items('question').find((each) => each.target.on === 'meta')?.id ?? '';
    expect((await sop.answer(question, 'soon', null, false))?.message).toBe('This is no day');
    expect([sop.saved, sop.refused]).toEqual(['saved', null]);
    expect(await sop.answer(question, '2027-01-31', null, false)).toBeNull();
    expect([sop.document?.meta.effective, (await kept()).meta.effective]).toEqual(['2027-01-31', '2027-01-31']);
  });
  it('has a page of its own, which can begin at an SOP', () => {
    expect([screenOf('#/questions'), screenOf('#/questions/x')]).toEqual([{ at: 'questions', id: '' }, { at: 'questions', id: 'x' }]);
  });
});

describe('a suggestion that is written', () => {
  it('shows what it would be, and leaves the SOP as it is', async () => {
    const sop = await opened();
    const before = await kept();
    await sop.beginSketch();
    expect(await retitle(sop, 'Sign in')).toBe(true);
    expect(sop.steps()[0]?.action).toBe('Sign in');
    expect(await kept()).toEqual(before);
  });
  it('is undone and redone like any edit', async () => {
    const sop = await opened();
    const before = sop.steps()[0]?.action;
    await sop.beginSketch();
    expect(sop.canUndo).toBe(false);
    await retitle(sop, 'Sign in');
    await sop.undo();
    expect([sop.steps()[0]?.action, sop.canUndo, sop.canRedo]).toEqual([before, false, true]);
    await sop.redo();
    expect(sop.steps()[0]?.action).toBe('Sign in');
  });
  it('is still there after a restart, until it is handed in', async () => {
    const first = await opened();
    await first.beginSketch();
    await retitle(first, 'Sign in');
    const sop = await opened();
    expect(sop.steps()[0]?.action).toBe('Sign in');
    if (!sop.sketch) throw new Error('the sketch is gone');
    sop.sketch.title = 'Shorter';
    await sop.sketch.handIn('Bo');
    await sop.endSketch();
    expect(Sketching.begun(DRAFT)).toBeNull();
    expect(sop.steps()[0]?.action).not.toBe('Sign in');
    const [waiting] = await call('suggestions', { id: DRAFT });
    expect([waiting?.title, waiting?.author, waiting?.state]).toEqual(['Shorter', 'Bo', 'waiting']);
  });
  it('is not disturbed by what others change meanwhile', async () => {
    const sop = await opened();
    await sop.beginSketch();
    await retitle(sop, 'Sign in');
    sop.hear({ notice: 'document', id: DRAFT, seq: 99, changes: [], can_undo: true, can_redo: false });
    expect(sop.steps()[0]?.action).toBe('Sign in');
  });
});
