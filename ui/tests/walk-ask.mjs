// Walks through questions and suggestions: answered and asked by keys alone, written beside the text and handed in.
import assert from 'node:assert/strict';

import { DRAFT, action, actions, editor, finish, kept, saved, walk } from './walker.mjs';

const asked = async (page) => (await kept(page)).questions;
const answers = async (page) => (await asked(page)).filter((each) => each.answer).map((each) => each.answer.text);

await walk('questions are answered one after the other without the pointer', 'index.html#/questions', [1440, 900], async (page) => {
  await page.getByTestId('open-question').first().waitFor();
  assert.match(await page.getByTestId('open-question').first().textContent(), /was due/, 'the one that is due first comes first');
  await page.waitForFunction(() => document.activeElement?.matches('[data-answer]'));
  await page.keyboard.press('n');
  await page.waitForFunction(() => document.querySelectorAll('[data-question]').length === 3 && document.activeElement?.matches('input[data-answer]'));
  await page.keyboard.type('Whoever is in finance');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(() => document.querySelectorAll('[data-question]').length === 2);
  assert.equal((await kept(page)).faq.at(-1).answer, 'Whoever is in finance');
  await page.waitForFunction(() => document.activeElement?.matches('input[data-answer]'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('It says so in red');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('[data-question]').length === 1);
  assert.match((await kept(page)).phases[0].steps[2].details, /It says so in red$/);
  assert.deepEqual((await answers(page)).sort(), ['It says so in red', 'No', 'Those of the customer.', 'Whoever is in finance']);
  await page.getByTestId('undo-answer').click();
  await page.waitForFunction(() => document.querySelectorAll('[data-question]').length === 2);
  assert.equal((await answers(page)).length, 3);
});

await walk('an answer that cannot be read stays in its line and says why', 'index.html#/questions', [1440, 900], async (page) => {
  const line = page.getByTestId('answer-line').nth(2);
  await line.fill('soon');
  await line.press('Enter');
  await page.getByTestId('answer-problem').waitFor();
  assert.equal(await line.inputValue(), 'soon');
  await line.fill('2027-01-31');
  await line.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('[data-question]').length === 3);
  assert.equal((await kept(page)).meta.effective, '2027-01-31');
});

await editor('a question is pinned to a step, a section and a picture', async (page) => {
  await action(page, 1).click();
  await page.keyboard.press('Control+Shift+A');
  await page.waitForFunction(() => document.activeElement?.closest('[data-testid="question"]'));
  await page.keyboard.type('Why this one?');
  await saved(page);
  let last = (await asked(page)).at(-1);
  assert.deepEqual([last.question, last.target.part], ['Why this one?', (await kept(page)).phases[0].steps[1].id]);

  await page.getByTestId('section-policy').click();
  await page.keyboard.press('Control+Shift+A');
  await page.waitForFunction(() => document.activeElement?.closest('[data-testid="question"]'));
  await page.keyboard.type('Since when?');
  await saved(page);
  last = (await asked(page)).at(-1);
  assert.deepEqual([last.question, last.target], ['Since when?', { on: 'section', section: 'policy' }]);

  await page.getByRole('button', { name: /More for this figure/ }).first().click({ force: true });
  await page.getByRole('menuitem', { name: 'Ask about this picture' }).click();
  await page.waitForFunction(() => document.activeElement?.closest('[data-testid="question"]'));
  const { questions, phases } = await kept(page);
  assert.equal(questions.at(-1).target.part, phases[0].steps[0].blocks[0].id);
});

await editor('a suggestion is written beside the text, handed in and accepted', async (page) => {
  const before = await actions(page);
  await page.keyboard.press('Control+Shift+S');
  await page.getByTestId('sketch-strip').waitFor();
  await action(page, 0).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' at once');
  await page.getByTestId('sketch-title').waitFor();
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => !document.querySelector('[data-step]').textContent.includes('at once'));
  await page.keyboard.press('Control+Shift+z');
  await page.waitForFunction(() => document.querySelector('[data-step]').textContent.includes('at once'));
  assert.deepEqual(await actions(page), before, 'the SOP stays as it is');

  // Still there after a restart.
  await page.reload();
  await page.getByTestId('sketch-title').waitFor();
  assert.match(await action(page, 0).textContent(), /at once$/);
  await page.getByTestId('sketch-ready').click();
  await page.keyboard.type('Say when');
  await page.keyboard.press('Enter');
  await page.getByTestId('sketch-strip').waitFor({ state: 'detached' });
  assert.doesNotMatch(await action(page, 0).textContent(), /at once/);
  await page.getByTestId('suggestion').filter({ hasText: 'Say when' }).getByTestId('accept-all').click();
  await page.waitForFunction(() => document.querySelector('[data-step]').textContent.includes('at once'));
  assert.match((await actions(page))[0][0], / at once$/);
});

await editor('a suggestion that is dropped leaves nothing', async (page) => {
  const before = await actions(page);
  await page.getByTestId('suggest').click();
  await action(page, 1).click();
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await page.getByTestId('sketch-drop').click();
  await page.getByTestId('sketch-strip').waitFor({ state: 'detached' });
  assert.doesNotMatch(await action(page, 1).textContent(), /!$/);
  assert.deepEqual(await actions(page), before);
  assert.equal(await page.evaluate((id) => localStorage.getItem(`sketch:${id}`), DRAFT), null);
});

await finish();
