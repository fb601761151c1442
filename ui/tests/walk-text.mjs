// Walks through the text editor with real keys: completion, marks, pasting, and that no character is lost.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { action, actions, editor, finish, kept, near, saved } from './walker.mjs';

const clipboard = (name) => readFile(new URL(`unit/clipboard/${name}.html`, import.meta.url), 'utf8');
const menu = (page) => page.getByTestId('completion');
const shownAction = (page, n) => page.locator('[data-step]').nth(n).getByTestId('step-action');
const at = async (page, n, where = 'End') => {
  await action(page, n).click();
  // ProseMirror takes a jump to the start within 200 ms of the focus for a fault of the browser, and takes it back.
  if (where === 'Home') await page.waitForTimeout(250);
  await page.keyboard.press(where);
};
/** Pastes as the browser does, with what another program has put on the clipboard. */
const paste = (page, data, pictures = 0) =>
  page.evaluate(([items, count]) => {
    const transfer = new DataTransfer();
    for (const [type, value] of Object.entries(items)) transfer.setData(type, value);
    for (let i = 0; i < count; i += 1) transfer.items.add(new File([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])], 'image.png', { type: 'image/png' }));
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
  }, [data, pictures]);
/** Makes every save take a while, as a busy disk does. */
const slow = (page, ms) =>
  page.evaluate((wait) => {
    const { host } = globalThis.fake;
    const call = host.call;
    host.call = async (name, request) => {
      if (name === 'edit') await new Promise((done) => setTimeout(done, wait));
      return call(name, request);
    };
  }, ms);
const ime = async (page) => {
  const client = await page.context().newCDPSession(page);
  return {
    compose: (text) => client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    commit: (text) => client.send('Input.insertText', { text }),
  };
};

await editor('a parameter is chosen from the menu by keys alone', async (page) => {
  await at(page, 0);
  await page.keyboard.type(' {{ar');
  await menu(page).waitFor();
  const field = page.locator('.ProseMirror');
  assert.equal(await field.getAttribute('aria-autocomplete'), 'list');
  const list = page.getByRole('listbox', { name: 'Parameters' });
  assert.equal(await field.getAttribute('aria-controls'), await list.getAttribute('id'));
  const active = () => field.getAttribute('aria-activedescendant').then((id) => page.locator(`[id="${id}"]`).textContent());
  assert.match(await active(), /archive_host/);
  await page.keyboard.press('ArrowDown');
  assert.match(await active(), /New parameter: ar/);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  assert.equal(await menu(page).count(), 0);
  assert.equal(await field.getAttribute('aria-activedescendant'), null);
  await page.keyboard.type(' now');
  await saved(page);
  assert.match((await actions(page))[0][0], / \{\{archive_host\}\} now$/);
});

await editor('a new parameter is made from words', async (page) => {
  await at(page, 0);
  await page.keyboard.type(' {{Run Größe');
  await menu(page).waitFor();
  await page.keyboard.press('Enter');
  await saved(page);
  assert.match((await actions(page))[0][0], /\{\{run_grosse\}\}$/);
  assert.deepEqual((await kept(page)).parameters.at(-1).name, 'run_grosse');
});

await editor('Escape shuts the menu, and Enter is then the text’s own', async (page) => {
  await at(page, 0);
  await page.keyboard.type(' #');
  await menu(page).waitFor();
  await page.keyboard.press('Escape');
  await menu(page).waitFor({ state: 'detached' });
  await page.keyboard.type('1');
  assert.equal(await menu(page).count(), 0);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('[data-step]').length === 7);
  await saved(page);
  assert.match((await actions(page))[0][0], / #1$/);
});

await editor('a link to a step shows the number that the step has, and its words once it is gone', async (page) => {
  await at(page, 0);
  await page.keyboard.type(', then go to #arch up');
  await menu(page).waitFor();
  await near(page, 'completion');
  await page.keyboard.press('Enter');
  await page.keyboard.type('.');
  await saved(page);
  const document = await kept(page);
  const target = document.phases[1].steps.at(-1);
  assert.ok(document.phases[0].steps[0].action.endsWith(`, then go to [Upload the PDFs to the archive](step:${target.id}).`), document.phases[0].steps[0].action);
  await shownAction(page, 0).locator('.step-link').filter({ hasText: '2.3' }).waitFor();
  // The field is open while the step moves.
  await page.evaluate(([id, phase, step]) => globalThis.fake.host.call('edit', { id, operations: [{ op: 'move_step', step, phase, at: 0 }] }), [document.id, document.phases[1].id, target.id]);
  await shownAction(page, 0).locator('.step-link').filter({ hasText: '2.1' }).waitFor();
  await page.getByTestId('section-purpose').click();
  await shownAction(page, 0).locator('.step-link').filter({ hasText: '2.1' }).waitFor();
  await page.evaluate(([id, step]) => globalThis.fake.host.call('edit', { id, operations: [{ op: 'remove_step', step }] }), [document.id, target.id]);
  await shownAction(page, 0).locator('.step-link.gone').filter({ hasText: 'Upload the PDFs to the archive' }).waitFor();
});

await editor('key caps, marks and links are made as they are typed or by keys', async (page) => {
  await at(page, 0, 'Control+a');
  await page.keyboard.type('Press [[ctrl+s]] in *the* **main** `window`');
  await saved(page);
  assert.equal((await actions(page))[0][0], 'Press <kbd>Ctrl</kbd>+<kbd>S</kbd> in *the* **main** `window`');
  await at(page, 0, 'Control+a');
  await page.keyboard.press('Control+l');
  await page.getByPlaceholder('Address of the link').fill('example.org/x');
  await page.keyboard.press('Enter');
  await saved(page);
  assert.equal(await page.getByTestId('picker').count(), 0);
  assert.match((await actions(page))[0][0], /\]\(https:\/\/example\.org\/x\)$/);
});

await editor('lists are begun by typing, go deeper by keys and end by an empty line', async (page) => {
  await page.getByTestId('section-result').click();
  await page.keyboard.type('- one');
  await page.keyboard.press('Enter');
  await page.keyboard.type('two');
  await page.keyboard.press('Control+]');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('after');
  await saved(page);
  assert.equal((await kept(page)).sections.result, '- one\n  - two\n\nafter');
});

await editor('what Word puts on the clipboard comes in clean', async (page) => {
  await page.getByTestId('section-result').click();
  await page.keyboard.type('Result: ');
  await paste(page, { 'text/html': await clipboard('word'), 'text/plain': 'x' });
  await page.getByRole('status').filter({ hasText: '1 picture was not pasted' }).waitFor();
  await saved(page);
  const { result } = (await kept(page)).sections;
  assert.match(result, /^Result: \*\*Before you start\*\*\n\nAsk \*\*Ann\*\* in Graz/);
  assert.match(result, /1\. Open the \*\*ledger\*\*\n {3}- as yourself\n2\. Choose the month$/);
});

await editor('lines that are pasted into an action become steps, and one undo takes them back', async (page) => {
  const before = await actions(page);
  await at(page, 0, 'Home');
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.type(' ');
  await paste(page, { 'text/plain': '1. up\n2. Look around\n3. Stay' });
  await page.waitForFunction(() => document.querySelectorAll('[data-step]').length === 8);
  await page.keyboard.type('!');
  await saved(page);
  const now = await actions(page);
  assert.deepEqual(now[0].slice(0, 3), ['Sign up', 'Look around', 'Stay in to Faktura as the **invoicing** user!']);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => document.querySelectorAll('[data-step]').length === 6);
  await saved(page);
  assert.deepEqual(await actions(page), before);
});

await editor('a pasted picture becomes a figure of its step, and has no place elsewhere', async (page) => {
  const figures = async () => (await kept(page)).phases[0].steps[0].blocks.filter((block) => block.block === 'figure').length;
  const before = await figures();
  await at(page, 0);
  await paste(page, { 'text/html': '<img src="https://example.org/x.png">' }, 1);
  await page.waitForFunction((n) => document.querySelector('[data-step]').querySelectorAll('[data-testid="block-figure"]').length === n, before + 1);
  await saved(page);
  assert.equal(await figures(), before + 1);
  await page.getByTestId('section-purpose').click();
  await paste(page, {}, 1);
  await page.getByRole('status').filter({ hasText: 'pictures stand in steps' }).waitFor();
});

await editor('an address that is pasted over words makes a link of them', async (page) => {
  await at(page, 0, 'Control+a');
  await paste(page, { 'text/plain': 'https://example.org/a' });
  await saved(page);
  assert.match((await actions(page))[0][0], /^\[Sign in.*\]\(https:\/\/example\.org\/a\)$/);
});

await editor('Ctrl+Shift+V takes the characters alone', async (page) => {
  await page.evaluate(() => navigator.clipboard.write([new ClipboardItem({ 'text/html': new Blob(['<b>bold</b>'], { type: 'text/html' }), 'text/plain': new Blob(['**plain**'], { type: 'text/plain' }) })]));
  await at(page, 0, 'Control+a');
  await page.keyboard.press('Control+Shift+v');
  await saved(page);
  assert.equal((await actions(page))[0][0], '\\*\\*plain\\*\\*');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
  await saved(page);
  assert.equal((await actions(page))[0][0], '**bold**');
}, { permissions: ['clipboard-read', 'clipboard-write'] });

await editor('what is typed while a step is on its way belongs to that step', async (page) => {
  await slow(page, 300);
  await at(page, 0);
  await page.keyboard.type('\nFirst one\nSecond\nThird', { delay: 5 });
  await page.waitForFunction(() => document.querySelectorAll('[data-step]').length === 9);
  await page.waitForFunction(() => document.activeElement.textContent === 'Third');
  await saved(page);
  const [steps] = await actions(page);
  assert.deepEqual(steps.slice(0, 4), ['Sign in to Faktura as the **invoicing** user', 'First one', 'Second', 'Third']);
});

await editor('what is typed for a step that does not come goes back to the text', async (page) => {
  await page.evaluate(() => {
    const { host } = globalThis.fake;
    const call = host.call;
    host.call = (name, request) => (name === 'edit' ? Promise.reject(Object.assign(new Error('The disk is full.'), { code: 'refused', hint: '' })) : call(name, request));
  });
  await at(page, 0);
  await page.keyboard.type('\nlater words');
  await page.getByTestId('not-saved').waitFor();
  await page.waitForFunction(() => document.activeElement.textContent.endsWith('userlater words'));
});

await editor('a composition is not disturbed by saves, and is kept whole', async (page) => {
  const { compose, commit } = await ime(page);
  await at(page, 0, 'Control+a');
  for (const text of ['k', 'き', 'きょ', 'きょう']) await compose(text);
  await page.waitForTimeout(700);
  const { id, phases } = await kept(page);
  assert.doesNotMatch(phases[0].steps[0].action, /き/);
  await page.evaluate(([sop, step]) => globalThis.fake.host.call('edit', { id: sop, operations: [{ op: 'set_step_text', step, field: 'action', text: 'From elsewhere' }] }), [id, phases[0].steps[0].id]);
  await compose('今日');
  await commit('今日');
  await page.keyboard.type('ok');
  await saved(page);
  assert.equal((await actions(page))[0][0], '今日ok');
});

await editor('a composition that begins while a step is on its way is kept whole', async (page) => {
  const { compose, commit } = await ime(page);
  await slow(page, 300);
  await at(page, 0);
  await page.keyboard.press('Enter');
  await compose('に');
  await page.waitForFunction(() => document.querySelectorAll('[data-step]').length === 7);
  await compose('日本');
  await commit('日本');
  await page.waitForFunction(() => document.activeElement.textContent === '日本');
  await page.keyboard.type('!');
  await saved(page);
  assert.equal((await actions(page))[0][1], '日本!');
});

await editor('keys that are pressed during an undo are kept', async (page) => {
  await at(page, 0);
  await page.keyboard.type(' abc');
  await saved(page);
  await slow(page, 200);
  await page.keyboard.type('d');
  await page.keyboard.press('Control+z');
  await page.keyboard.type('ef');
  await saved(page);
  assert.match((await actions(page))[0][0], /user abcd?ef$/);
});

await editor('text that is written from right to left runs so, and what stands in it does not disturb it', async (page) => {
  await at(page, 0, 'Control+a');
  await page.keyboard.type('הקלד {{invoice_month}} ולחץ');
  await saved(page);
  const direction = (selector) => page.evaluate((s) => getComputedStyle(document.querySelector(s)).direction, selector);
  assert.equal(await direction('[data-step] .ProseMirror'), 'rtl');
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.ProseMirror .parameter')).unicodeBidi), 'isolate');
  await page.getByTestId('section-purpose').click();
  assert.equal(await direction('[data-step] .shown'), 'rtl');
});

await editor('a duration is written as people do', async (page) => {
  const field = page.getByTestId('step-duration').first();
  await field.fill('soon');
  await field.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Write it like' }).waitFor();
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  await field.fill('1:30');
  await field.press('Enter');
  await saved(page);
  assert.equal(await field.inputValue(), '1 min 30 s');
  const seconds = async () => (await kept(page)).phases.flatMap((phase) => phase.steps.map((step) => step.duration_s)).filter((s) => s === 90).length;
  assert.equal(await seconds(), 1);
  await page.getByTestId('step-more').last().click();
  await page.getByRole('menuitem', { name: 'Say how long it takes' }).click();
  await page.waitForFunction(() => document.activeElement?.dataset.testid === 'step-duration');
  await page.keyboard.type('90 s');
  await page.keyboard.press('Enter');
  await saved(page);
  assert.equal(await seconds(), 2);
});

await editor('a snippet is copied, and that is said', async (page) => {
  await page.getByTestId('snippet-copy').first().click();
  await page.getByTestId('snippet-said').filter({ hasText: 'Copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '2025-10');
}, { permissions: ['clipboard-read', 'clipboard-write'] });

await finish();
