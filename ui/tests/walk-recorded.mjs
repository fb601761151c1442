// Walks through the recording beside an SOP: where entries went, what is not used, and putting it in.
import assert from 'node:assert/strict';

import { actions, editor, finish, saved } from './walker.mjs';

const timeline = (page) => page.getByRole('tab', { name: 'Timeline' }).click();

await editor('an entry that is not used is put in by its button', async (page) => {
  await timeline(page);
  const unused = page.locator('[data-entry]', { hasText: 'Not used' });
  const before = await unused.count();
  assert.ok(before > 0);
  await unused.first().getByTestId('entry-put').click();
  await saved(page);
  await page.waitForFunction((n) => [...document.querySelectorAll('[data-entry]')].filter((e) => e.textContent.includes('Not used')).length === n - 1, before);
});

await editor('an entry is dragged between two steps', async (page) => {
  await timeline(page);
  const before = (await actions(page)).flat().length;
  const grip = page.locator('[data-entry]', { hasText: 'Step' }).first().getByTestId('entry-grip');
  await grip.scrollIntoViewIfNeeded();
  const from = await grip.boundingBox();
  const card = page.locator('[data-step]').nth(1);
  await card.scrollIntoViewIfNeeded();
  const to = await card.boundingBox();
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 200, to.y + 4, { steps: 6 });
  await page.locator('.target').waitFor();
  await page.mouse.up();
  await saved(page);
  assert.equal((await actions(page)).flat().length, before + 1);
});

await editor('a step shows where it comes from, and an entry where it went', async (page) => {
  await page.getByTestId('step-more').nth(1).click();
  await page.getByRole('menuitem', { name: 'Show where it comes from' }).click();
  await page.locator('[data-entry].source').first().waitFor();
  await page.locator('[data-entry].source').first().getByTestId('entry-home').click();
  await page.locator('.shown-part').waitFor();
});

await finish();
