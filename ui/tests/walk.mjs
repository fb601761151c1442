// Walks through the windows in a real browser against the fake host: what only a browser can show to work.
import assert from 'node:assert/strict';

import { DRAFT, action, actions, editor, finish, kept, near, saved, walk } from './walker.mjs';

await editor('typing is saved, and undo takes it back', async (page) => {
  await action(page, 0).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' **today**');
  await saved(page);
  assert.equal((await actions(page))[0][0], 'Sign in to Faktura as the **invoicing** user **today**');
  // Another burst of typing begins after a pause of a second.
  await page.waitForTimeout(1100);
  await page.keyboard.type(' now');
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => !document.querySelector('[data-step]').textContent.includes('now'));
  assert.equal((await actions(page))[0][0], 'Sign in to Faktura as the **invoicing** user **today**');
  await page.keyboard.press('Control+Shift+z');
  await page.waitForFunction(() => document.querySelector('[data-step]').textContent.includes('today now'));
});

await editor('Enter adds a step that can be typed into, Backspace takes it away', async (page) => {
  await action(page, 0).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('[data-step]').length === 7);
  await page.keyboard.type('Look at the clock');
  await saved(page);
  assert.equal((await actions(page))[0][1], 'Look at the clock');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.waitForFunction(() => document.querySelectorAll('[data-step]').length === 6);
  await page.getByTestId('undo-removal').click();
  await page.waitForFunction(() => document.querySelectorAll('[data-step]').length === 7);
});

await editor('a step is split at the caret', async (page) => {
  await action(page, 5).click();
  // ProseMirror takes a jump to the start within 200 ms of the focus for a fault of the browser, and takes it back.
  await page.waitForTimeout(250);
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(() => document.querySelectorAll('[data-step]').length === 7);
  await saved(page);
  assert.deepEqual((await actions(page))[1].slice(-2), ['Upload', 'the PDFs to the archive']);
});

await editor('Alt and arrows move a step over the edge of a phase, and the focus stays with it', async (page) => {
  await action(page, 2).click();
  await page.keyboard.press('Alt+ArrowDown');
  await page.waitForFunction(() => document.querySelector('[data-phase]').querySelectorAll('[data-step]').length === 2);
  assert.match((await actions(page))[1][0], /^Enter \{\{invoice_month\}\}/);
  await page.keyboard.type('x');
  await saved(page);
  assert.match((await actions(page))[1][0], /x/);
});

await editor('a step is dragged by its handle', async (page) => {
  const handle = page.getByTestId('step-handle').nth(1);
  await handle.scrollIntoViewIfNeeded();
  const from = await handle.boundingBox();
  const to = await page.locator('[data-step]').nth(0).boundingBox();
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, to.y + 4, { steps: 8 });
  await page.waitForTimeout(120);
  await page.mouse.up();
  await saved(page);
  await page.waitForTimeout(120);
  assert.match((await actions(page))[0][0], /New run/);
});

const handle = (page, n) => page.getByTestId('step-handle').nth(n);
const steps = (page, n) => page.waitForFunction((count) => document.querySelectorAll('[data-step]').length === count, n);
const chosen = (page) => page.locator('[data-handle][aria-pressed="true"]').count();

await editor('steps are selected by pointer and keys, and Escape leads out', async (page) => {
  await handle(page, 0).click();
  await handle(page, 2).click({ modifiers: ['Shift'] });
  assert.equal(await chosen(page), 3);
  await handle(page, 1).click({ modifiers: ['Control'] });
  assert.equal(await chosen(page), 2);
  await handle(page, 3).click();
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  await page.waitForFunction(() => document.querySelectorAll('[data-handle][aria-pressed="true"]').length === 3);
  assert.match(await page.getByTestId('selection').textContent(), /3 steps selected/);
  await page.keyboard.press('Control+a');
  assert.equal(await chosen(page), 6);
  await page.keyboard.press('Escape');
  assert.equal(await chosen(page), 0);
  await action(page, 1).click();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.matches('[data-handle][aria-pressed="true"]'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.matches('.ProseMirror'));
  await page.keyboard.type('!');
  await saved(page);
  assert.match((await actions(page))[0][2], /!/);
  assert.equal(await chosen(page), 0);
});

await editor('steps are merged, copied, moved and taken away by keys, and each is one undo', async (page) => {
  const before = await actions(page);
  await action(page, 0).click();
  await page.keyboard.press('Control+j');
  await steps(page, 5);
  assert.equal((await actions(page))[0][0], 'Sign in to Faktura as the **invoicing** user. Open **Invoices** and choose **New run**');
  await page.keyboard.press('Control+z');
  await steps(page, 6);
  assert.deepEqual(await actions(page), before);
  await handle(page, 0).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+d');
  await steps(page, 8);
  const [phase] = await actions(page);
  assert.deepEqual(phase.slice(2, 4), phase.slice(0, 2));
  assert.equal(await chosen(page), 2);
  await page.keyboard.press('Alt+ArrowDown');
  await saved(page);
  await page.waitForFunction(() => document.activeElement?.matches('[data-handle]'));
  assert.deepEqual((await actions(page))[0].slice(3, 5), before[0].slice(0, 2));
  await page.keyboard.press('Delete');
  await steps(page, 6);
  assert.deepEqual(await actions(page), before);
  await page.getByTestId('undo-removal').click();
  await steps(page, 8);
});

await editor('what is selected moves together, to a phase and by the pointer', async (page) => {
  const before = await actions(page);
  await handle(page, 0).click();
  await handle(page, 1).click({ modifiers: ['Shift'] });
  await page.getByTestId('selection-phase').click();
  await page.getByTestId('picker').waitFor();
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('[data-phase]').querySelectorAll('[data-step]').length === 1);
  assert.deepEqual((await actions(page))[1], [...before[1], ...before[0].slice(0, 2)]);
  assert.equal(await chosen(page), 2);
  const grip = page.locator('[data-handle][aria-pressed="true"]').first();
  await grip.scrollIntoViewIfNeeded();
  const from = await grip.boundingBox();
  const to = await page.locator('[data-phase]').nth(1).locator('[data-step]').nth(2).boundingBox();
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, to.y + 2, { steps: 8 });
  await page.waitForTimeout(120);
  await page.mouse.up();
  await page.waitForTimeout(200);
  await saved(page);
  assert.deepEqual((await actions(page))[1], [...before[1].slice(0, 2), ...before[0].slice(0, 2), before[1][2]]);
});

await editor('phases are started, merged and folded', async (page) => {
  const before = await actions(page);
  await action(page, 1).click();
  await page.keyboard.press('Control+Shift+Enter');
  await page.waitForFunction(() => document.querySelectorAll('[data-phase]').length === 3);
  await page.waitForFunction(() => document.activeElement?.matches('[data-testid="phase-title"]'));
  await page.keyboard.type('Prepare');
  await saved(page);
  assert.deepEqual((await kept(page)).phases[1].title, 'Prepare');
  assert.deepEqual((await actions(page)).slice(0, 2), [before[0].slice(0, 1), before[0].slice(1)]);
  await page.getByTestId('phase-more').first().click();
  await page.getByRole('menuitem', { name: 'Merge with the next phase' }).click();
  await page.waitForFunction(() => document.querySelectorAll('[data-phase]').length === 2);
  assert.deepEqual(await actions(page), before);
  await page.getByTestId('phase-fold').first().click();
  await steps(page, before[1].length);
  await page.reload();
  await page.getByTestId('step').first().waitFor();
  await steps(page, before[1].length);
  await page.getByRole('button', { name: `${before[0].length} steps` }).click();
  await steps(page, 6);
});

await editor('selected words become a parameter everywhere, and its name changes everywhere', async (page) => {
  await action(page, 0).click();
  await page.waitForTimeout(250);
  await page.keyboard.press('End');
  await page.keyboard.type(' in Faktura');
  await saved(page);
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await near(page, 'tool-parameter');
  await page.getByTestId('tool-parameter').click();
  await page.getByTestId('parameter-name').fill('The system');
  await page.getByTestId('parameter-everywhere').check();
  const places = Number(/\d+/.exec(await page.getByTestId('parameter-places').textContent())[0]);
  assert.ok(places > 2, `${places} places`);
  await page.getByTestId('parameter-make').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await saved(page);
  const made = await kept(page);
  assert.equal(made.phases[0].steps[0].action, 'Sign in to {{the_system}} as the **invoicing** user in {{the_system}}');
  assert.deepEqual(made.parameters.map((each) => each.example).slice(-1), ['Faktura']);
  await page.getByTestId('parameter-name-the_system').fill('app');
  await page.keyboard.press('Enter');
  await page.getByTestId('parameter-name-app').waitFor();
  assert.equal((await kept(page)).phases[0].steps[0].action, 'Sign in to {{app}} as the **invoicing** user in {{app}}');
  await page.getByTestId('parameter-name-app').fill('archive_host');
  await page.keyboard.press('Enter');
  await page.getByTestId('refused').waitFor();
  await page.getByTestId('parameter-name-app').waitFor();
});

await editor('words are hidden everywhere, after it was said in how many places', async (page) => {
  await page.getByTestId('sop-title').click();
  await page.keyboard.press('Control+Shift+h');
  await page.getByTestId('hide-words').fill('faktura');
  await page.getByTestId('hide-places').filter({ hasText: /\d+ places in \d+ texts/ }).waitFor();
  await page.getByTestId('hide-run').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.ok(!JSON.stringify(await kept(page)).includes('Faktura'));
  await page.getByTestId('undo-removal').click();
  await page.getByText('Faktura').first().waitFor();
});

await editor('the palette splits at the caret that was left, and the shortcuts are all on one page', async (page) => {
  await action(page, 5).click();
  await page.waitForTimeout(250);
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('Control+k');
  await page.getByTestId('picker').waitFor();
  await page.keyboard.type('split');
  await page.keyboard.press('Enter');
  await steps(page, 7);
  await page.evaluate(() => (location.hash = '/shortcuts'));
  await page.getByText('Merge with the next step').waitFor();
  const rows = await page.locator('section').filter({ hasNot: page.getByText('In any program') }).locator('dt').allTextContents();
  assert.equal(new Set(rows).size, rows.length);
});

await editor('marks, blocks, sections and details are saved as operations', async (page) => {
  await page.getByTestId('section-result').click();
  await page.keyboard.type('- all sent');
  await page.keyboard.press('Enter');
  await page.keyboard.type('use {{run_id}}');
  await saved(page);
  assert.equal((await kept(page)).sections.result, '- all sent\n- use {{run_id}}');
  await page.getByTestId('step-more').first().click();
  await page.getByRole('menuitem', { name: 'Add a callout' }).click();
  await page.waitForFunction(() => document.activeElement?.closest('[data-testid="block-callout"]'));
  await page.keyboard.type('Careful');
  await saved(page);
  assert.equal((await kept(page)).phases[0].steps[0].blocks[1].text, 'Careful');
  await page.getByTestId('tab-details').click();
  await page.getByTestId('meta-owner-name').fill('Bo');
  await page.getByTestId('meta-effective').fill('2026-03-01');
  await page.getByTestId('tab-questions').click();
  await saved(page);
  const { meta } = await kept(page);
  assert.deepEqual([meta.owner.name, meta.effective], ['Bo', '2026-03-01']);
  await page.getByTestId('answer-line').first().click();
  await page.keyboard.type('Finance only');
  await page.keyboard.press('Enter');
  await page.getByTestId('question').getByText('Finance only').waitFor({ state: 'attached' });
  await saved(page);
  assert.equal((await kept(page)).questions[0].answer.text, 'Finance only');
});

await editor('what the checks find follows each edit, goes to its place, and is mended by an edit that undo takes back', async (page) => {
  await page.getByTestId('tab-checks').click();
  const finding = (words) => page.getByTestId('finding').filter({ hasText: words });
  await finding('not said from when').waitFor();
  await finding('is “choose').getByTestId('fix').click();
  await page.waitForFunction(() => document.querySelectorAll('[data-step]').length === 7);
  await finding('is “choose').waitFor({ state: 'detached' });
  assert.deepEqual((await actions(page))[0].slice(1, 3), ['Open **Invoices**', 'Choose **New run**']);
  await page.getByTestId('undo-removal').click();
  await finding('is “choose').waitFor();
  await finding('is “choose').getByRole('button', { name: /^Step 1.2/ }).click();
  await page.locator('.shown-part').waitFor();
  await finding('not said from when').getByRole('button').first().click();
  await page.waitForFunction(() => document.activeElement.dataset.testid === 'meta-effective');
  await page.keyboard.press('Escape');
  await page.getByTestId('tab-checks').click();
  await action(page, 0).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' {{user}}');
  await finding('{{user}} is not defined').getByTestId('fix').click();
  await page.waitForFunction(() => document.activeElement.closest('[id^=part-]') && document.activeElement.value === 'user');
  assert.equal((await kept(page)).parameters.at(-1).name, 'user');
});

const figures = async (page) => (await kept(page)).phases.flatMap((phase) => phase.steps).flatMap((step) => step.blocks).filter((block) => block.block === 'figure');
const drawOn = async (page, n) => {
  await page.getByTestId('figure-edit').nth(n).click({ force: true });
  await page.getByTestId('figure-stage').waitFor();
  await page.waitForTimeout(300);
};
const drag = async (page, from, to) => {
  const box = await page.getByTestId('figure-stage').boundingBox();
  const at = ([x, y]) => [box.x + box.width * x, box.y + box.height * y];
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 6 });
  await page.mouse.up();
};

await editor('marks are drawn and moved with the pointer, each as one edit, and undone in the editor', async (page) => {
  await drawOn(page, 0);
  await page.keyboard.press('b');
  await drag(page, [0.3, 0.3], [0.5, 0.5]);
  await saved(page);
  const [box] = (await figures(page))[0].marks;
  assert.equal(box.mark, 'box');
  await drag(page, [0.4, 0.4], [0.5, 0.4]);
  await saved(page);
  const [after] = (await figures(page))[0].marks;
  assert.ok(after.area.x > box.area.x + 10, JSON.stringify(after));
  assert.deepEqual([after.area.y, after.area.width], [box.area.y, box.area.width]);
  await page.keyboard.press('a');
  await drag(page, [0.6, 0.6], [0.4, 0.4]);
  await page.keyboard.press('n');
  await drag(page, [0.2, 0.2], [0.2, 0.2]);
  await drag(page, [0.3, 0.2], [0.3, 0.2]);
  await saved(page);
  assert.deepEqual((await figures(page))[0].marks.map((mark) => mark.mark), ['box', 'arrow', 'number', 'number']);
  assert.equal((await figures(page))[0].marks[3].n, 2);
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => document.querySelectorAll('[data-testid=mark-row]').length === 3);
  await page.keyboard.press('Escape');
  await page.getByTestId('figure-editor').waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.testid), 'figure-edit');
});

await editor('a figure is drawn on by keys alone', async (page) => {
  await page.getByTestId('figure-edit').first().focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('figure-stage').waitFor();
  await page.waitForTimeout(300);
  await page.keyboard.press('c');
  await page.keyboard.press('Enter');
  await saved(page);
  const [circle] = (await figures(page))[0].marks;
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await page.waitForTimeout(600);
  await saved(page);
  const [moved] = (await figures(page))[0].marks;
  assert.deepEqual(moved.area, { x: circle.area.x + 8, y: circle.area.y + 1, width: circle.area.width + 8, height: circle.area.height });
  await page.keyboard.press('t');
  await page.keyboard.press('Enter');
  await page.getByTestId('mark-words').waitFor();
  await page.waitForFunction(() => document.activeElement?.dataset.testid === 'mark-words');
  await page.keyboard.type('Press a b c');
  await page.keyboard.press('Escape');
  await saved(page);
  assert.equal((await figures(page))[0].marks[1].text, 'Press a b c');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Delete');
  await saved(page);
  assert.deepEqual((await figures(page))[0].marks.map((mark) => mark.mark), ['text']);
});

await editor('a crop is drawn and taken back', async (page) => {
  await drawOn(page, 1);
  await page.keyboard.press('x');
  await drag(page, [0.3, 0.3], [0.6, 0.6]);
  await saved(page);
  const { crop } = (await figures(page))[1];
  assert.ok(crop.width > 100 && crop.width < 1000, JSON.stringify(crop));
  await drag(page, [0.45, 0.45], [0.5, 0.45]);
  await saved(page);
  const moved = (await figures(page))[1].crop;
  assert.ok(moved.x > crop.x + 10, JSON.stringify(moved));
  assert.deepEqual({ ...moved, x: crop.x }, crop);
  await page.keyboard.press('Delete');
  await saved(page);
  assert.equal((await figures(page))[1].crop, null);
});

await editor('blacking out says that it is for good, and is done on closing', async (page) => {
  const before = (await figures(page))[0].shot;
  await drawOn(page, 0);
  await page.keyboard.press('r');
  await drag(page, [0.3, 0.3], [0.5, 0.5]);
  assert.match(await page.getByTestId('redact-warning').textContent(), /cannot be undone/);
  assert.equal((await figures(page))[0].shot, before);
  await page.getByRole('button', { name: 'Take the areas back' }).click();
  await page.getByTestId('redact-warning').waitFor({ state: 'detached' });
  await page.getByTestId('figure-stage').focus();
  await page.keyboard.press('r');
  await page.keyboard.press('Enter');
  await page.getByTestId('figure-done').click();
  await page.getByTestId('figure-editor').waitFor({ state: 'detached' });
  const after = (await figures(page))[0].shot;
  assert.notEqual(after, before);
  assert.match(await page.getByTestId('block-figure').first().locator('img').getAttribute('src'), /161b1d/);
  await page.getByTestId('figure-edit').first().focus();
  await page.keyboard.press('Control+z');
  assert.equal((await figures(page))[0].shot, after);
});

await editor('a picture is replaced by another of the recording, by a file and by a new one', async (page) => {
  const replace = async () => {
    await page.getByRole('button', { name: /More for this figure/ }).nth(1).click({ force: true });
    await page.getByRole('menuitem', { name: 'Replace the picture' }).click();
    await page.getByTestId('picture-shot').first().waitFor();
  };
  const shot = async () => (await figures(page))[1].shot;
  const first = await shot();
  await replace();
  await page.getByTestId('picture-shot').last().click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const second = await shot();
  assert.notEqual(second, first);
  assert.equal((await figures(page))[1].marks.length, 2, 'marks stay on a picture of the same size');
  await replace();
  await page.getByTestId('picture-input').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('GIF89a') });
  await page.getByRole('alert').waitFor();
  await page.getByTestId('picture-input').setInputFiles({ name: 'b.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgo=', 'base64') });
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const third = await shot();
  assert.notEqual(third, second);
  await replace();
  await page.getByTestId('picture-take').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.notEqual(await shot(), third);
});

await editor('a suggestion is accepted and rejected change by change, by keys too, and stays on record', async (page) => {
  await page.getByTestId('suggestion-mark').first().click();
  const card = page.getByTestId('suggestion').first();
  await card.waitFor();
  // The mark leads to the change of its step, with the focus on what decides it.
  await page.waitForFunction(() => document.activeElement?.dataset.testid === 'accept-change');
  await page.keyboard.press('a');
  await page.waitForFunction(() => document.querySelector('[data-testid=step-action]').textContent.trim() === 'Sign in to Faktura');
  assert.equal(await card.getByTestId('unfit').count(), 1);
  await page.waitForFunction(() => document.activeElement?.dataset.testid === 'accept-change');
  await page.keyboard.press('r');
  await card.getByText('Rejected by Anna Berg').first().waitFor();
  await card.getByTestId('reject-all').click();
  await page.getByText('Decided: 2').waitFor();
  assert.equal((await kept(page)).sections.purpose.includes('in time'), false);
});

await editor('a revision is kept, compared and restored', async (page) => {
  await page.getByTestId('tab-history').click();
  await page.getByTestId('open-keep-revision').click();
  await page.getByTestId('revision-note').fill('Said which ledger');
  await page.getByTestId('keep-revision').click();
  await page.getByTestId('revision').filter({ hasText: 'Said which ledger' }).waitFor();
  assert.equal((await kept(page)).history[0].revision, '0.4');
  await page.getByTestId('compare-now').click();
  const told = page.getByTestId('comparison');
  await told.waitFor();
  assert.equal(await told.locator('del').count() > 0 && await told.locator('ins').count() > 0, true);
  await page.getByTestId('diff-beside').click();
  await told.locator('dd.was').first().waitFor();
  await page.getByTestId('restore').click();
  await page.getByTestId('revision').filter({ hasText: 'Restored revision 0.4' }).waitFor();
});

await editor('what somebody else changes is shown', async (page) => {
  const step = (await kept(page)).phases[0].steps[0].id;
  await page.evaluate(([id, at]) => globalThis.fake.host.call('edit', { id, operations: [{ op: 'set_step_text', step: at, field: 'action', text: 'From elsewhere' }] }), [DRAFT, step]);
  await page.getByText('From elsewhere').first().waitFor();
});

const long = (name, steps) => walk(name, `index.html?steps=10000#/sop/${DRAFT}`, [1440, 900], async (page) => {
  await page.getByTestId('step').first().waitFor();
  await steps(page);
});
const card = (page, number) => page.getByRole('group', { name: `Step ${number}`, exact: true });
/** A step that is shown in the outline, chosen there. */
async function goTo(page, number) {
  await page.locator('.outline').evaluate((outline, n) => (outline.scrollTop = n * 32 * 1.025), number);
  await page.locator('.outline').getByRole('button', { name: new RegExp(`^${number} `) }).click();
  await card(page, number).getByTestId('step-action').waitFor();
}

await long('of ten thousand steps only those near the view are in the page, and the outline leads to each', async (page) => {
  const drawn = () => page.evaluate(() => document.querySelectorAll('[data-step], .outline .step').length);
  assert.ok((await drawn()) < 150);
  await goTo(page, 9000);
  assert.ok((await card(page, 9000).boundingBox()).y < 200);
  assert.ok((await drawn()) < 200);
  assert.equal(await page.locator('[role=listitem]').filter({ has: card(page, 9000) }).getAttribute('aria-posinset'), '40');
  await card(page, 9000).getByTestId('step-action').click();
  await page.keyboard.type('x');
  await saved(page);
  assert.match((await actions(page)).flat()[8999], /x/);
});

await long('a search leads to a step far down', async (page) => {
  await page.keyboard.press('Control+p');
  await page.keyboard.type('(7777)');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await card(page, 7777).waitFor();
  assert.ok((await card(page, 7777).boundingBox()).y < 200);
});

await long('a choice goes on at a step that is found by its words', async (page) => {
  await goTo(page, 16);
  await page.getByTestId('branch-target').first().click();
  await page.keyboard.type('(6500');
  await page.getByRole('option', { name: /6500/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId('branch-target').filter({ hasText: '6500' }).waitFor();
  await saved(page);
  const steps = (await kept(page)).phases.flatMap((phase) => phase.steps);
  assert.equal(steps[15].blocks[1].arms[0].target, steps[6499].id);
});

await long('in a long SOP the keyboard goes on where it was, however far one scrolled meanwhile', async (page) => {
  await goTo(page, 500);
  await card(page, 500).getByTestId('step-action').click();
  await page.locator('#desk').evaluate((desk) => (desk.scrollTop += 100_000));
  await page.waitForFunction(() => document.activeElement.getBoundingClientRect().bottom < 0);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.closest('[data-step]')?.getAttribute('aria-label') === 'Step 501');
  assert.ok((await page.evaluate(() => document.activeElement.getBoundingClientRect().top)) < 900);
  await page.keyboard.type('Look at the clock');
  await page.keyboard.press('Alt+ArrowDown');
  await page.waitForFunction(() => document.activeElement.closest('[data-step]')?.getAttribute('aria-label') === 'Step 502');
  await saved(page);
  assert.equal((await actions(page)).flat()[501], 'Look at the clock');
});

await long('what is read stays where it is while steps above it are drawn, come and go', async (page) => {
  await page.locator('#desk').evaluate((desk) => (desk.scrollTop = 500_000));
  await page.waitForTimeout(400);
  const jumped = await page.evaluate(async () => {
    const desk = document.getElementById('desk');
    const far = [];
    for (let i = 0; i < 150; i += 1) {
      const seen = [...document.querySelectorAll('[data-step]')].map((step) => [step, step.getBoundingClientRect().top]).find(([, top]) => top > 100 && top < 700);
      desk.scrollTop -= 60;
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      far.push(Math.abs(seen[0].getBoundingClientRect().top - seen[1] - 60));
    }
    return Math.max(...far);
  });
  assert.ok(jumped <= 1, `jumped by ${jumped}`);
  const top = () => page.evaluate(() => [...document.querySelectorAll('[data-step]')].map((step) => [step.id, Math.round(step.getBoundingClientRect().top)]).find(([, y]) => y > 60));
  const [id, before] = await top();
  const { phases } = await kept(page);
  await page.evaluate(([sop, phase, far]) => globalThis.fake.host.call('edit', { id: sop, operations: [{ op: 'remove_phase', phase }, { op: 'move_phase', phase: far, at: 0 }] }), [DRAFT, phases[1].id, phases.at(-1).id]);
  await page.waitForFunction((id) => document.querySelector('.outline .phase .w')?.textContent === id, phases.at(-1).title);
  await page.waitForTimeout(100);
  assert.ok(Math.abs((await page.evaluate((own) => document.getElementById(own).getBoundingClientRect().top, id)) - before) <= 1);
});

await long('in a long SOP a step is dragged beyond what was drawn', async (page) => {
  await goTo(page, 4000);
  const handle = card(page, 4000).getByTestId('step-handle');
  const from = await handle.boundingBox();
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, 880, { steps: 4 });
  await card(page, 4020).waitFor();
  await page.mouse.move(from.x + 8, 500);
  await page.waitForTimeout(120);
  await page.mouse.up();
  await saved(page);
  const at = (await actions(page)).flat().findIndex((action) => action.endsWith('(4000)'));
  assert.ok(at > 4005 && at < 4050, `at ${at}`);
});

await walk('a text that cannot be saved is kept, and said so', `index.html?full#/sop/${DRAFT}`, [1280, 820], async (page) => {
  await action(page, 0).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' at once');
  await page.getByTestId('not-saved').waitFor();
  await page.getByTestId('section-purpose').click();
  await page.getByText('user at once').first().waitFor();
  await page.getByRole('button', { name: 'Discard change' }).click();
  await page.waitForFunction(() => !document.body.textContent.includes('at once'));
});

await walk('export runs, warns and can be cancelled', `index.html#/sop/${DRAFT}`, [1280, 820], async (page) => {
  await page.getByTestId('export').click();
  await page.getByTestId('run-export').click();
  await page.getByTestId('cancel-export').click();
  await page.getByTestId('run-export').click();
  await page.getByTestId('export-done').waitFor();
  assert.match(await page.getByRole('dialog').textContent(), /2 things to look at/);
});

await walk('a package is sent, with the recording when that is wanted', `index.html#/sop/${DRAFT}`, [1280, 820], async (page) => {
  await page.getByTestId('send').click();
  await page.getByRole('switch').click();
  await page.getByTestId('run-send').click();
  await page.getByTestId('send-done').waitFor();
  assert.match(await page.getByTestId('send-done').textContent(), /SOP-FIN-012 Monthly invoice run\.sop/);
});

await walk('a package comes back, and what both changed is decided by keys', 'index.html#/library', [1280, 820], async (page) => {
  await page.getByTestId('open-package').click();
  await page.getByTestId('show-imported').click();
  const conflict = page.getByTestId('conflict');
  await conflict.filter({ hasText: '3 wait for you' }).waitFor();
  await page.keyboard.press('2');
  await conflict.filter({ hasText: '2 wait for you' }).waitFor();
  assert.equal((await actions(page))[0][0], 'Sign in to Faktura with your own user');
  await page.keyboard.press('1');
  await conflict.filter({ hasText: '1 waits for you' }).waitFor();
  await page.getByTestId('take-ours').click();
  await page.getByTestId('conflicts-done').waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await page.getByTestId('conflicts-wait').count(), 0);
});

await walk('a hostile package is refused in words', 'index.html?bad#/library', [1280, 820], async (page) => {
  await page.getByTestId('open-package').click();
  await page.getByRole('alert').filter({ hasText: 'leads outside' }).waitFor();
});

await walk('the palette goes places, and search opens a step', 'index.html#/today', [1280, 820], async (page) => {
  await page.getByTestId('nav-today').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByTestId('picker').waitFor();
  await page.keyboard.type('lib');
  await page.keyboard.press('Enter');
  await page.getByTestId('create-sop').waitFor();
  await page.keyboard.press('Control+p');
  await page.getByTestId('picker').waitFor();
  await page.keyboard.type('upload');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId('step').first().waitFor();
});

await walk('a hotkey is set by pressing it', 'index.html#/settings', [1280, 820], async (page) => {
  const row = page.getByTestId('hotkey-note');
  await row.getByRole('button').first().click();
  await page.keyboard.press('Control+Meta+j');
  await row.getByText('J', { exact: true }).waitFor();
  await row.getByRole('button').first().click();
  await page.keyboard.press('Control+q');
  await row.getByRole('alert').waitFor();
  const { hotkeys } = await page.evaluate(() => globalThis.fake.host.call('settings', {}));
  assert.equal(hotkeys.find((h) => h.action === 'note').chord, 'Ctrl+Super+J');
});

const SHOW = (entry, kind, masked = false) => ({ notice: 'field', target: { entry, kind }, shot: null, masked, secret: masked ? 'a password' : '' });
await walk('the quick field keeps every word, also those typed early and those of two entries', 'field.html?recording', [420, 120], async (page) => {
  await page.getByTestId('field-words').waitFor();
  await page.evaluate(() => {
    globalThis.said = [];
    const { host } = globalThis.fake;
    const call = host.call;
    host.call = (name, request) => {
      if (['words', 'withdraw', 'reveal'].includes(name)) globalThis.said.push([name, request]);
      return call(name, request);
    };
    host.act = (act) => Promise.resolve(act !== 'field_turned' && globalThis.said.push([act]) && null);
  });
  const tell = (notice) => page.evaluate((n) => globalThis.fake.tell(n), notice);
  await page.keyboard.type('Ear');
  await tell(SHOW('a', 'step'));
  await page.keyboard.type('ly');
  await tell(SHOW('b', 'note'));
  // What is typed after a press is held back until the page has turned to its entry.
  await page.locator('[data-testid=kind-note][aria-checked=true]').waitFor();
  await page.keyboard.type('Second');
  await page.keyboard.press('Control+3');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => globalThis.said.length === 3);
  await tell(SHOW('c', 'step', true));
  await page.keyboard.press('Control+u');
  await page.keyboard.press('Control+Backspace');
  await page.waitForFunction(() => globalThis.said.length === 6);
  await tell(SHOW('d', 'step'));
  await page.keyboard.type('gone');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => globalThis.said.length === 7);
  assert.deepEqual(await page.evaluate(() => globalThis.said), [
    ['words', { entry: 'a', text: 'Early', becomes: null }],
    ['words', { entry: 'b', text: 'Second', becomes: 'warning' }],
    ['field_done'],
    ['reveal', { entry: 'c' }],
    ['withdraw', { entry: 'c' }],
    ['field_done'],
    ['field_done'],
  ]);
  assert.equal(await page.getByTestId('field-words').inputValue(), '');
});

await walk('the bar pauses, takes back and stops with a receipt', 'bar.html?recording', [416, 56], async (page) => {
  await page.getByTestId('withdraw').click();
  await page.locator('.count').filter({ hasText: '11' }).waitFor();
  await page.getByTestId('pause').click();
  await page.getByRole('button', { name: 'Resume' }).waitFor();
  await page.getByTestId('stop').click();
  assert.match(await page.getByTestId('receipt').textContent(), /11 entries, 8 pictures/);
});

await finish();
