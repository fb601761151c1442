// Templates in a real browser: made in the settings, chosen for a draft, given to an SOP and taken back.
import assert from 'node:assert/strict';

import { editor, finish, kept, saved, walk } from './walker.mjs';

const row = (page, name) => page.getByTestId('template-row').filter({ hasText: name });
const shot = (page, name) => (process.env.SHOTS ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }) : undefined);

await walk('a template is duplicated, changed and saved by keys and pointer', 'index.html#/settings/templates', [1280, 860], async (page) => {
  await row(page, 'Standard').waitFor();
  await shot(page, 'templates-list');
  await row(page, 'Work instruction').getByTestId('template-duplicate').click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.getByTestId('template-name').fill('Bench work');

  // A colour that cannot be read is said, and mended by a press.
  await dialog.getByTestId('look-accent').fill('#ffdd33');
  await dialog.getByText('too light to be read on white').waitFor();
  assert.ok(await dialog.getByTestId('template-save').isDisabled());
  await shot(page, 'templates-light');
  await dialog.getByTestId('use-offer').click();
  await dialog.getByText('too light to be read on white').waitFor({ state: 'detached' });

  // Sections move by keys, and the keyboard stays with the one that moved.
  const up = dialog.getByRole('button', { name: 'Move Check the result up' });
  await up.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Move Check the result down');
  await dialog.getByRole('textbox', { name: 'Title of Check the result' }).fill('Look at it');
  assert.ok(await dialog.getByRole('checkbox', { name: 'Show Frequently asked questions while it is empty' }).isDisabled());
  await dialog.getByTestId('standing-policy').fill('Two people **sign**.');
  await shot(page, 'templates-edit');
  await dialog.getByTestId('template-save').click();
  await dialog.waitFor({ state: 'detached' });
  await row(page, 'Bench work').waitFor();
  const { templates } = await page.evaluate(() => globalThis.fake.host.call('templates', {}));
  const made = templates.at(-1).template;
  assert.equal(made.name, 'Bench work');
  assert.deepEqual([made.outline[0].chapter, made.outline[0].title], ['result', 'Look at it']);
  assert.equal(made.standing.policy, 'Two people **sign**.');
  assert.equal(made.look.accent, '#8a6a00');

  await row(page, 'Bench work').getByRole('button', { name: 'Use for new drafts: Bench work' }).click();
  await row(page, 'Bench work').getByText('For new drafts').waitFor();
  await row(page, 'Bench work').getByRole('button', { name: 'Remove Bench work' }).click();
  await row(page, 'Bench work').waitFor({ state: 'detached' });
});

await walk('a template that cannot be used is named', 'index.html?broken#/settings/templates', [1280, 860], async (page) => {
  await page.getByText('Old house style cannot be used').waitFor();
});

await walk('a default template that cannot be read is said where drafts are made, and another one is taken', 'index.html?broken=default#/library', [1280, 860], async (page) => {
  const fallen = page.getByTestId('template-fallen');
  await fallen.getByText('Old house style, cannot be used').waitFor();
  await page.goto(page.url().replace('#/library', '#/session/01990000-0000-7000-8000-000000000001'));
  await fallen.getByText('new drafts take Standard').waitFor();
  await shot(page, 'templates-fallen');
  await fallen.getByRole('button', { name: 'See the templates' }).click();
  await page.getByTestId('template-accept').click();
  await fallen.waitFor({ state: 'detached' });
  // It is still there, to be removed.
  await page.getByText('Old house style cannot be used').waitFor();
});

await editor('an SOP changes to another template and back', async (page) => {
  const before = await kept(page);
  await page.getByRole('tab', { name: /Details/ }).click();
  await page.getByTestId('change-template').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('has this template as it is now').waitFor();
  assert.ok(await dialog.getByTestId('template-apply').isDisabled());
  await dialog.getByLabel(/^Template:/).click();
  await page.getByRole('option', { name: 'Work instruction' }).click();
  await dialog.getByTestId('template-changes').waitFor();
  await shot(page, 'templates-change');
  await dialog.getByTestId('template-apply').click();
  await dialog.waitFor({ state: 'detached' });
  await saved(page);
  assert.equal((await kept(page)).template.name, 'Work instruction');
  const heads = await page.locator('.paper section > h2').allInnerTexts();
  assert.match(heads[0], /1\s*Before you start/);
  // What is not in the template is there all the same, and says so.
  await page.locator('#part-scope').getByText('Not in the template').waitFor();
  await page.locator('#part-scope').scrollIntoViewIfNeeded();
  await shot(page, 'templates-page');
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => document.querySelector('.paper section > h2')?.textContent?.includes('Purpose'));
  assert.deepEqual(await kept(page), before);
});

await walk('a draft takes the template that was chosen', 'index.html#/session/01990000-0000-7000-8000-000000000001', [1280, 860], async (page) => {
  await page.getByTestId('make-draft').waitFor();
  await page.evaluate(() => {
    const { call } = globalThis.fake.host;
    globalThis.fake.host.call = (name, request) => {
      if (name === 'draft') globalThis.drafted = request;
      return call(name, request);
    };
  });
  await page.getByLabel(/^Template of the draft/).click();
  await page.getByRole('option', { name: 'Work instruction' }).click();
  await shot(page, 'templates-session');
  await page.getByTestId('make-draft').click();
  await page.getByTestId('step').first().waitFor();
  assert.equal(await page.evaluate(() => globalThis.drafted.template), '50957219-0000-7000-8000-000000000002');
});

await finish();
