// Runs axe over every screen, light and dark, in a real browser. Any finding fails.
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { browser, serve } from './desk.mjs';

const DRAFT = '01990000-0000-7000-a000-000000000001';
const SESSION = '01990000-0000-7000-8000-000000000001';
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const click = (id, n = 0) => async (page) => page.getByTestId(id).nth(n).click();
const figure = async (page) => { await page.getByTestId('figure-edit').nth(2).click({ force: true }); await page.getByTestId('figure-stage').waitFor(); await page.waitForTimeout(300); };
const SCREENS = [
  ['today', 'index.html', '#/today'],
  ['today, empty', 'index.html?empty', '#/today'],
  ['questions', 'index.html', '#/questions'],
  ['questions, refused', 'index.html', '#/questions', async (page) => { await page.getByTestId('answer-line').nth(2).fill('soon'); await page.keyboard.press('Enter'); await page.getByTestId('answer-problem').waitFor(); }],
  ['questions, empty', 'index.html?empty', '#/questions'],
  ['library', 'index.html', '#/library'],
  ['sessions', 'index.html', '#/sessions'],
  ['session', 'index.html', `#/session/${SESSION}`],
  ['session, picture', 'index.html', `#/session/${SESSION}`, async (page) => page.locator('button.shot').first().click()],
  ['editor', 'index.html', `#/sop/${DRAFT}`],
  ['editor, typing', 'index.html', `#/sop/${DRAFT}`, click('step-action', 1)],
  ['editor, menu', 'index.html', `#/sop/${DRAFT}`, click('step-more')],
  ['editor, checks', 'index.html', `#/sop/${DRAFT}`, click('tab-checks')],
  ['editor, selection', 'index.html', `#/sop/${DRAFT}`, async (page) => { await click('step-handle')(page); await page.keyboard.press('Shift+ArrowDown'); }],
  ['editor, folded', 'index.html', `#/sop/${DRAFT}`, click('phase-fold')],
  ['editor, to a phase', 'index.html', `#/sop/${DRAFT}`, async (page) => { await click('step-handle')(page); await click('selection-phase')(page); }],
  ['editor, parameter', 'index.html', `#/sop/${DRAFT}`, async (page) => { await click('step-action')(page); await page.keyboard.press('Shift+Home'); await page.keyboard.press('Control+Shift+P'); }],
  ['editor, hide', 'index.html', `#/sop/${DRAFT}`, async (page) => { await page.keyboard.press('Control+Shift+H'); await page.getByTestId('hide-words').fill('Faktura'); }],
  ['editor, timeline', 'index.html', `#/sop/${DRAFT}`, click('tab-timeline')],
  ['editor, details', 'index.html', `#/sop/${DRAFT}`, click('tab-details')],
  ['editor, suggestions', 'index.html', `#/sop/${DRAFT}`, click('tab-suggestions')],
  ['editor, suggesting', 'index.html', `#/sop/${DRAFT}`, async (page) => { await click('suggest')(page); await click('step-action', 1)(page); await page.keyboard.type('x'); await page.getByTestId('sketch-title').waitFor(); }],
  ['editor, history', 'index.html', `#/sop/${DRAFT}`, async (page) => { await click('step-action')(page); await click('tab-history')(page); await page.getByTestId('provenance').locator('dt').first().waitFor(); }],
  ['editor, comparison', 'index.html', `#/sop/${DRAFT}`, async (page) => { await click('tab-history')(page); await click('compare-now')(page); await page.getByTestId('comparison').waitFor(); }],
  ['editor, recording', 'index.html?recording', `#/sop/${DRAFT}`],
  ['figure editor', 'index.html', `#/sop/${DRAFT}`, figure],
  ['figure editor, label', 'index.html', `#/sop/${DRAFT}`, async (page) => { await figure(page); await page.keyboard.press('t'); await page.keyboard.press('Enter'); }],
  ['figure editor, black out', 'index.html', `#/sop/${DRAFT}`, async (page) => { await figure(page); await page.keyboard.press('r'); await page.keyboard.press('Enter'); }],
  ['figure, replace', 'index.html', `#/sop/${DRAFT}`, async (page) => { await page.getByRole('button', { name: /More for this figure/ }).first().click({ force: true }); await page.getByRole('menuitem', { name: 'Replace the picture' }).click(); await page.getByTestId('picture-shot').first().waitFor(); }],
  ['export', 'index.html', `#/sop/${DRAFT}`, click('export')],
  ['send', 'index.html', `#/sop/${DRAFT}`, click('send')],
  ['package opened', 'index.html', '#/library', async (page) => { await page.getByTestId('open-package').click(); await page.getByTestId('import-done').waitFor(); }],
  ['editor, decisions wait', 'index.html?conflicts', `#/sop/${DRAFT}`],
  ['conflict', 'index.html?conflicts', `#/sop/${DRAFT}`, async (page) => { await page.getByTestId('decide').click(); await page.getByTestId('conflict').waitFor(); }],
  ['settings', 'index.html', '#/settings'],
  ['settings, template', 'index.html', '#/settings', async (page) => { await click('template-duplicate', 1)(page); await page.getByTestId('look-accent').fill('#ffdd33'); await page.getByTestId('use-offer').waitFor(); await page.getByTestId('look-accent').fill('#8a6a00'); await page.getByTestId('use-offer').waitFor({ state: 'detached' }); }],
  ['editor, template', 'index.html', `#/sop/${DRAFT}`, async (page) => { await click('tab-details')(page); await click('change-template')(page); await page.getByTestId('template-apply').waitFor(); }],
  ['shortcuts', 'index.html', '#/shortcuts'],
  ['palette', 'index.html', '#/today', async (page) => page.keyboard.press('Control+k')],
  ['search', 'index.html', '#/today', async (page) => { await page.keyboard.press('Control+p'); await page.keyboard.type('in'); }],
  ['bar', 'bar.html?recording', ''],
  ['bar, open', 'bar.html?recording&trouble', '', click('bar-more')],
  ['bar, paused', 'bar.html?recording=paused', ''],
  ['field', 'field.html', ''],
];

const desk = await serve(fileURLToPath(new URL('../node_modules/.demo', import.meta.url)));
const chromium = await browser();
let found = 0;
for (const look of ['light', 'dark']) {
  for (const [name, file, hash, act] of SCREENS) {
    const small = !file.startsWith('index');
    // Axe is evaluated into the page: that alone needs the policy out of the way.
    const context = await chromium.newContext({ viewport: small ? { width: 420, height: 260 } : { width: 1440, height: 900 }, reducedMotion: 'reduce', bypassCSP: true });
    const page = await context.newPage();
    await page.goto(`${desk.at}/${file}${file.includes('?') ? '&' : '?'}look=${look}${hash}`);
    await page.locator('#app > *').first().waitFor();
    await page.waitForTimeout(400);
    await act?.(page);
    await page.waitForTimeout(300);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    // An open menu stands outside the landmarks by its nature.
    for (const violation of violations.filter((each) => !(each.id === 'region' && name.endsWith('menu')))) {
      found += violation.nodes.length;
      console.log(`${name} (${look}): ${violation.id}: ${violation.help}`);
      for (const node of violation.nodes.slice(0, 4)) console.log(`    ${node.html.slice(0, 160)}\n    ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}`);
    }
    await context.close();
  }
}
await chromium.close();
desk.close();
console.log(found === 0 ? `axe found nothing on ${SCREENS.length} screens, light and dark` : `axe found ${found}`);
process.exit(found === 0 ? 0 : 1);
