// What is hidden, in a real browser: the list in the settings, and forgetting in the recorder bar.
import assert from 'node:assert/strict';

import { finish, walk } from './walker.mjs';

const shot = (page, name) => (process.env.SHOTS ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }) : undefined);
const list = (page) => page.evaluate(() => globalThis.fake.host.call('settings', {}).then((settings) => settings.recording.excluded));

await walk('windows are hidden, changed and shown again, by keys alone', 'index.html#/settings/privacy', [1280, 900], async (page) => {
  const rows = page.getByTestId('excluded-app');
  await rows.first().waitFor();
  const before = (await list(page)).length;
  await page.getByTestId('excluded-add').press('Enter');
  await page.waitForFunction((n) => document.querySelectorAll('[data-testid=excluded-app]').length === n, before + 1);
  await page.waitForFunction(() => document.activeElement?.dataset.testid === 'excluded-app');
  await page.keyboard.type('Payroll*');
  await page.keyboard.press('Tab');
  await page.keyboard.type('salaries');
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => globalThis.fake.host.call('settings', {}).then((s) => s.recording.excluded.at(-1).title === 'salaries'));
  assert.deepEqual((await list(page)).at(-1), { app: 'Payroll*', title: 'salaries' });
  await page.keyboard.press('Enter');
  await page.waitForFunction((n) => document.querySelectorAll('[data-testid=excluded-app]').length === n, before);
});

await walk('the list is tried on the windows that are open', 'index.html#/settings/privacy', [1280, 900], async (page) => {
  await page.getByTestId('look').click();
  const window = (name) => page.getByTestId('shown-window').filter({ hasText: name });
  await window('KeePassXC').getByText('Hidden by KeePass*').waitFor();
  await shot(page, 'privacy');
  await window('Files').getByRole('button', { name: 'Hide Files' }).click();
  await window('Files').getByText('Hidden by Files').waitFor();
  assert.deepEqual((await list(page)).at(-1), { app: 'Files', title: '' });
});

await walk('the last minute is forgotten from the recorder bar', 'bar.html?recording', [416, 300], async (page) => {
  await page.getByTestId('bar-more').click();
  const cards = page.getByTestId('entry');
  await cards.first().waitFor();
  const before = await cards.count();
  await shot(page, 'bar-forget');
  await page.getByTestId('forget').click();
  await page.getByText('were forgotten, as you wished').first().waitFor();
  assert.ok((await cards.count()) < before);
});

await finish();
