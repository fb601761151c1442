// What the walks stand on: a page of the demo for each, and how the draft in it is looked at.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

import { browser, serve } from './desk.mjs';

export const DRAFT = '01990000-0000-7000-a000-000000000001';
const desk = await serve(fileURLToPath(new URL('../node_modules/.demo', import.meta.url)));
const chromium = await browser();
/** `node tests/walk.mjs WORDS` walks only where the words are in the name. */
const only = process.argv[2] ?? '';
let failed = 0;

/** Opens an address and does the steps; a fault of the page fails it too. */
export async function walk(name, address, size, steps, options = {}) {
  if (!name.includes(only)) return;
  const context = await chromium.newContext({ viewport: { width: size[0], height: size[1] }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  try {
    await page.goto(`${desk.at}/${address}`);
    await steps(page);
    assert.deepEqual(faults, []);
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n${error.stack ?? error}\n${faults.join('\n')}`);
  }
  await context.close();
}

/** The same, in the editor of the draft. */
export const editor = (name, steps, options) => walk(name, `index.html#/sop/${DRAFT}`, [1440, 900], async (page) => {
  await page.getByTestId('step').first().waitFor();
  await steps(page);
}, options);

export const kept = (page) => page.evaluate((id) => globalThis.fake.host.call('sop', { id }).then((view) => view.document), DRAFT);
export const actions = async (page) => (await kept(page)).phases.map((phase) => phase.steps.map((step) => step.action));
export const saved = (page) => page.locator('[data-testid=saved][data-state=saved]').waitFor();
export const action = (page, n) => page.getByTestId('step-action').nth(n);

/** What came up for the first action stands beside it, where it can be seen. */
export async function near(page, mark) {
  const [text, tools] = [await action(page, 0).boundingBox(), await page.getByTestId(mark).boundingBox()];
  const apart = Math.max(text.y - (tools.y + tools.height), tools.y - (text.y + text.height));
  assert.ok(apart < 40 && tools.y > 0 && tools.y + tools.height < page.viewportSize().height, JSON.stringify([text, tools]));
}

/** Says by its exit code whether all went well. */
export async function finish() {
  await chromium.close();
  desk.close();
  process.exit(failed === 0 ? 0 : 1);
}
