// @vitest-environment jsdom
// Words that stand in an answer line are kept until the question is answered, wherever the line is shown.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';

import { ApiError } from '../../src/api/error';
import type { AnswerPlace, OpenQuestion } from '../../src/api/gen';
import AnswerLine from '../../src/features/questions/AnswerLine.svelte';

const KEPT: AnswerPlace = { place: 'kept' };
const POLICY: AnswerPlace = { place: 'section', section: 'policy' };
let shown: Record<string, unknown> | undefined;

/** Shows the line of a question; a line that was shown before is gone. */
async function line(id: string, answer: ApiError | null = null, places = [KEPT, POLICY]): Promise<{ input: HTMLInputElement; faq: HTMLInputElement; keep: () => Promise<void>; sent: unknown[][] }> {
  if (shown) await unmount(shown);
  const sent: unknown[][] = [];
  const question = { id, question: 'Who?', target: { on: 'document' }, answer: null, to: { name: '', role: '', contact: '' }, due: null, wants: null } as unknown as OpenQuestion['question'];
  const open = { question, form: { form: 'words' }, places, about: {} } as unknown as OpenQuestion;
  const onanswer = (...words: unknown[]) => (sent.push(words), Promise.resolve(answer));
  shown = mount(AnswerLine, { target: document.body, props: { open, asked: 'Who?', onanswer } });
  flushSync();
  const input = document.querySelector<HTMLInputElement>('[data-testid="answer-line"]') as HTMLInputElement;
  const faq = document.querySelector<HTMLInputElement>('[data-testid="answer-faq"]') as HTMLInputElement;
  const keep = async () => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    await Promise.resolve();
    flushSync();
  };
  return { input, faq, keep, sent };
}

function type(input: HTMLInputElement, words: string): void {
  input.value = words;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

describe('an answer that is not given yet', () => {
  it('stands there again when its line comes back, and only there', async () => {
    type((await line('one')).input, 'Anna, I think');
    expect((await line('two')).input.value).toBe('');
    expect((await line('one')).input.value).toBe('Anna, I think');
  });
  it('goes where it was to go', async () => {
    const before = await line('faq');
    type(before.input, 'Anna');
    before.faq.click();
    flushSync();
    const after = await line('faq');
    expect(after.faq.checked).toBe(true);
    await after.keep();
    expect(after.sent).toEqual([['Anna', KEPT, true]]);
  });
  it('is forgotten once it is kept', async () => {
    const before = await line('kept');
    type(before.input, 'Anna');
    await before.keep();
    expect((await line('kept')).input.value).toBe('');
  });
  it('stays while it is refused', async () => {
    const before = await line('refused', new ApiError('refused', 'This is no day', ''));
    type(before.input, 'soon');
    await before.keep();
    expect((await line('refused')).input.value).toBe('soon');
  });
  it('is forgotten when its words are taken away', async () => {
    type((await line('empty')).input, 'Anna');
    type((await line('empty')).input, '');
    expect((await line('empty')).input.value).toBe('');
  });
  it('goes to the first place if its own is offered no more', async () => {
    const before = await line('place', null, [POLICY]);
    type(before.input, 'Anna');
    const after = await line('place', null, [KEPT]);
    await after.keep();
    expect(after.sent).toEqual([['Anna', KEPT, false]]);
  });
});
