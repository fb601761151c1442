// Looks at what only a browser can measure: that nothing is cut off, wraps alone, or cannot be read.
import assert from 'node:assert/strict';

import { DRAFT, editor, finish, walk } from './walker.mjs';

const SCREENS = ['today', 'questions', 'library', 'sessions', 'session/01990000-0000-7000-8000-000000000001', 'settings', 'shortcuts', `sop/${DRAFT}`];

for (const screen of SCREENS) {
  await walk(`the window itself never scrolls: ${screen.split('/')[0]}`, `index.html#/${screen}`, [1024, 700], async (page) => {
    await page.locator('main h1').first().waitFor({ state: 'attached' });
    await page.waitForFunction(() => document.querySelector('main').textContent.length > 40);
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollHeight - innerHeight), 0);
  });
}

await editor('a remark of each kind has the letters of the page', async (page) => {
  await page.locator('aside.tip').scrollIntoViewIfNeeded();
  const [tip, warning, text] = await page.evaluate(() => ['aside.tip', 'aside.warning', 'article.paper'].map((each) => getComputedStyle(document.querySelector(each)).color));
  assert.deepEqual([tip, warning], [text, text]);
});

for (const width of [1024, 1440]) {
  await walk(`every tab beside the page and every button above it can be seen, ${width} wide`, `index.html#/sop/${DRAFT}`, [width, 700], async (page) => {
    await page.getByTestId('step').first().waitFor();
    for (const tab of ['suggestions', 'timeline', 'questions']) {
      await page.getByTestId(`tab-${tab}`).click();
      const cut = await page.evaluate(() => {
        const list = document.querySelector('.tab-list');
        return list.scrollWidth - list.clientWidth;
      });
      assert.equal(cut, 0, `while ${tab} is open`);
    }
    const tops = await page.locator('.editor > header button').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top + each.getBoundingClientRect().height / 2));
    assert.ok(Math.max(...tops) - Math.min(...tops) < 2, 'in one row');
  });
}

await walk('the tools of a selection stay in one row', `index.html#/sop/${DRAFT}`, [1024, 700], async (page) => {
  await page.getByTestId('step-handle').first().click();
  const tops = await page.getByTestId('selection').locator('button').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
  assert.ok(Math.max(...tops) - Math.min(...tops) < 4);
  await page.getByRole('button', { name: 'Delete' }).first().waitFor();
});

// The recorder bar as wide as it is; after an hour the clock takes more room.
const bar = (says, state, scheme) => walk(`the bar says all of its words: ${says}, ${scheme}`, `bar.html?${state}`, [416, 56], async (page) => {
  const words = page.locator('.words.one').getByText(says);
  await words.waitFor();
  const cut = await page.locator('.words.one, .words.one *:not(svg *)').evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth).length);
  assert.equal(cut, 0);
  const [text, acts] = [await words.boundingBox(), await page.getByTestId('automatic').boundingBox()];
  assert.ok(text.x + text.width <= acts.x, JSON.stringify([text, acts]));
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/bar-${scheme}-${says.split(' ')[0]}.png` });
}, { colorScheme: scheme });

for (const scheme of ['light', 'dark']) {
  await bar('Nothing logged yet', 'recording&fresh', scheme);
  await bar('Keep the copy', 'recording&fresh&copied', scheme);
  await bar('Paused', 'recording=paused', scheme);
}

await finish();
